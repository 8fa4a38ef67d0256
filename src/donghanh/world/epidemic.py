"""
The epidemic's map of the appreciation months: communes locked down or quarantined, and the masks they ask
for.

Generated: it says nothing about any commune's real December of 2021.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from donghanh.world.dice import Indexes, chosen, dice
from donghanh.world.places import Places
from donghanh.world.reference import reference

FIRST_ASKING = np.datetime64("2021-12-03")
DAYS_ASKING = 40
WATCHED_DAYS = 7


def area_statuses(*, seed: int, places: Places) -> pl.DataFrame:
    """
    Stretches of days in which a commune is not normal; a commune may have two, one after the other.

    returns : commune_code, status locked_down | quarantined, from_on [day], until_on [first day after]
    """
    data = reference("campaign")["area_statuses"]
    rolls = dice(seed=seed, subject="area statuses")
    at = _communes(rolls=rolls, places=places)
    days = (data["last_day"] - data["first_day"]).days
    first = np.datetime64(data["first_day"]) + rolls.integers(days, size=len(at))
    shortest, longest = data["days"]
    until = first + rolls.integers(shortest, longest + 1, size=len(at))
    closed = _stretches(places=places, at=at, first=first, until=until, status="locked_down")
    after = until[::3] + WATCHED_DAYS
    watched = _stretches(places=places, at=at[::3], first=until[::3], until=after, status="quarantined")
    return pl.concat([closed, watched]).sort("from_on", "commune_code")


def mask_requests(*, seed: int, places: Places) -> pl.DataFrame:
    """
    What areas and schools ask for: more, together, than the 20,000 masks there are.

    returns : request_code, commune_code, place [name of the area or school], place_kind area | school,
              quantity_asked [masks], asked_on [day]
    """
    rolls = dice(seed=seed, subject="mask requests")
    areas = _areas_asking(rolls=rolls, places=places, areas=area_statuses(seed=seed, places=places))
    frame = pl.concat([areas, _schools_asking(rolls=rolls, places=places)])
    frame = frame.sort("asked_on", "commune_code", "place")
    codes = [f"KT-{number:04d}" for number in range(1, frame.height + 1)]
    return frame.select(pl.Series("request_code", codes), pl.all())


def _areas_asking(*, rolls: np.random.Generator, places: Places, areas: pl.DataFrame) -> pl.DataFrame:
    between = reference("campaign")["mask_requests"]["area_quantity"]
    names = dict(zip(places.codes, places.names, strict=True))
    return pl.DataFrame(
        {
            "commune_code": areas["commune_code"],
            "place": [f"Khu vực cách ly {names[code]}" for code in areas["commune_code"].to_list()],
            "place_kind": "area",
            "quantity_asked": _in_fifties(rolls=rolls, between=between, count=areas.height),
            "asked_on": areas["from_on"].dt.offset_by("1d"),
        }
    )


def _schools_asking(*, rolls: np.random.Generator, places: Places) -> pl.DataFrame:
    data = reference("campaign")["mask_requests"]
    at = np.asarray(rolls.choice(len(places.codes), size=data["schools"], replace=False))
    words = chosen(words=data["schools_words"], at=rolls.integers(len(data["schools_words"]), size=len(at)))
    return pl.DataFrame(
        {
            "commune_code": chosen(words=places.codes, at=at).tolist(),
            "place": (words + " " + chosen(words=places.bare_names, at=at)).tolist(),
            "place_kind": "school",
            "quantity_asked": _in_fifties(rolls=rolls, between=data["school_quantity"], count=len(at)),
            "asked_on": FIRST_ASKING + rolls.integers(DAYS_ASKING, size=len(at)),
        }
    )


def _communes(*, rolls: np.random.Generator, places: Places) -> Indexes:
    count = reference("campaign")["area_statuses"]["communes"]
    return np.asarray(rolls.choice(len(places.codes), size=count, replace=False))


def _stretches(*, places: Places, at: Indexes, first: object, until: object, status: str) -> pl.DataFrame:
    codes = chosen(words=places.codes, at=at).tolist()
    return pl.DataFrame({"commune_code": codes, "status": status, "from_on": first, "until_on": until})


def _in_fifties(*, rolls: np.random.Generator, between: list[int], count: int) -> Indexes:
    least, most = between
    return np.asarray(rolls.integers(least // 50, most // 50, size=count, endpoint=True) * 50)
