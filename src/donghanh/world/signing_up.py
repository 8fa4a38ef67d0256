"""
The days on which customers registered to pay on line and installed the customer-care app.

Growing over 2020 and 2021 with a bump in December 2021, when a draw is promised to those who do both. The
days run to the end of January 2022: whoever shows a day before that leaves out what is later.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from donghanh.world.dice import Flags, Weighted, flags
from donghanh.world.energy import Days
from donghanh.world.reference import reference

DECEMBER = np.datetime64("2021-12-01")
NEVER = np.datetime64("NaT", "D")


@cache
def sign_up_days() -> Weighted:
    """Each day from January 2020 to January 2022 with its weight: growing month by month, with the bump."""
    data = reference("mix")["signing_up"]
    first = np.datetime64(data["first_month"], "M")
    day = np.arange(first.astype("datetime64[D]"), (first + data["months"]).astype("datetime64[D]"))
    month = day.astype("datetime64[M]")
    weight = (1 + data["growth_per_month"]) ** (month - first).astype(np.float64)
    bump = month == np.datetime64(data["bump"]["month"], "M")
    weight[bump] *= data["bump"]["times"]
    return Weighted(things=tuple(day), shares=weight / weight.sum())


def sign_ups(*, rolls: np.random.Generator, kinds: list[str], begins: Days) -> tuple[Days, Days]:
    """
    When each customer registered to pay on line and when each installed the app; not-a-time where never.

    kinds  : household, enterprise or public_body, row for row
    begins : first day of the contract; nobody signs up before it
    """
    data = reference("mix")["signing_up"]
    pays = _days(rolls=rolls, chances=[data["pays_online"][kind] for kind in kinds])
    app = _days(rolls=rolls, chances=[data["has_app"][kind] for kind in kinds])
    chances = np.array([data["both_in_december_2021"][kind] for kind in kinds])
    both = flags(rolls=rolls, chances=chances, count=len(kinds))
    pays, app = _answering_the_promotion(rolls=rolls, both=both, pays=pays, app=app)
    return _not_before(days=pays, begins=begins), _not_before(days=app, begins=begins)


def _days(*, rolls: np.random.Generator, chances: list[float]) -> Days:
    count = len(chances)
    signs = flags(rolls=rolls, chances=np.array(chances), count=count)
    at = sign_up_days().pick_indexes(rolls=rolls, count=count)
    return np.where(signs, np.array(sign_up_days().things)[at], NEVER)


def _answering_the_promotion(
    *, rolls: np.random.Generator, both: Flags, pays: Days, app: Days
) -> tuple[Days, Days]:
    first = rolls.integers(31, size=len(both))
    second = np.clip(first + np.rint(rolls.normal(0, 3, size=len(both))).astype(np.int64), 0, 30)
    return np.where(both, DECEMBER + first, pays), np.where(both, DECEMBER + second, app)


def _not_before(*, days: Days, begins: Days) -> Days:
    return np.where(days < begins, NEVER, days)
