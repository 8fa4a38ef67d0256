"""Locks a case, checks and writes its moves, and keeps the copies of its due time; inside a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests import ports
from donghanh.apps.requests.bridge import clocks, tracking
from donghanh.apps.requests.models import Answer, Case, CaseMove
from donghanh.apps.requests.permissions import NOBODY, check_handle, handling_roles
from donghanh.apps.requests.queries.sight import cases_seen
from donghanh.apps.requests.refusals import CannotMoveCase, NotFound
from donghanh.engines.requests import moves as life


def locked_case(*, actor: Actor, code: str) -> Case:
    """
    Lock a case that the actor sees and may work on.

    raises : NotFound, Forbidden
    """
    case = locked(code=code)
    if not cases_seen(actor=actor).filter(pk=case.pk).exists():
        raise NotFound("request", code)
    check_handle(actor=actor, unit_code=case.unit_id or "")
    return case


def locked(*, code: str) -> Case:
    """Lock a case, whoever asks; for the customer and for jobs."""
    found = Case.objects.select_for_update(of=("self",)).filter(code=code).first()
    if found is None:
        raise NotFound("request", code)
    return found


def locked_by_tracking(*, tracking_code: str) -> Case:
    """Lock the case of a tracking code; raises NotFound."""
    hashed = tracking.hash_of(code=tracking_code)
    found = Case.objects.select_for_update(of=("self",)).filter(tracking_sha256=hashed).first()
    if found is None:
        raise NotFound("request", tracking_code[:20])
    return found


def is_done(*, case: Case, key: str) -> bool:
    """Answer whether this very click was carried out before; the case is locked by the caller."""
    return bool(key) and case.moves.filter(key=key).exists()


def roles_of(*, actor: Actor, case: Case) -> frozenset[str]:
    """In which roles somebody moves a case."""
    if actor in NOBODY:
        return frozenset({actor.username})
    return handling_roles(actor=actor, unit_code=case.unit_id or "")


def move_case(
    *, actor: Actor, case: Case, move: str, at: datetime, why: str = "", key: str = "",
    facts: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """
    Check and write a move, save the case with its due time, and write the audit row.

    What else the caller changed of the case is saved with it.

    raises : CannotMoveCase
    """
    roles = roles_of(actor=actor, case=case)
    try:
        before, case.state = case.state, life.check_move(state=case.state, move=move, roles=roles, reason=why)
    except life.CannotMoveCase as reason:
        raise CannotMoveCase(reason.rule, str(reason), case=case.code, **reason.facts) from reason
    clocks.refresh(case=case, as_of=at)
    case.save()
    _write(actor, case, move, before, roles & life.MOVES[move].roles, why, key, facts or {}, at)


def say_to_customer(
    *, actor: Actor, case: Case, kind: str, text: str, at: datetime, template: str = ""
) -> None:  # fmt: skip
    """Write down what the customer is told, and hand it on to whoever carries it."""
    by = actor.staff_id
    Answer.objects.create(case=case, kind=kind, template=template, text=text, by_id=by, product_at=at)
    told = ports.Telling(
        case.code, kind, text, case.phone, case.email, at, unit_code=case.unit_id or "", group=case.group
    )
    ports.tell_customer(telling=told)


def _write(
    actor: Actor, case: Case, move: str, before: str, roles: frozenset[str], why: str, key: str,
    facts: Mapping[str, object], at: datetime,
) -> None:  # fmt: skip
    CaseMove.objects.create(
        case=case, move=move, from_state=before, to_state=case.state, by_id=actor.staff_id,
        as_role=min(roles), why=why.strip(), facts=dict(facts), key=key, product_at=at,
    )  # fmt: skip
    told = {"why": why.strip(), "from": before, "to": case.state, **facts}
    record_act(actor=actor, act=f"request.{move}", subject=f"request:{case.code}", facts=told, at=at)
    told_of = ports.CaseMoved(
        case=case.code, service_code=case.service_code, move=move, state=case.state,
        customer_code=case.customer_code, unit_code=case.unit_id or "", at=at,
        actor=None if actor in NOBODY else actor,
    )  # fmt: skip
    ports.case_moved(moved=told_of)
