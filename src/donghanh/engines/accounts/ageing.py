"""How late a debt is: days after the last day of payment, in the classes that are reported."""

from __future__ import annotations

from datetime import date, timedelta

NOT_DUE = "not_due"
BUCKETS = (NOT_DUE, "days_1_30", "days_31_60", "days_61_90", "days_over_90")
_LIMITS = ((0, NOT_DUE), (30, "days_1_30"), (60, "days_31_60"), (90, "days_61_90"))


def due_day(*, issued_on: date, term_days: int) -> date:
    """
    Answer the last day on which an invoice is paid in time.

    >>> due_day(issued_on=date(2021, 12, 3), term_days=7)
    datetime.date(2021, 12, 10)
    """
    return issued_on + timedelta(days=term_days)


def bucket_of(*, due_on: date, as_of: date) -> str:
    """
    Name the class of a debt; on the last day of payment it is not late.

    >>> bucket_of(due_on=date(2021, 12, 10), as_of=date(2021, 12, 10))
    'not_due'
    >>> bucket_of(due_on=date(2021, 12, 10), as_of=date(2021, 12, 11))
    'days_1_30'
    """
    late = (as_of - due_on).days
    for limit, bucket in _LIMITS:
        if late <= limit:
            return bucket
    return BUCKETS[-1]
