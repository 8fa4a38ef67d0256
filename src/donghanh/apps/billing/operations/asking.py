"""Asks for a run in the background, in the name of whoever asks."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.billing import ports
from donghanh.apps.billing.permissions import check_run
from donghanh.apps.billing.refusals import CannotRun
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor


@transaction.atomic
def ask_for_run(*, actor: Actor, unit_code: str, month: date, at: datetime) -> None:
    """
    Put a unit's month into the queue of jobs.

    raises : Forbidden; CannotRun `month-ahead`
    """
    check_run(actor=actor, unit_code=unit_code)
    if month > at.date():
        raise CannotRun("month-ahead", f"The month {month:%m/%Y} has not begun.", month=f"{month:%Y-%m}")
    subject = f"run:{unit_code}/{month:%Y-%m}"
    record_act(actor=actor, act="billing.ask_for_run", subject=subject, facts={}, at=at)
    ports.queue_run(unit_code=unit_code, month=month, username=actor.username)
