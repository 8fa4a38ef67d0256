"""
When the right person is told that a case comes near its due time; in working hours, never at midnight.

For the job that escalates. A rule says how long before the due time, in working time or on the clock; the
moment that comes out is moved to the next working moment before the due time, or, when there is none left,
back to the last one after receipt. Working hours are passed in as spans; a case that has none of them before
it is due (a fault at night) is told to nobody before the breach, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from donghanh.kernel.spans import Span

ROLES = ("responsible", "unit_head", "business_department", "office", "director")
NOBODY_WORKS = "nobody_works_before_due"


@dataclass(frozen=True)
class EscalationRule:
    """
    One rule.

    before_seconds : how long before the due time
    in_working     : whether these are seconds of working time (else of the clock)
    to             : a word of ROLES
    groups, services : of the cases it is for; empty is all
    """

    code: str
    before_seconds: int
    in_working: bool
    to: str
    groups: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Escalation:
    """Who is told when, by which rule; `at` is None when nobody works before the due time (`why`)."""

    rule: str
    to: str
    at: datetime | None
    why: str = ""


def escalations(
    *,
    rules: Iterable[EscalationRule],
    service: str,
    group: str,
    received_at: datetime,
    due_at: datetime,
    working: Sequence[Span[datetime]],
) -> tuple[Escalation, ...]:
    """
    Find the moments of one case, earliest first; rules that are for other services are left out.

    working : the working hours between receipt and due time at least, ordered, without overlap
    """
    found = [
        _escalation(rule, received_at, due_at, working)
        for rule in rules
        if (not rule.services or service in rule.services) and (not rule.groups or group in rule.groups)
    ]
    return tuple(sorted(found, key=lambda one: (one.at is None, one.at or due_at, one.rule)))


def _escalation(
    rule: EscalationRule, received_at: datetime, due_at: datetime, working: Sequence[Span[datetime]]
) -> Escalation:
    open_hours = _between(working, received_at, due_at)
    if not open_hours:
        return Escalation(rule.code, rule.to, None, NOBODY_WORKS)
    if rule.in_working:
        return Escalation(rule.code, rule.to, _working_before(open_hours, rule.before_seconds))
    wished = due_at - timedelta(seconds=rule.before_seconds)
    return Escalation(rule.code, rule.to, _working_moment(open_hours, wished))


def _between(
    working: Sequence[Span[datetime]], start: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    """Working stretches from receipt to the due time, with ends."""
    if until <= start:
        return []
    whole = Span(start, until)
    parts = (span.common(whole) for span in working)
    return [(part.start, part.until) for part in parts if part is not None and part.until is not None]


def _working_before(open_hours: list[tuple[datetime, datetime]], seconds: int) -> datetime:
    """Walk back from the last working moment; where less is left than asked, the first one is the answer."""
    left = timedelta(seconds=seconds)
    if not left:
        return _last_moment(*open_hours[-1])
    for start, until in reversed(open_hours):
        if until - start >= left:
            return until - left
        left -= until - start
    return open_hours[0][0]


def _working_moment(open_hours: list[tuple[datetime, datetime]], wished: datetime) -> datetime:
    """The first working moment at or after the one wished for; when none is left, the last one before."""
    for start, until in open_hours:
        if wished < until:
            return max(start, wished)
    return _last_moment(*open_hours[-1])


def _last_moment(start: datetime, until: datetime) -> datetime:
    """The end of working hours is outside of them: a minute before it, or the start of a shorter stretch."""
    return max(start, until - timedelta(minutes=1))
