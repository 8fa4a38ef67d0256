"""When somebody is to be told that a case comes near its due time; the working hours and the dated rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from donghanh.apps.requests.bridge import clocks
from donghanh.apps.requests.models import Case
from donghanh.engines.requests.escalations import escalations
from donghanh.kernel.spans import Span
from donghanh.lawbook.escalations import escalation_rules

AHEAD = timedelta(days=21)
"""Farther than the longest stretch without work (Tết) and the earliest warning together."""


def is_working(*, at: datetime) -> bool:
    """Answer whether people of the office work at a moment."""
    day = clocks.start_of(clocks.local_day(at))
    return any(at in span for span in clocks.working_spans(start=day, until=day + timedelta(days=1)))


def horizon(*, now: datetime) -> datetime:
    """The latest due time of which somebody may have to be told now, by the rules of the day."""
    rules = escalation_rules(day=clocks.local_day(now))
    working = max((one.before_seconds for one in rules if one.in_working), default=0)
    plain = max((one.before_seconds for one in rules if not one.in_working), default=0)
    return max(_after(now, working), now + timedelta(seconds=plain))


def warnings_due(*, case: Case, now: datetime) -> tuple[tuple[str, str], ...]:
    """
    Rules by which somebody is to be told by now, each with whom; where nobody worked before the due time,
    they are told in the first working hours after it.
    """
    if case.due_at is None or case.starts_at is None:
        return ()
    found = escalations(
        rules=escalation_rules(day=clocks.local_day(now)), service=case.service_code, group=case.group,
        received_at=case.starts_at, due_at=case.due_at,
        working=_spans(clocks.start_of(clocks.local_day(case.starts_at)), clocks.local_day(case.due_at)),
    )  # fmt: skip
    return tuple((one.rule, one.to) for one in found if (one.at or case.due_at) <= now)


def _after(now: datetime, seconds: int) -> datetime:
    """The end of so much working time after a moment, and what follows it until work begins again."""
    left = timedelta(seconds=seconds)
    for span in clocks.working_spans(start=now, until=now + AHEAD):
        assert span.until is not None
        left -= span.until - span.start
        if left < timedelta(0):
            return span.until
    return now + AHEAD


@lru_cache(maxsize=4096)
def _spans(start: datetime, last) -> tuple[Span[datetime], ...]:  # type: ignore[no-untyped-def]
    return clocks.working_spans(start=start, until=clocks.end_of(last))
