"""
Requests of November and December 2021 for a demo: of which service, by which channel, when, and what becomes.

Rates are our own and say nothing of a company: most come in time, some late, some are paused, opened again or
handed to and fro. Whoever plays them finds the due times; a fate says at which part of the time it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from donghanh.world.dice import Weighted, chosen, dice

SERVICES = Weighted.of(
    {
        "BILL_QUERY": 25, "FAULT_RESTORE": 18, "NEW_LV_RES_RURAL": 13, "METER_CHECK": 9,
        "NEW_LV_RES_URBAN": 7, "CHANGE_INFO": 7, "METER_MOVE": 5, "CONTRACT_TRANSFER": 5,
        "WRITTEN_COMPLAINT": 5, "CHANGE_QUOTA": 3, "NEW_LV_NONRES": 3,
    }
)  # fmt: skip
CHANNELS = {
    11: Weighted.of(
        {"phone": 42, "counter": 24, "portal": 14, "app": 8, "email": 5, "partner": 3, "letter": 4}
    ),
    12: Weighted.of(
        {"phone": 33, "counter": 18, "portal": 22, "app": 14, "email": 6, "partner": 4, "letter": 3}
    ),
}
FATES = Weighted.of(
    {
        "in_time": 62, "late": 9, "paused": 8, "reopened": 6, "handed": 6, "to_and_fro": 3, "withdrawn": 3,
        "refused": 2, "incomplete": 1,
    }
)  # fmt: skip
OFFICE_OPENS, OFFICE_OPEN_SECONDS, DAY_SECONDS = 7.5 * 3_600, 9 * 3_600, 86_400


@dataclass(frozen=True)
class RequestDealt:
    """
    A request of the story.

    unit, customer : places in the lists of whoever plays it
    fate           : a word of FATES; part : [thousandths of the promised time] when it is answered
    """

    service: str
    channel: str
    received_at: datetime
    unit: int
    customer: int
    fate: str
    part: int


@dataclass(frozen=True)
class CallDealt:
    """A call of the call centre: `waited_seconds` is None when nobody answered."""

    number: int
    rang_at: datetime
    waited_seconds: int | None


def requests_dealt(
    *, seed: int, count: int, units: int, start: datetime, until: datetime
) -> tuple[RequestDealt, ...]:
    """
    Deal so many requests between two moments, earliest first; faults come at any hour, others in daylight.

    count : [requests]; units : how many power units share them
    """
    rolls = dice(seed=seed, subject="requests of the story")
    services = SERVICES.pick(rolls=rolls, count=count)
    fates = FATES.spread(rolls=rolls, count=count)
    parts = rolls.integers(120, 930, size=count)
    dealt = [
        _request(
            row, str(services[row]), FATES.things[fates[row]], int(parts[row]), rolls, units, (start, until)
        )
        for row in range(count)
    ]
    return tuple(sorted(dealt, key=lambda one: (one.received_at, one.customer)))


def calls_dealt(*, seed: int, count: int, start: datetime, until: datetime) -> tuple[CallDealt, ...]:
    """Deal so many calls between two moments: most answered soon, some late, some never."""
    rolls = dice(seed=seed, subject="calls of the story")
    seconds = np.sort(rolls.integers(int((until - start).total_seconds()), size=count))
    kinds = Weighted.of({"soon": 86, "late": 9, "never": 5}).pick(rolls=rolls, count=count)
    soon, late = rolls.integers(3, 29, size=count), rolls.integers(31, 95, size=count)
    waits = {"soon": soon, "late": late}
    return tuple(
        CallDealt(
            number, start + timedelta(seconds=int(seconds[number])),
            None if kinds[number] == "never" else int(waits[str(kinds[number])][number]),
        )
        for number in range(count)
    )  # fmt: skip


def _request(
    row: int, service: str, fate: str, part: int, rolls: np.random.Generator, units: int,
    span: tuple[datetime, datetime],
) -> RequestDealt:  # fmt: skip
    at = _moment(rolls, span, at_any_hour=service == "FAULT_RESTORE")
    channels = CHANNELS.get(at.month, CHANNELS[12])
    channel = str(chosen(words=channels.things, at=channels.pick_indexes(rolls=rolls, count=1))[0])
    late = part + 1_050 if fate == "late" else part
    return RequestDealt(service, channel, at, int(rolls.integers(units)), row, fate, late)


def _moment(rolls: np.random.Generator, span: tuple[datetime, datetime], *, at_any_hour: bool) -> datetime:
    start, until = span
    days = max((until - start).days, 1)
    midnight = start + timedelta(days=int(rolls.integers(days)))
    second = (
        rolls.integers(DAY_SECONDS) if at_any_hour else OFFICE_OPENS + rolls.integers(OFFICE_OPEN_SECONDS)
    )
    return min(midnight + timedelta(seconds=int(second)), until)
