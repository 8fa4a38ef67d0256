"""One run of a unit's month at a time, in the whole house; a process that dies lets go by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection

from donghanh.apps.billing.models import BillingRun
from donghanh.apps.billing.models.runs import OPEN
from donghanh.apps.billing.refusals import CannotRun

TAKE = "SELECT pg_try_advisory_lock(hashtext('billing'), hashtext(%s))"
LEAVE = "SELECT pg_advisory_unlock(hashtext('billing'), hashtext(%s))"


@contextmanager
def alone(*, unit_code: str, month: date) -> Iterator[None]:
    """Hold the unit's month. raises : CannotRun `already-running`, saying who runs it"""
    name = f"{unit_code}/{month:%Y-%m}"
    if not _asked(TAKE, name):
        raise _already_running(unit_code, month)
    try:
        yield
    finally:
        # A connection that broke has let go already.
        if not connection.needs_rollback and connection.is_usable():
            _asked(LEAVE, name)


def _asked(query: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, [name])
        return bool(cursor.fetchone()[0])


def _already_running(unit_code: str, month: date) -> CannotRun:
    run = BillingRun.objects.filter(unit_code=unit_code, month=month, kind="billing", state__in=OPEN).first()
    who = run.username if run else "-"
    return CannotRun(
        "already-running",
        f"The billing of {unit_code} {month:%m/%Y} is being run by {who}. Next: wait until it has ended.",
        unit=unit_code, month=f"{month:%Y-%m}", who=who, number=run.number if run else None,
    )  # fmt: skip
