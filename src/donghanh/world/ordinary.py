"""
Ordinary customers, in blocks of 10,000: everybody but the large customers.

A block depends on the seed and its number alone, so customer 123,456 is the same in every world that has him,
whichever part of it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from donghanh.world import energy, identity, people, signing_up
from donghanh.world.dice import Flags, Indexes, Numbers, Strings, Weighted, chosen, dice, flags
from donghanh.world.firms import firm_names
from donghanh.world.frames import customers_frame
from donghanh.world.places import Places
from donghanh.world.reference import group_weights, reference

BLOCK = 10_000
OLDEST = np.datetime64("1996-01-01")
FIRST_DAY = np.datetime64(energy.MONTHS[0])
AFTER_LAST_DAY = np.datetime64(energy.AFTER_LAST_MONTH)
FIRST_END = np.datetime64("2020-06-01")


@dataclass(frozen=True)
class Block:
    """Customers of one block, row for row: the frame, and what their energy is drawn from."""

    customers: pl.DataFrame
    group_at: Indexes
    yearly_kwh: Numbers
    begins: energy.Days
    ends: energy.Days


def ordinary_block(*, seed: int, block: int, places: Places) -> Block:
    """
    The 10,000 customers of a block, without their energy.

    block   : 0 and up; holds the ordinary customers 10,000 × block and on
    returns : the customers frame and the columns that `ordinary_energy` needs
    """
    rolls = dice(seed=seed, subject="ordinary", chunk=block)
    group_at = group_weights().pick_indexes(rolls=rolls, count=BLOCK)
    place_at = places.weights.pick_indexes(rolls=rolls, count=BLOCK)
    classes = _social_classes(rolls=rolls, household=group_at == _household())
    begins, ends = _contracts(rolls=rolls)
    numbers = identity.code_numbers(
        seed=seed, ordinals=np.arange(BLOCK) + block * BLOCK + identity.RESERVED_FOR_LARGE
    )
    frame = customers_frame(
        rolls=rolls,
        names=_names(rolls=rolls, group_at=group_at, classes=classes, places=places, place_at=place_at),
        groups=[_groups()[name] for name in chosen(words=group_weights().things, at=group_at)],
        classes=classes,
        places=places,
        place_at=place_at,
        numbers=numbers,
        begins=begins,
        ends=ends,
    )
    yearly = _yearly_kwh(
        rolls=rolls, group_at=group_at, classes=classes, times=places.energy_times(rows=place_at)
    )
    yearly[group_at == _household()] /= places.mean_energy_times()
    return Block(frame, group_at, yearly, begins, ends)


def ordinary_energy(*, seed: int, block: int, of: Block, rows: slice) -> pl.DataFrame:
    """The energy frame of the customers of a block that `rows` points at."""
    rolls = dice(seed=seed, subject="ordinary energy", chunk=block)
    price_groups = [_groups()[name]["price_group"] for name in group_weights().things]
    kwh = energy.monthly_kwh(rolls=rolls, yearly_kwh=of.yearly_kwh, price_groups=price_groups, at=of.group_at)
    missing = energy.missing_readings(rolls=rolls, count=BLOCK)
    exists = energy.within_contract(begins=of.begins, ends=of.ends)
    codes = of.customers["code"][rows]
    return energy.energy_frame(codes=codes, kwh=kwh[rows], missing=missing[rows], exists=exists[rows])


def _groups() -> dict[str, dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = reference("mix")["groups"]
    return groups


def _household() -> int:
    return group_weights().things.index("household")


def _social_classes(*, rolls: np.random.Generator, household: Flags) -> Strings:
    shares = reference("mix")["social_classes"]
    drawn = Weighted.of({"none": 1 - sum(shares.values()), **shares}).pick(rolls=rolls, count=len(household))
    return np.where(household, drawn, "none")


def _contracts(*, rolls: np.random.Generator) -> tuple[energy.Days, energy.Days]:
    mix = reference("mix")
    old = _days_between(rolls=rolls, first=OLDEST, until=FIRST_DAY)
    new = _days_between(rolls=rolls, first=FIRST_DAY, until=AFTER_LAST_DAY)
    is_new = flags(rolls=rolls, chances=2 * mix["new_share_per_year"], count=BLOCK)
    end = _days_between(rolls=rolls, first=FIRST_END, until=AFTER_LAST_DAY)
    has_end = flags(rolls=rolls, chances=mix["ended_share"], count=BLOCK) & ~is_new
    return np.where(is_new, new, old), np.where(has_end, end, signing_up.NEVER)


def _days_between(*, rolls: np.random.Generator, first: np.datetime64, until: np.datetime64) -> energy.Days:
    return np.asarray(first + rolls.integers((until - first).astype(np.int64), size=BLOCK))


def _names(
    *, rolls: np.random.Generator, group_at: Indexes, classes: Strings, places: Places, place_at: Indexes
) -> Strings:
    names = people.person_names(rolls=rolls, count=BLOCK, only_women=classes == "heroic_mother")
    for at, group in enumerate(group_weights().things):
        rows = group_at == at
        if group != "household":
            names[rows] = firm_names(rolls=rolls, group=group, places=places, at=place_at[rows])
    return names


def _yearly_kwh(
    *, rolls: np.random.Generator, group_at: Indexes, classes: Strings, times: Numbers
) -> Numbers:
    yearly = _household_kwh(rolls=rolls, classes=classes) * times
    points = rolls.random(BLOCK)
    for at, (name, group) in enumerate(_groups().items()):
        rows = group_at == at
        if name != "household":
            tail = energy.pareto_with_mean(tail=group["tail"], mean=group["mean_kwh"], most=group["most_kwh"])
            yearly[rows] = tail.at(points=points[rows])
    return yearly


def _household_kwh(*, rolls: np.random.Generator, classes: Strings) -> Numbers:
    mix = reference("mix")
    times, shares = mix["social_class_energy"], mix["social_classes"]
    mean = sum(share * times[name] for name, share in shares.items()) + 1 - sum(shares.values())
    of_class = np.array([times[name] for name in classes.tolist()])
    drawn = energy.household_kwh(rolls=rolls, count=len(classes))
    return np.asarray(drawn * of_class * mix["groups"]["household"]["mean_kwh"] / mean)
