"""What waits for somebody: findings whose turn is theirs, inspections to be made, what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.conduct.models import Inspection, Told
from donghanh.apps.conduct.permissions import may_inspect, own_units
from donghanh.apps.conduct.queries.sight import findings_seen, inspections_seen
from donghanh.apps.conduct.queries.turns import whose_turn
from donghanh.apps.organisation.permissions import Actor

OPEN = ("raised", "replied", "upheld", "corrected")


@dataclass(frozen=True)
class ConductWaiting:
    """
    One thing to do.

    what : reply, decide, correct, recheck, inspect
    due  : last day; None where nothing has a time
    """

    what: str
    code: str
    vi: str
    en: str
    unit: str
    due: date | None
    is_late: bool


@dataclass(frozen=True)
class ConductTold:
    """One telling that came to the asker, or about a thing in the asker's sight."""

    about: str
    kind: str
    to: str
    due: date
    at: datetime


def waiting_for(*, actor: Actor, day: date) -> tuple[ConductWaiting, ...]:
    """What waits for the actor, the late first, then by the time that is left."""
    found = [*_findings(actor, day), *_inspections(actor, day)]
    return tuple(sorted(found, key=lambda one: (not one.is_late, one.due or date.max, one.code)))


def told_to(*, actor: Actor, most: int = 20) -> tuple[ConductTold, ...]:
    """What the actor was told, the latest first; none for who has no account."""
    if actor.staff_id is None:
        return ()
    rows = Told.objects.filter(to_id=actor.staff_id).select_related("to").order_by("-told_at", "-id")
    return tuple(_told(one) for one in rows[:most])


def told_about(*, actor: Actor, code: str) -> tuple[ConductTold, ...]:
    """Who was told of a finding or an inspection that the actor sees; nothing of one out of sight."""
    is_seen = (
        findings_seen(actor=actor).filter(code=code).exists()
        or inspections_seen(actor=actor).filter(code=code).exists()
    )
    rows = Told.objects.filter(about=code).select_related("to").order_by("told_at", "id")
    return tuple(_told(one) for one in rows) if is_seen else ()


def _findings(actor: Actor, day: date) -> list[ConductWaiting]:
    rows = findings_seen(actor=actor).filter(state__in=OPEN).select_related("inspection")
    shown = []
    for one in rows:
        turns = whose_turn(found=one, actor=actor, day=day)
        # Taking a finding back is always possible and waits for nobody.
        what = "decide" if "uphold" in turns else next((turn for turn in turns if turn != "withdraw"), "")
        if what:
            due = {"raised": one.reply_due, "upheld": one.correct_due}.get(one.state)
            is_late = due is not None and due < day
            shown.append(ConductWaiting(what, one.code, one.item_vi, one.item_en, one.unit_id, due, is_late))
    return shown


def _inspections(actor: Actor, day: date) -> list[ConductWaiting]:
    if not may_inspect(actor=actor):
        return []
    rows = Inspection.objects.filter(state__in=("drawn", "notified", "under_way"), day__lte=day)
    rows = rows.exclude(unit_id__in=own_units(actor=actor)).select_related("unit")
    return [
        ConductWaiting(
            "inspect", one.code, one.unit.name_vi, one.unit.name_en, one.unit_id, one.day, one.day < day
        )
        for one in rows
    ]


def _told(row: Told) -> ConductTold:
    return ConductTold(row.about, row.kind, row.to.full_name, row.due, row.told_at)
