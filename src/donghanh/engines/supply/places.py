"""
Places of a gift tied to applications: first complete, first served, and never one more than there are.

For the free wiring labour of December 2021. A place once offered is not taken away by an older application
that is entered later; that one has the next place that is free. What others were promised out of the same
quota elsewhere leaves fewer places.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An application without a place; arrived_at is when it was complete, code settles a tie."""

    code: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A place and who has it now."""

    code: str
    number: int


def places_for(
    *, waiting: Sequence[Waiting], held: Collection[int], quota: int, promised_elsewhere: int = 0
) -> tuple[Given, ...]:
    """
    Give the free places to those who wait, in the order of arrival.

    held    : numbers that are offered or accepted
    returns : who gets which number, lowest number first; nobody beyond the quota

    >>> noon = datetime.fromisoformat("2021-12-01T12:00+07:00")
    >>> places_for(waiting=[Waiting("b", noon), Waiting("a", noon)], held={1}, quota=2)
    (Given(code='a', number=2),)
    """
    room = max(quota - promised_elsewhere - len(held), 0)
    free = [number for number in range(1, quota + 1) if number not in held][:room]
    order = sorted(waiting, key=lambda one: (one.arrived_at, one.code))
    return tuple(Given(one.code, number) for one, number in zip(order, free, strict=False))


def is_asked_in_time(*, arrived_at: datetime, from_at: datetime, until_at: datetime) -> bool:
    """Answer whether an application was complete within the days of the gift, half-open."""
    return from_at <= arrived_at < until_at
