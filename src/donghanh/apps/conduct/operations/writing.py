"""Writes the moves of rounds, inspections and findings, inside a caller's transaction; numbers in turn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models

from donghanh.apps.conduct.models import (
    Finding,
    FindingMove,
    Inspection,
    InspectionMove,
    Round,
    RoundMove,
)
from donghanh.apps.conduct.queries.sight import findings_seen, inspections_seen
from donghanh.apps.conduct.refusals import NotFound, Refused
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.conduct import FINDING, INSPECTION, ROUND, CannotMoveConduct, Life, check_move

NUMBERS = 0x4B54  # the lock under which rounds, inspections and findings get their numbers


def locked_round(*, code: str) -> Round:
    """Lock a round. raises : NotFound"""
    found = Round.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NotFound("round", code)
    return found


def locked_inspection(*, actor: Actor, code: str) -> Inspection:
    """Lock an inspection that the actor sees. raises : NotFound"""
    found = inspections_seen(actor=actor).select_for_update(of=("self",)).filter(code=code).first()
    if found is None:
        raise NotFound("inspection", code)
    return found


def locked_finding(*, actor: Actor, code: str) -> Finding:
    """Lock a finding that the actor sees. raises : NotFound"""
    found = findings_seen(actor=actor).select_for_update(of=("self",)).filter(code=code).first()
    if found is None:
        raise NotFound("finding", code)
    return found


def move_round(*, actor: Actor, round_: Round, move: str, at: datetime, why: str = "") -> None:
    """Check and write a move of a round; what else the caller changed of it is saved with it."""
    before, role = _moved(actor.roles, ROUND, round_, move, why)
    RoundMove.objects.create(round=round_, **_told(actor, ROUND, move, before, role, why, at))


def move_inspection(*, actor: Actor, inspection: Inspection, move: str, at: datetime, why: str = "") -> None:
    """Check and write a move of an inspection; what else the caller changed of it is saved with it."""
    before, role = _moved(actor.roles, INSPECTION, inspection, move, why)
    InspectionMove.objects.create(
        inspection=inspection, **_told(actor, INSPECTION, move, before, role, why, at)
    )


def move_finding(
    *,
    actor: Actor,
    finding: Finding,
    move: str,
    at: datetime,
    why: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:
    """Check and write a move of a finding; what else the caller changed of it is saved with it."""
    roles = roles_at(actor=actor, finding=finding)
    before, role = _moved(roles, FINDING, finding, move, why)
    told = _told(actor, FINDING, move, before, role, why, at)
    FindingMove.objects.create(finding=finding, facts=dict(facts or {}), **told)


def roles_at(*, actor: Actor, finding: Finding) -> frozenset[str]:
    """What the actor is to a finding: the roles at its unit, and `concerned` for the person whom it names."""
    roles = actor.roles_in_unit(finding.unit_id)
    is_concerned = finding.staff_id is not None and finding.staff_id == actor.staff_id
    return roles | {"concerned"} if is_concerned else roles


def next_code(*, model: type[models.Model], prefix: str, year: int, digits: int) -> str:
    """The next number of a year; held until the transaction ends, so that two get two numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS])
    begin = f"{prefix}-{year % 100:02d}-"
    last = model._default_manager.filter(code__startswith=begin).order_by("-code").first()
    number = int(last.code.rsplit("-", 1)[1]) + 1 if last else 1  # type: ignore[attr-defined]
    return f"{begin}{number:0{digits}d}"


def _moved(roles: Collection[str], life: Life, row: Any, move: str, why: str) -> tuple[str, str]:
    before = row.state
    try:
        row.state = check_move(life=life, state=before, move=move, roles=roles, reason=why)
    except CannotMoveConduct as reason:
        raise Refused(reason.rule, str(reason), code=row.code, **reason.facts) from reason
    row.save()
    return before, min(frozenset(roles) & life.moves[move].roles)


def _told(
    actor: Actor, life: Life, move: str, before: str, role: str, why: str, at: datetime
) -> dict[str, Any]:
    return {
        "move": move,
        "from_state": before,
        "to_state": life.moves[move].to_state,
        "by_id": actor.staff_id,
        "as_role": role,
        "why": why.strip(),
        "product_at": at,
    }
