"""Who has a case: taken by one person, handed over with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge.clocks import local_day
from donghanh.apps.requests.models import Case, HandOver
from donghanh.apps.requests.operations.writing import is_done, locked_case, move_case
from donghanh.apps.requests.permissions import DESKS, check_act, may_handle
from donghanh.apps.requests.refusals import CannotMoveCase, CannotTake


@transaction.atomic
def take_case(*, actor: Actor, code: str, now: datetime) -> None:
    """
    Take a case that nobody has; taken again by the same person, nothing changes.

    raises : NotFound, Forbidden; CannotTake `taken-already`, with who has it; `needs-a-person`
    """
    check_act(actor=actor)
    if actor.staff_id is None:
        raise CannotTake("needs-a-person", "A case is taken by a person, not by a machine.", case=code)
    case = locked_case(actor=actor, code=code)
    if case.responsible_id == actor.staff_id:
        return
    if case.responsible is not None:
        told = {"case": code, "name": case.responsible.full_name, "username": case.responsible.username}
        raise CannotTake("taken-already", f"{told['name']} has {code} already.", **told)
    case.responsible_id = actor.staff_id
    move_case(actor=actor, case=case, move="take", at=now)


@dataclass(frozen=True)
class Holder:
    """Where and with whom a case lies."""

    unit_code: str
    desk: str
    staff_id: int | None


@transaction.atomic
def hand_over(
    *, actor: Actor, code: str, why: str, now: datetime, to_unit: str | None = None,
    to_desk: str | None = None, to_username: str | None = None, key: str = "",
) -> None:  # fmt: skip
    """
    Give a case to another person, desk or unit, with the reason; its clock goes on.

    to_unit     : left out, the unit stays; empty for a case of the company
    to_desk     : unit, business_department, office; left out, it stays
    to_username : somebody who may work on it there; left out, nobody has it
    raises      : NotFound, Forbidden; CannotMoveCase `reason-missing`, `nothing-changes`, `desk-unknown`,
                  `unit-unknown`, `person-not-there`
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    before = Holder(case.unit_id or "", case.desk, case.responsible_id)
    unit_code = before.unit_code if to_unit is None else to_unit
    desk = _desk(unit_code, to_desk or before.desk)
    after = Holder(unit_code, desk, _person(unit_code, desk, to_username, now))
    _check(case, before, after, now)
    facts = {"person": to_username or ""}
    write_hand_over(
        actor=actor, case=case, before=before, after=after, why=why, now=now, key=key, facts=facts
    )


def write_hand_over(
    *, actor: Actor, case: Case, before: Holder, after: Holder, why: str, now: datetime, key: str = "",
    facts: Mapping[str, object],
) -> None:  # fmt: skip
    """Move a locked case to another place; for people who hand over and for the rules of routing."""
    case.desk, case.responsible_id = after.desk, after.staff_id
    told = {"from": [before.unit_code, before.desk], "to": [after.unit_code, after.desk], **facts}
    move_case(actor=actor, case=case, move="hand_over", at=now, why=why, key=key, facts=told)
    case.unit_id = after.unit_code or None  # last: the giver acts in the role held where the case was
    case.save(update_fields=["unit"])
    HandOver.objects.create(
        case=case, from_unit=before.unit_code, from_desk=before.desk, from_staff_id=before.staff_id,
        to_unit=after.unit_code, to_desk=after.desk, to_staff_id=after.staff_id, why=why.strip(),
        by_id=actor.staff_id, product_at=now,
    )  # fmt: skip


def may_have(*, staff: Any, unit_code: str, desk: str, now: datetime) -> bool:
    """Answer whether somebody (or nobody) may have a case at a desk."""
    found = organisation.actor_named(username=staff.username, on=local_day(now)) if staff else None
    return bool(found and found.roles & DESKS[desk] and may_handle(actor=found, unit_code=unit_code))


def _desk(unit_code: str, desk: str) -> str:
    if desk not in DESKS or (desk == "unit" and not unit_code):
        text = f"No desk '{desk}' for '{unit_code}'; expected one of {', '.join(DESKS)}."
        raise CannotMoveCase("desk-unknown", text, desk=desk, unit=unit_code)
    return desk


def _check(case: Case, before: Holder, after: Holder, now: datetime) -> None:
    if before == after:
        raise CannotMoveCase("nothing-changes", f"{case.code} lies there already.", case=case.code)
    known = {row.code for row in organisation.units_on(day=local_day(now))}
    if after.unit_code and after.unit_code != before.unit_code and after.unit_code not in known:
        text = f"No unit {after.unit_code} today; expected one of {', '.join(sorted(known))}."
        raise CannotMoveCase("unit-unknown", text, unit=after.unit_code)


def _person(unit_code: str, desk: str, username: str | None, now: datetime) -> int | None:
    if not username:
        return None
    found = organisation.actor_named(username=username, on=local_day(now))
    if found is None or not found.roles & DESKS[desk] or not may_handle(actor=found, unit_code=unit_code):
        text = f"{username} does not work on requests at {desk} {unit_code}."
        raise CannotMoveCase("person-not-there", text, username=username, unit=unit_code, desk=desk)
    return found.staff_id
