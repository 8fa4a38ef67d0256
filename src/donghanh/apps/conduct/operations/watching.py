"""
The watch over conduct: planned inspections are told in time, times that passed are told, and told higher.

A job calls it every few minutes. It does nothing outside working hours: nobody is told at midnight.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.conduct import bridge
from donghanh.apps.conduct.models import Finding, Inspection
from donghanh.apps.conduct.operations.telling import people, tell, tell_planned
from donghanh.apps.organisation.permissions import Actor, Grant

WATCH = Actor(None, "conduct_watch", "conduct_watch", (Grant("office"),))


@transaction.atomic
def watch_conduct(*, now: datetime) -> int:
    """
    Tell what is due to be told; each thing once.

    returns : how many were told; 0 outside working hours
    """
    if not bridge.is_working_moment(at=now):
        return 0
    day = bridge.company_day(at=now)
    return _tell_planned(day, now) + sum(_tell_late(one, day, now) for one in _late(day))


def _tell_planned(day: date, now: datetime) -> int:
    waiting = Inspection.objects.select_for_update(of=("self",)).select_related("round")
    waiting = waiting.filter(state="drawn", round__is_surprise=False)
    # Told not later than the checklist says; one that was drawn late is told at once, and that is seen.
    due = [one for one in waiting if bridge.tell_on(inspection=one) <= day <= one.day]
    for one in due:
        tell_planned(actor=WATCH, inspection=one, at=now)
    return len(due)


def _late(day: date) -> list[Finding]:
    rows = Finding.objects.filter(state="raised", reply_due__lt=day)
    rows |= Finding.objects.filter(state="upheld", correct_due__lt=day)
    return list(rows.select_related("inspection"))


def _tell_late(finding: Finding, day: date, now: datetime) -> int:
    is_reply = finding.state == "raised"
    due = finding.reply_due if is_reply else finding.correct_due
    assert due is not None
    to = people(day=day, unit=finding.unit_id, number=finding.staff_id if is_reply else None)
    higher_on = bridge.due_on(day=due, working_days=finding.inspection.frozen.get("escalate_days", 3))
    # What names a person of a crew is for the Office, not for the director (see the app's permissions).
    role = "office" if finding.staff_id else "director"
    if day > higher_on:
        to += people(day=day, unit="", role=role)
    kind = "reply_overdue" if is_reply else "correction_overdue"
    return tell(about=finding.code, kind=kind, to=to, due=due, at=now)
