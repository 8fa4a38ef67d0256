"""Metering of the synthetic province: the same for a seed, true to its energy, wrong where it says so."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from donghanh.kernel.metering_tables import (
    BOOKS,
    HOUSEHOLDS,
    METER_REGISTERS,
    METERS,
    POINTS,
    READINGS,
)
from donghanh.world.mistakes import SORTS
from donghanh.world.province import World
from donghanh.world.readings import metering


@pytest.fixture(scope="module")
def chunk():
    (first,) = World(customers=2_000, seed=5).chunks()
    return first


def test_each_part_is_the_table_that_it_says(chunk):
    dealt = metering(seed=5, chunk=chunk)

    parts = (
        (BOOKS, dealt.books), (POINTS, dealt.points), (HOUSEHOLDS, dealt.households), (METERS, dealt.meters),
        (METER_REGISTERS, dealt.registers), (READINGS, dealt.readings),
    )  # fmt: skip
    assert [table.check(frame) for table, frame in parts] == [()] * 6


def test_the_same_seed_deals_the_same_and_another_one_other_readings(chunk):
    one, again, other = (metering(seed=seed, chunk=chunk).readings for seed in (5, 5, 6))

    assert one.equals(again)
    assert not one.equals(other)


def test_between_two_readings_the_register_counts_the_energy_of_the_month(chunk):
    dealt = metering(seed=5, chunk=chunk, mistakes=0.0)
    october, november = (
        dealt.readings.filter(
            (pl.col("read_on").dt.month() == month)
            & (pl.col("kind") == "periodic")
            & (pl.col("register") == "all")
        ).select("serial", pl.col("index").alias(str(month)))
        for month in (10, 11)
    )
    plain = dealt.meters.filter((pl.col("multiplier") == 1) & (pl.col("from_on") < date(2021, 9, 1)))
    energy = chunk.energy.filter(pl.col("month") == date(2021, 11, 1)).drop_nulls()
    whole = (
        october.join(november, on="serial").join(plain, on="serial").join(dealt.points, on="point")
        .join(energy, on="code").with_columns(counted=(pl.col("11") - pl.col("10")) % 100_000)
    )  # fmt: skip

    swapped = whole.filter(pl.col("serial").str.starts_with("22"))
    assert whole.height > 1_500
    assert whole.filter(pl.col("counted") != pl.col("energy_kwh")).height == 0, swapped


def test_production_and_business_that_use_much_are_metered_by_time_of_use(chunk):
    dealt = metering(seed=5, chunk=chunk)

    registers = dealt.registers.group_by("serial").agg(pl.col("register").sort())

    assert {tuple(row) for row in registers["register"].to_list()} == {
        ("all",),
        ("normal", "off_peak", "peak"),
    }


def test_the_mistakes_are_told_and_of_every_sort(chunk):
    dealt = metering(seed=5, chunk=chunk, mistakes=0.05)

    assert set(dealt.truth["sort"]) == set(SORTS)
    unread = dealt.truth.filter(pl.col("sort") == "not-read").with_columns(pl.col("month").dt.month())
    kept = dealt.readings.with_columns(month=pl.col("read_on").dt.month())
    assert kept.join(unread, on=["serial", "register", "month"], how="semi").height == 0
