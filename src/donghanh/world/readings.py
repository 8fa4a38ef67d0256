"""
Metering of the synthetic province: reading books, points, meters, and what they showed month by month.

The energy of a month, as the world has dealt it, is what the register counts from the reading of the month
before to that of the month. A few readings are wrong on purpose, one sort of mistake each, and `truth` says
which: for the checks before billing to find. Books, serials and mistakes are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from donghanh.kernel.metering_tables import (
    BOOKS,
    HOUSEHOLDS,
    METER_REGISTERS,
    METERS,
    POINTS,
    READINGS,
)
from donghanh.kernel.months import months_before
from donghanh.world.dice import dice
from donghanh.world.mistakes import plant_mistakes
from donghanh.world.province import Chunk
from donghanh.world.swaps import swap_meters

FIRST_MONTH = date(2021, 4, 1)
AFTER_LAST_MONTH = date(2021, 12, 1)
MONTHS = months_before(month=AFTER_LAST_MONTH, count=8)
TIME_OF_USE_KWH = 2_000  # a month: from there on production and business are metered by time of use
BOOK_DAYS = (5, 8, 10, 12, 15, 18, 20, 22)
LARGE_DAY = 28
WHOLE_MONTH_DAYS = 28
SHARES = {"normal": 0.56, "peak": 0.19, "off_peak": 0.25}
ESTIMATED_SHARE = 0.9  # of the readings that nobody could take; the others have no row at all
CHANGE_ON = date(2021, 10, 1)


@dataclass(frozen=True)
class Metering:
    """
    Metering of a chunk of customers, in the columns of `kernel.metering_tables`.

    truth : serial, month, sort: the mistakes that were planted
    """

    books: pl.DataFrame
    points: pl.DataFrame
    households: pl.DataFrame
    meters: pl.DataFrame
    registers: pl.DataFrame
    readings: pl.DataFrame
    truth: pl.DataFrame


def metering(*, seed: int, chunk: Chunk, mistakes: float = 0.0008) -> Metering:
    """
    Deal the metering of a chunk of customers.

    chunk    : customers of the world with their energy
    mistakes : share of the readings of the last four months that are wrong, over all sorts
    """
    rolls = dice(seed=seed, subject="metering", chunk=chunk.start)
    who = _who(rolls, chunk)
    used = _estimated(rolls, _used(who, chunk.energy))
    meters = _meters(rolls, who)
    readings = _readings(meters, used)
    planted, truth = plant_mistakes(rolls=rolls, readings=readings, share=mistakes)
    meters, planted = swap_meters(meters=meters, readings=planted)
    return Metering(
        books=_books(who),
        points=POINTS.require(who.select(POINTS.schema.names())),
        households=_households(rolls, who),
        meters=METERS.require(meters.unique("serial", maintain_order=True).select(METERS.schema.names())),
        registers=METER_REGISTERS.require(meters.select(METER_REGISTERS.schema.names())),
        readings=READINGS.require(planted.select(READINGS.schema.names())),
        truth=truth,
    )


def _who(rolls: np.random.Generator, chunk: Chunk) -> pl.DataFrame:
    """Customers whose contract touches the months, with book, voltage, and whether by time of use."""
    last_year = (
        chunk.energy.filter(pl.col("month") >= date(2020, 12, 1))
        .group_by("code")
        .agg(mean_kwh=pl.col("energy_kwh").mean().fill_null(0))
    )
    round_at = rolls.integers(len(BOOK_DAYS), size=chunk.customers.height)
    people = chunk.customers.with_columns(round=pl.Series(round_at)).join(
        last_year, on="code", how="left", maintain_order="left"
    ).with_columns(pl.col("mean_kwh").fill_null(0))  # fmt: skip
    is_there = pl.col("contract_until").is_null() | (pl.col("contract_until") > FIRST_MONTH)
    by_time = pl.col("price_group").is_in(["production", "business", "tourist_lodging"]) & (
        pl.col("mean_kwh") >= TIME_OF_USE_KWH
    )
    placed = people.filter(is_there).with_columns(
        is_by_time=by_time, is_large=pl.col("mean_kwh") >= 50_000, category="price_group",
        point=pl.concat_str("code", pl.lit("001")),
    )  # fmt: skip
    return placed.with_columns(
        voltage=pl.when(pl.col("mean_kwh") >= 400_000).then(pl.lit("22_to_110kv"))
        .when("is_large").then(pl.lit("6_to_22kv")).otherwise(pl.lit("under_6kv")),
        multiplier=pl.when(pl.col("mean_kwh") >= 400_000).then(2000).when("is_large").then(400)
        .when(pl.col("mean_kwh") >= 5_000).then(40).otherwise(1).cast(pl.Int32),
        day=pl.when("is_large").then(LARGE_DAY).otherwise(
            pl.col("round").replace_strict(list(range(len(BOOK_DAYS))), list(BOOK_DAYS))
        ).cast(pl.Int32),
        quota_rounding=pl.lit("whole"),
    ).with_columns(
        book=pl.format("{}S{}", "unit_code", pl.col("day").cast(pl.String).str.zfill(2))
    )  # fmt: skip


def _books(who: pl.DataFrame) -> pl.DataFrame:
    books = who.select("book", "unit_code", reading_day="day").unique("book").sort("book")
    return BOOKS.require(
        books.with_columns(name=pl.format("Sổ ngày {}", "reading_day")).select(BOOKS.schema.names())
    )


def _households(rolls: np.random.Generator, who: pl.DataFrame) -> pl.DataFrame:
    """One household a meter; some share it, some are let, a few changed on a day inside the months."""
    points = rolls.random(who.height)
    home = (who["category"] == "residential").to_numpy()
    quarters = np.where(home & (points < 0.006), 8, np.where(home & (points < 0.009), 5, 4))
    first = who.select("point", from_on="contract_from").with_columns(
        quota_quarters=pl.Series(quarters, dtype=pl.Int32),
        is_tenants_undeclared=pl.Series(home & (points > 0.998)),
    )
    changing = home & (points > 0.5) & (points < 0.502) & (who["contract_from"] < CHANGE_ON).to_numpy()
    second = first.filter(pl.Series(changing)).with_columns(
        from_on=pl.lit(CHANGE_ON), quota_quarters=pl.lit(8, pl.Int32)
    )
    return HOUSEHOLDS.require(pl.concat([first, second]).select(HOUSEHOLDS.schema.names()))


def _used(who: pl.DataFrame, energy: pl.DataFrame) -> pl.DataFrame:
    """Energy of each month and register, in steps of the multiplier; a month that was not read is null."""
    months = energy.filter(pl.col("month").is_in(list(MONTHS)))
    both = months.join(who.select("code", "point", "is_by_time", "multiplier"), on="code")
    whole = both.with_columns(
        steps=(pl.col("energy_kwh") + pl.col("multiplier") // 2) // pl.col("multiplier")
    )
    flat = whole.filter(~pl.col("is_by_time")).with_columns(register=pl.lit("all"))
    timed = whole.filter("is_by_time").with_columns(
        peak=pl.col("steps") * 19 // 100, off_peak=pl.col("steps") * 25 // 100
    )
    timed = timed.with_columns(normal=pl.col("steps") - pl.col("peak") - pl.col("off_peak"))
    split = timed.drop("steps").unpivot(
        on=list(SHARES), index=["point", "month"], variable_name="register", value_name="steps"
    )
    return pl.concat(
        [
            flat.select("point", "month", "register", "steps"),
            split.select("point", "month", "register", "steps"),
        ]
    )


def _estimated(rolls: np.random.Generator, used: pl.DataFrame) -> pl.DataFrame:
    """Where nobody could read, most months are estimated: as much as the last month that was read."""
    ordered = used.sort("point", "register", "month")
    is_tried = pl.Series(rolls.random(used.height) < ESTIMATED_SHARE)
    is_time = pl.col("register") != "all"  # three registers of a meter are estimated together
    last = pl.col("steps").forward_fill().over("point", "register")
    is_estimated = pl.col("steps").is_null() & (is_tried | is_time) & last.is_not_null()
    return ordered.with_columns(
        is_estimated=is_estimated,
        steps=pl.when(is_estimated).then(last).otherwise(pl.col("steps")),
    )


def _meters(rolls: np.random.Generator, who: pl.DataFrame) -> pl.DataFrame:
    """One row a register: the meter that hangs from the beginning; few are swapped in October."""
    opening = rolls.integers(200, 60_000, size=who.height)
    is_near_end = rolls.random(who.height) < 0.004
    is_swapped = rolls.random(who.height) < 0.003
    base = who.with_columns(
        opening=pl.Series(np.where(is_near_end, 99_000, opening)),
        swapped=pl.Series(is_swapped) & pl.col("contract_until").is_null()
        & (pl.col("contract_from") < date(2021, 9, 1)),
    )  # fmt: skip
    named = base.with_columns(
        serial=pl.format("21{}", pl.col("code").str.slice(4)), from_on="contract_from",
        digits=pl.when("is_large").then(6).otherwise(5).cast(pl.Int32),
        register=pl.when("is_by_time").then(pl.lit(list(SHARES))).otherwise(pl.lit(["all"])),
    )  # fmt: skip
    return named.explode("register").select(
        "serial", "point", "from_on", "digits", "multiplier", "register", "swapped", "day",
        pl.col("contract_until").alias("until_on"), "contract_until", opening_index=pl.col("opening"),
    )  # fmt: skip


def _readings(meters: pl.DataFrame, used: pl.DataFrame) -> pl.DataFrame:
    """What each register showed on its book's day and at a contract's end; what was not read has no row."""
    rows = meters.join(used, on=["point", "register"]).sort("serial", "register", "month")
    on = pl.col("month").dt.offset_by(pl.format("{}d", pl.col("day") - 1))
    last_on = pl.col("contract_until").dt.offset_by("-1d")
    dated = rows.with_columns(
        read_on=pl.when(last_on < on).then(last_on).otherwise(on),
        kind=pl.when(last_on <= on)
        .then(pl.lit("closing"))
        .when("is_estimated")
        .then(pl.lit("estimated"))
        .otherwise(pl.lit("periodic")),
    ).with_columns(steps=_of_its_days(on))
    full = pl.lit(10, pl.Int64).pow(pl.col("digits")).cast(pl.Int64)
    summed = pl.col("steps").fill_null(0).cum_sum().over("serial", "register")
    shown = dated.with_columns(index=(pl.col("opening_index") + summed) % full)
    is_inside = pl.col("read_on") >= pl.col("from_on")
    return shown.filter(pl.col("steps").is_not_null() & is_inside).unique(
        ["serial", "register", "read_on"], keep="last", maintain_order=True
    )


def _of_its_days(on: pl.Expr) -> pl.Expr:
    """A first or last stretch of few days has its share of the month's energy."""
    begin = pl.max_horizontal(on.dt.offset_by("-1mo"), pl.col("from_on").dt.offset_by("-1d"))
    days = (pl.col("read_on") - begin).dt.total_days().clip(0)
    return pl.when(days >= WHOLE_MONTH_DAYS).then(pl.col("steps")).otherwise(pl.col("steps") * days // 30)
