"""
What the communes' committees nominate: households for repairs and gifts, pupils of poor households for
tablets.

Most name a customer of the world with the right class, some a household that has no contract of its own.
Some come twice, written by another hand: without diacritics, words in another order, another day. `same_as`
knows which, so that a search for duplicates can be judged; no page shows it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from donghanh.kernel.text import fold_column
from donghanh.world import people
from donghanh.world.addresses import addresses
from donghanh.world.dice import Indexes, dice
from donghanh.world.places import Places
from donghanh.world.reference import reference

SCHEMA = pl.Schema(
    {
        "nomination_code": pl.String,
        "commune_code": pl.String,
        "name": pl.String,
        "address": pl.String,
        "social_class": pl.String,
        "customer_code": pl.String,
        "activity": pl.String,
        "nominated_on": pl.Date,
        "same_as": pl.String,
    }
)


@dataclass(frozen=True)
class Nomination:
    """One line of a commune's list."""

    nomination_code: str
    commune_code: str
    name: str
    address: str
    social_class: str
    customer_code: str | None
    activity: str
    nominated_on: date
    same_as: str | None = None


def nominations(*, seed: int, places: Places, candidates: pl.DataFrame) -> pl.DataFrame:
    """
    The lists of all communes together.

    candidates : customers of the world to nominate from; code, name, address, commune_code, social_class
    returns    : nomination_code, commune_code, name, address, social_class, customer_code [null: no
                 contract of their own], activity, nominated_on [day], same_as [null: no repetition]
    """
    rolls = dice(seed=seed, subject="nominations")
    first = [
        _nominate(rolls=rolls, places=places, row=row, activity=activity, pool=pool)
        for (row, activity), pool in _with_pools(rolls=rolls, places=places, candidates=candidates)
    ]
    numbered = [replace(one, nomination_code=f"DC-{at:04d}") for at, one in enumerate(first, start=1)]
    again = _written_again(rolls=rolls, of=numbered)
    rows = [asdict(one) for one in numbered + again]
    return pl.DataFrame(rows, schema=SCHEMA).sort("nominated_on", "nomination_code")


def _wanted(*, rolls: np.random.Generator, places: Places) -> list[tuple[int, str]]:
    """The commune's row and the activity of each nomination."""
    data = reference("campaign")["nominations"]
    wanted = []
    for pin in data["pinned"]:
        row = places.row_of(name=pin["commune"], unit=pin["unit"])
        wanted += [(row, pin["activity"])] * pin["count"]
    for activity, count in data["elsewhere"].items():
        at = places.weights.spread(rolls=rolls, count=count)
        wanted += [(row, activity) for row in at.tolist()]
    return wanted


def _with_pools(
    *, rolls: np.random.Generator, places: Places, candidates: pl.DataFrame
) -> list[tuple[tuple[int, str], dict[str, str] | None]]:
    """Give each wanted nomination a customer of the commune and of the right class, nobody twice."""
    classes = reference("campaign")["nominations"]["classes"]
    pool = candidates.filter(pl.col("social_class") != "none").to_dicts()
    share = reference("campaign")["nominations"]["with_customer_share"]
    taken: set[str] = set()
    answer = []
    for row, activity in _wanted(rolls=rolls, places=places):
        fitting = (
            one
            for one in pool
            if one["commune_code"] == places.codes[row]
            and one["social_class"] in classes[activity]
            and one["code"] not in taken
        )
        found = next(fitting, None) if rolls.random() < share else None
        taken |= {found["code"]} if found else set()
        answer.append(((row, activity), found))
    return answer


def _nominate(
    *, rolls: np.random.Generator, places: Places, row: int, activity: str, pool: dict[str, str] | None
) -> Nomination:
    data = reference("campaign")["nominations"]
    days = (data["last_day"] - data["first_day"]).days
    here: Indexes = np.array([row])
    name = str(people.person_names(rolls=rolls, count=1)[0])
    address = addresses(rolls=rolls, places=places, at=here)[0]
    social_class = str(rolls.choice(data["classes"][activity]))
    is_pupil = activity == "tablets"
    return Nomination(
        nomination_code="",
        commune_code=places.codes[row],
        name=pool["name"] if pool and not is_pupil else name,
        address=pool["address"] if pool else address,
        social_class=pool["social_class"] if pool else social_class,
        customer_code=pool["code"] if pool else None,
        activity=activity,
        nominated_on=data["first_day"] + timedelta(days=int(rolls.integers(days + 1))),
    )


def _written_again(*, rolls: np.random.Generator, of: list[Nomination]) -> list[Nomination]:
    """Some nominations once more, as another hand writes them."""
    picks = rolls.choice(len(of), size=reference("campaign")["nominations"]["duplicates"], replace=False)
    hands = (_without_diacritics, _given_name_first, _in_capitals)
    return [
        replace(
            of[pick],
            nomination_code=f"DC-{len(of) + at:04d}",
            name=hands[at % len(hands)](of[pick].name),
            customer_code=None,
            nominated_on=of[pick].nominated_on + timedelta(days=int(rolls.integers(1, 6))),
            same_as=of[pick].nomination_code,
        )
        for at, pick in enumerate(picks.tolist(), start=1)
    ]


def _without_diacritics(name: str) -> str:
    return str(fold_column(pl.Series([name]))[0]).title()


def _given_name_first(name: str) -> str:
    *before, given = name.split()
    return " ".join([given, *before])


def _in_capitals(name: str) -> str:
    return name.upper()
