"""Tells those concerned of an inspection or a finding, each thing once, inside a caller's transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from donghanh.apps.conduct import bridge, ports
from donghanh.apps.conduct.models import Finding, Inspection, Told
from donghanh.apps.conduct.operations.writing import move_inspection
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, console_actor
from donghanh.apps.organisation.queries import StaffRow, staff_emails


def tell(*, about: str, kind: str, to: Collection[StaffRow], due: date, at: datetime) -> int:
    """
    Tell people of a thing; who was told of it for this day is not told again.

    returns : how many were told now
    """
    count, emails = 0, staff_emails(numbers=[person.id for person in to])
    for person in to:
        _, is_new = Told.objects.get_or_create(
            about=about, kind=kind, to_id=person.id, due=due, defaults={"told_at": at}
        )
        if is_new:
            count += 1
            ports.tell_staff(
                telling=ports.StaffTelling(person.username, emails.get(person.id, ""), kind, about, due, at)
            )
    if count:
        facts = {"kind": kind, "people": count, "due": due.isoformat()}
        record_act(actor=console_actor(), act="conduct.tell", subject=f"conduct:{about}", facts=facts, at=at)
    return count


def tell_planned(*, actor: Actor, inspection: Inspection, at: datetime) -> None:
    """Make a planned inspection known to the head of its unit, and to the person whom it concerns."""
    move_inspection(actor=actor, inspection=inspection, move="notify", at=at)
    to = people(day=bridge.company_day(at=at), unit=inspection.unit_id, number=inspection.staff_id)
    tell(about=inspection.code, kind="inspection_planned", to=to, due=inspection.day, at=at)


def concerned(*, finding: Finding) -> list[StaffRow]:
    """The person whom a finding names, and the head of the unit."""
    day = bridge.company_day(at=finding.raised_at)
    return people(day=day, unit=finding.unit_id, number=finding.staff_id)


def people(*, day: date, unit: str, number: int | None = None, role: str = "unit_head") -> list[StaffRow]:
    """Who holds a role at a unit (director, office: of the company), and the person of a number."""
    return [
        one
        for one in organisation.staff(actor=console_actor(), day=day)
        if one.is_active
        and (one.id == number or any(_holds(grant.role, grant.unit_code, role, unit) for grant in one.grants))
    ]


def _holds(has: str, at: str | None, role: str, unit: str) -> bool:
    return has == role and (at == unit or role in ("director", "office"))
