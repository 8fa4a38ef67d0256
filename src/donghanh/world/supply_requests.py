"""
Requests for a new supply around December 2021: who asked, where, when, through which channel.

For the quota of free wiring for homes: most are for homes in December, some are not, some lie just outside
the month, and two arrive at the same second. Order of arrival is `received_at`, then `request_code`.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from donghanh.world import people
from donghanh.world.addresses import addresses
from donghanh.world.dice import Indexes, chosen, dice
from donghanh.world.places import Places
from donghanh.world.reference import reference, weighted

ZONE = "Asia/Ho_Chi_Minh"
DAY = 86_400
OPENS = datetime(2021, 12, 1, tzinfo=ZoneInfo(ZONE))
DECEMBER_SECONDS = 31 * DAY


def supply_requests(*, seed: int, places: Places) -> pl.DataFrame:
    """
    The requests, in order of arrival.

    returns : request_code, received_at [instant, aware], purpose home | production | business, name, phone,
              address, commune_code, unit_code, channel
    """
    rolls = dice(seed=seed, subject="supply requests")
    seconds, purposes = _arrivals(rolls=rolls)
    order = np.argsort(seconds, kind="stable")
    at = places.weights.pick_indexes(rolls=rolls, count=len(seconds))
    everybody = np.ones(len(seconds), dtype=bool)
    frame = pl.DataFrame(
        {
            "received_at": _instants(seconds=seconds[order]),
            "purpose": [purposes[row] for row in order.tolist()],
            "name": people.person_names(rolls=rolls, count=len(seconds)).tolist(),
            "phone": people.phones(rolls=rolls, present=everybody),
            "address": addresses(rolls=rolls, places=places, at=at),
            "commune_code": chosen(words=places.codes, at=at).tolist(),
            "unit_code": chosen(words=places.units, at=at).tolist(),
            "channel": weighted("campaign", "supply_requests", "channels")
            .pick(rolls=rolls, count=len(seconds))
            .tolist(),
        }
    )
    codes = [f"CDM-2112-{number:04d}" for number in range(1, len(seconds) + 1)]
    return frame.select(pl.Series("request_code", codes), pl.all())


def _arrivals(*, rolls: np.random.Generator) -> tuple[Indexes, list[str]]:
    """Seconds since the first moment of December, and what each request is for."""
    counts = reference("campaign")["supply_requests"]
    homes = _in_december(rolls=rolls, count=counts["homes_in_december"])
    homes[1] = homes[0]
    other = _in_december(rolls=rolls, count=counts["other_in_december"])
    before = -rolls.integers(1, DAY, size=counts["around"] // 2)
    after = DECEMBER_SECONDS + rolls.integers(DAY, size=counts["around"] - len(before))
    after[0] = DECEMBER_SECONDS
    purposes = ["home"] * len(homes) + ["production", "business"] * len(other)
    around = ["home"] * (len(before) + len(after))
    return np.concatenate([homes, other, before, after]), purposes[: len(homes) + len(other)] + around


def _in_december(*, rolls: np.random.Generator, count: int) -> Indexes:
    days = rolls.integers(31, size=count)
    return np.asarray(days * DAY + rolls.integers(7 * 3600, 19 * 3600, size=count))


def _instants(*, seconds: Indexes) -> pl.Series:
    opens = pl.Series([OPENS], dtype=pl.Datetime("us", ZONE))
    return opens + pl.Series(seconds * 1_000_000).cast(pl.Duration("us"))
