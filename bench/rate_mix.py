"""The generated mix of `rate.py`: households, shared meters, prepaid, offices, firms with three."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from donghanh.adapters.rating_files import write_part
from donghanh.engines.rating.wide import WIDE

PART = 65_000
SHARES = {
    "residential": 0.90, "residential_prepaid": 0.01, "public_office": 0.02, "hospital_school": 0.01,
    "business": 0.03, "production": 0.03,
}  # fmt: skip
KIND = list(SHARES)


def write_mix(
    *, folder: Path, count: int, relief: str | None, with_changes: bool = False, with_codes: bool = False
) -> list[Path]:
    """
    Write `count` bills in parts; the same for the same count.

    with_changes : see `changed`
    with_codes   : each bill carries its customer's code, as a province's files do
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for start in range(0, count, PART):
        path = folder / f"part-{start // PART:04}.parquet"
        part = mix_part(start=start, count=min(PART, count - start), relief=relief)
        part = changed(part, start=start) if with_changes else part
        write_part(part.with_columns(code=codes(part["bill"])) if with_codes else part, path)
        paths.append(path)
    return paths


def codes(bills: pl.Series) -> pl.Series:
    """Customer codes of thirteen signs, in no order."""
    number = bills * 7_919_731 % 10_000_000
    return (
        bills.to_frame()
        .select(pl.format("PA01N{}{}", bills % 9 + 1, number.cast(pl.String).str.zfill(7)))
        .to_series()
    )


def mix_part(*, start: int, count: int, relief: str | None) -> pl.DataFrame:
    """One part: nine of ten are households of 170 kWh, one in twenty-five shares a meter."""
    dice = np.random.default_rng(start)
    kind = dice.choice(len(KIND), count, p=list(SHARES.values()))
    name = pl.Series(KIND, dtype=WIDE.schema["category"]).gather(kind)
    kwh = np.minimum(dice.gamma(2.2, 78, count) * np.where(kind >= 4, 30, 1), 10**6).astype(np.int64)
    has_times = (kind >= 4) & (dice.random(count) < 0.5)
    shared = dice.random(count) < 0.04
    times = pl.DataFrame({"kwh": kwh, "times": has_times})
    whole = dice.integers(0, 28, count)
    first = pl.Series(np.full(count, date(2021, 8, 1).toordinal() - date(1970, 1, 1).toordinal()) + whole)
    first = first.cast(pl.Int32).cast(pl.Date)
    until = first.dt.offset_by("1mo")
    frame = pl.DataFrame(
        {
            "bill": np.arange(start, start + count), "category": name, "voltage": ["under_6kv"] * count,
            "from_on": first, "until_on": until, "read_on": until.dt.offset_by("-1d"),
            "quota_quarters": np.where(shared, dice.integers(1, 25, count), 4),
            "quota_rounding": ["whole"] * count,
            "is_tenants_undeclared": np.zeros(count, bool),
            "cos_phi_percent": pl.Series(np.where(has_times, dice.integers(80, 100, count), -1)),
            "relief": pl.Series([None, relief], dtype=pl.String).gather((kind == 0).astype(np.int64)),
            "instrument": [None] * count,
        },
    )  # fmt: skip
    third = pl.col("kwh") // 5
    energy = times.select(
        kwh_all=pl.when(~pl.col("times")).then("kwh"),
        kwh_normal=pl.when("times").then(pl.col("kwh") - 2 * third),
        kwh_peak=pl.when("times").then(third),
        kwh_off_peak=pl.when("times").then(third),
    )
    known = frame.with_columns(
        pl.when(pl.col("cos_phi_percent") >= 0).then("cos_phi_percent").alias("cos_phi_percent")
    )
    return known.hstack(energy).cast(dict(WIDE.schema)).select(WIDE.schema.names())


def changed(part: pl.DataFrame, *, start: int) -> pl.DataFrame:
    """
    The same bills, one in fifty moved to a month inside which prices change: that of 4 May 2023.

    Not that of 20 March 2019: the lawbook has no price list before it, so such a bill is refused.
    """
    is_moved = pl.Series(np.random.default_rng([start, 1]).random(part.height) < 0.02)
    day = pl.col("from_on").dt.day()
    first = pl.when(day < 4).then(day + 30).otherwise(day).cast(pl.Int64)  # 4 April to 3 May
    moved = part.with_columns(from_on=date(2023, 3, 31) + pl.duration(days=first))
    moved = moved.with_columns(until_on=pl.col("from_on").dt.offset_by("1mo"))
    moved = moved.with_columns(read_on=pl.col("until_on").dt.offset_by("-1d"))
    spans = ("from_on", "until_on", "read_on")
    return part.with_columns(
        pl.when(is_moved).then(moved[name]).otherwise(name).alias(name) for name in spans
    )
