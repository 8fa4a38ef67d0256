"""
Half-open stretches of days or instants: the first moment inside, the first moment outside.

For contracts, units that merge, windows of a programme. Because "until" is outside, months touch
without gap or overlap. `until` None means that no end is known. Empty and backward stretches are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Generic, TypeVar

Moment = TypeVar("Moment", date, datetime)


class NotASpan(ValueError):
    """Start and end do not make a stretch; the text says why."""


@dataclass(frozen=True)
class Span(Generic[Moment]):
    """
    From `start` on, and before `until`: both days, or both aware instants.

    >>> date(2021, 12, 31) in Span(date(2021, 12, 1), date(2022, 1, 1))
    True
    """

    start: Moment
    until: Moment | None = None

    def __post_init__(self) -> None:
        for moment in (self.start, self.until):
            _check_moment(moment, like=self.start)
        if self.until is not None and self.until <= self.start:
            raise NotASpan(f"The stretch from {self.start} until {self.until} is empty; until must be later.")

    def __contains__(self, moment: Moment) -> bool:
        return self.start <= moment and (self.until is None or moment < self.until)

    def overlaps(self, other: Span[Moment]) -> bool:
        """Answer whether some moment is in both."""
        return _before(self.start, other.until) and _before(other.start, self.until)

    def meets(self, other: Span[Moment]) -> bool:
        """Answer whether `other` starts at the very moment at which this one ends."""
        return self.until == other.start

    def common(self, other: Span[Moment]) -> Span[Moment] | None:
        """Answer the stretch that is in both; None when there is none."""
        if not self.overlaps(other):
            return None
        ends = [until for until in (self.until, other.until) if until is not None]
        return Span(max(self.start, other.start), min(ends, default=None))


def gaps(spans: Iterable[Span[Moment]]) -> list[Span[Moment]]:
    """
    Find what lies between the first start and the last end, and in none of `spans`.

    >>> gaps([Span(date(2021, 1, 1), date(2021, 2, 1)), Span(date(2021, 3, 1))])
    [Span(start=datetime.date(2021, 2, 1), until=datetime.date(2021, 3, 1))]
    """
    reached = _with_reach(spans)
    return [Span(until, span.start) for until, span in reached if until is not None and until < span.start]


def overlaps(spans: Iterable[Span[Moment]]) -> list[Span[Moment]]:
    """Find the spans that begin before all earlier ones have ended, in order of their start."""
    return [span for until, span in _with_reach(spans) if until is None or span.start < until]


def _with_reach(spans: Iterable[Span[Moment]]) -> Iterator[tuple[Moment | None, Span[Moment]]]:
    """Pair each span but the first with the latest end of those that start before it."""
    ordered = sorted(spans, key=lambda span: span.start)
    reach = ordered[0].until if ordered else None
    for _, span in pairwise(ordered):
        yield reach, span
        reach = None if reach is None or span.until is None else max(reach, span.until)


def _before(moment: Moment, until: Moment | None) -> bool:
    return until is None or moment < until


def _check_moment(moment: date | datetime | None, *, like: date | datetime) -> None:
    if moment is None:
        return
    if isinstance(moment, datetime) != isinstance(like, datetime):
        raise NotASpan(f"{moment!r} and {like!r} are a day and an instant; give two of one sort.")
    if isinstance(moment, datetime) and moment.utcoffset() is None:
        raise NotASpan(f"The instant {moment} is naive; give it a time zone.")
