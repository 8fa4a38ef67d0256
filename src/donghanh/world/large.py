"""
The large customers: a fixed stratum, as a province has it, with the awkward cases a rule must answer for.

At the threshold, one kWh to either side, readings missing, contracts that begin or end within the year,
public bodies, and the three firms that the newspaper names. Read data/large_customers.yaml for the cases
and counts.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import polars as pl

from donghanh.world import energy, identity, signing_up
from donghanh.world.dice import Flags, Indexes, Numbers, Strings, Weighted, chosen, dice
from donghanh.world.firms import firm_names
from donghanh.world.frames import customers_frame, with_keys
from donghanh.world.places import Places
from donghanh.world.reference import reference

WORLD_THAT_HAS_THEM_ALL = 20_000
NAMING = {
    "production": "factory",
    "business": "trade",
    "hospital_school": "hospital",
    "public_office": "centre",
}
MADE_UP = ("phone", "email", "tax_code", "registered_online_payment_on", "installed_app_on")


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """The group of each large customer, row for row."""
    groups = reference("large_customers")["groups"]
    return tuple(group for group in groups for _ in range(group["count"]))


def large_count(*, customers: int) -> int:
    """
    How many of a world's customers are large: all from 20,000 customers on, fewer in proportion below.

    >>> large_count(customers=1000) < large_count(customers=20_000) == large_count(customers=650_000)
    True
    """
    return min(len(cases()), customers * len(cases()) // WORLD_THAT_HAS_THEM_ALL)


def large_customers(*, seed: int, places: Places) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All large customers: the frame of customers and that of their energy."""
    rolls = dice(seed=seed, subject="large")
    place_at = _place_rows(rolls=rolls, places=places)
    begins, ends = _contracts(rolls=rolls)
    frame = customers_frame(
        rolls=rolls,
        names=_names(rolls=rolls, places=places, place_at=place_at),
        groups=list(cases()),
        classes=np.full(len(cases()), "none", dtype=object),
        places=places,
        place_at=place_at,
        numbers=identity.code_numbers(seed=seed, ordinals=np.arange(len(cases()))),
        begins=begins,
        ends=ends,
        code_units=_code_units(places=places, place_at=place_at),
    )
    return _as_named(customers=frame), _energy(seed=seed, codes=frame["code"], begins=begins, ends=ends)


def _named() -> list[dict[str, str]]:
    named: list[dict[str, str]] = reference("large_customers")["named"]
    return named


def _place_rows(*, rolls: np.random.Generator, places: Places) -> Indexes:
    units = Weighted.of(reference("large_customers")["units"])
    serving = units.spread(rolls=rolls, count=len(cases()))
    rows = np.array([rolls.choice(places.in_unit(unit=units.things[at])) for at in serving.tolist()])
    for at, firm in enumerate(_named()):
        rows[at] = places.row_of(name=firm["commune"], unit=firm["unit"])
    return rows


def _code_units(*, places: Places, place_at: Indexes) -> Strings:
    serving = chosen(words=places.units, at=place_at).tolist()
    given = [case.get("code_unit", unit) for case, unit in zip(cases(), serving, strict=True)]
    return np.array(given, dtype=object)


def _contracts(*, rolls: np.random.Generator) -> tuple[energy.Days, energy.Days]:
    old = np.datetime64("1999-01-01") + rolls.integers(365 * 19, size=len(cases()))
    begins = [np.datetime64(case.get("begins", day)) for case, day in zip(cases(), old, strict=True)]
    ends = [np.datetime64(case.get("ends", signing_up.NEVER)) for case in cases()]
    return np.array(begins, dtype="datetime64[D]"), np.array(ends, dtype="datetime64[D]")


def _names(*, rolls: np.random.Generator, places: Places, place_at: Indexes) -> Strings:
    names = np.empty(len(cases()), dtype=object)
    groups = np.array([case["price_group"] for case in cases()])
    for price_group, naming in NAMING.items():
        rows = groups == price_group
        names[rows] = firm_names(rolls=rolls, group=naming, places=places, at=place_at[rows])
    names[: len(_named())] = [firm["name"] for firm in _named()]
    return names


def _as_named(*, customers: pl.DataFrame) -> pl.DataFrame:
    """Real firms keep their name and place; nothing that could reach or describe them further is made up."""
    is_named = pl.int_range(pl.len()) < len(_named())
    nothing = [pl.when(~is_named).then(pl.col(name)).alias(name) for name in MADE_UP]
    nobody = [(pl.col(name) & ~is_named) for name in customers.columns if name.startswith("consent_")]
    given = [firm["address"] for firm in _named()]
    said = pl.Series("address", given + customers["address"].to_list()[len(given) :])
    return with_keys(customers=customers.with_columns(*nothing, *nobody, said))


def _energy(*, seed: int, codes: pl.Series, begins: energy.Days, ends: energy.Days) -> pl.DataFrame:
    rolls = dice(seed=seed, subject="large energy")
    exists = energy.within_contract(begins=begins, ends=ends)
    yearly = _yearly_kwh(rolls=rolls)
    groups = [case["price_group"] for case in cases()]
    drawn = energy.monthly_kwh(rolls=rolls, yearly_kwh=yearly, price_groups=groups, at=np.arange(len(groups)))
    kwh = _summing_to(totals=np.rint(yearly).astype(np.int64), drawn=drawn, exists=exists)
    return energy.energy_frame(codes=codes, kwh=kwh, missing=_gaps(rolls=rolls), exists=exists)


def _yearly_kwh(*, rolls: np.random.Generator) -> Numbers:
    data = reference("large_customers")
    yearly: list[Numbers] = []
    for group in data["groups"]:
        points = (rolls.permutation(group["count"]) + 0.5) / group["count"]
        least, most = group["kwh"]
        spread = energy.BoundedPareto(data["tail"], least, most).at(points=points)
        yearly.append(spread if most > least else np.full(group["count"], float(least)))
    return np.concatenate(yearly)


def _summing_to(*, totals: Indexes, drawn: energy.Matrix, exists: Flags) -> energy.Matrix:
    """Scale the last twelve months so that those within the contract add up to the total exactly."""
    window = drawn[:, energy.LAST_YEAR] * exists[:, energy.LAST_YEAR]
    scaled = window * totals[:, None] // window.sum(axis=1)[:, None]
    last = (
        energy.MONTH_COUNT - 12 - 1 + np.where(exists[:, energy.LAST_YEAR], np.arange(1, 13), 0).max(axis=1)
    )
    kwh = drawn.copy()
    kwh[:, energy.LAST_YEAR] = scaled
    kwh[np.arange(len(totals)), last] += totals - scaled.sum(axis=1)
    return kwh


def _gaps(*, rolls: np.random.Generator) -> Flags:
    """The last twelve months miss what the case says; the months before, as many as anybody's."""
    missing = energy.missing_readings(rolls=rolls, count=len(cases()))
    missing[:, energy.LAST_YEAR] = False
    for row, case in enumerate(cases()):
        columns = rolls.choice(12, size=case.get("gaps", 0), replace=False)
        missing[row, energy.LAST_YEAR.start + columns] = True
    return missing
