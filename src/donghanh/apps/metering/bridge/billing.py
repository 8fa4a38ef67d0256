"""Bills of a month out of stretches: the frames of `kernel.billing_tables`, and who is behind each bill."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.metering.bridge.frames import Loaded
from donghanh.engines.readings import TRAITS, Terms, check, periods, stretches
from donghanh.engines.readings.periods import with_months
from donghanh.kernel.billing_tables import BILLS, QUOTAS, REFUSED, USAGE

IDENTITY_SCHEMA = {
    "bill": pl.Int64, "point": pl.Int64, "point_code": pl.String, "code": pl.String, "unit_code": pl.String,
    "name": pl.String, "address": pl.String, "tax_code": pl.String, "commune_code": pl.String,
    "book": pl.String, "month": pl.Date, "registers": pl.String,
}  # fmt: skip
HELD_SCHEMA = {
    "bill": pl.Int64, "point_code": pl.String, "code": pl.String, "rule": pl.String, "kwh": pl.Int64,
    "facts": pl.String,
}  # fmt: skip
NOT_DUE_SCHEMA = {"bill": pl.Int64, "point_code": pl.String, "code": pl.String}
BILLS_A_POINT = 10_000


@dataclass(frozen=True)
class Reckoned:
    """
    The month before decisions are heard.

    loaded   : what was read
    stretches: with the bill month of each
    periods  : PERIODS of the month and those before
    checked  : CHECKED
    findings : FINDINGS
    """

    month: date
    loaded: Loaded
    stretches: pl.DataFrame
    periods: pl.DataFrame
    checked: pl.DataFrame
    findings: pl.DataFrame


def bill_number(*, point: pl.Expr, month: date) -> pl.Expr:
    """Number a point's bill of a month: the same whenever it is asked for."""
    return point * BILLS_A_POINT + ((month.year - 2000) * 12 + month.month - 1)


def reckon(*, loaded: Loaded, month: date, terms: Terms) -> Reckoned:
    """Follow the registers, add up the months, and check the month."""
    registers = loaded.registers.drop("serial")
    followed = stretches(shown=loaded.shown, registers=registers, rollover_percent=terms.rollover_percent)
    added = periods(stretches=followed)
    checked, findings = check(periods=added, traits=_traits(loaded.points), month=month, terms=terms)
    monthly = with_months(stretches=followed).filter(pl.col("month") == month)
    return Reckoned(month, loaded, monthly, added, checked, findings)


def refused_points(*, reckoned: Reckoned) -> pl.DataFrame:
    """
    Points that no decision makes billable as they stand: point, rule, facts; one row a point.

    `previous-reading-missing`: there is nothing to subtract; `households-missing`: no number of households.
    """
    now = reckoned.periods.filter(pl.col("month") == reckoned.month)
    unknown = now.filter(pl.col("from_on").is_null()).select(
        "point", rule=pl.lit("previous-reading-missing"),
        facts=pl.struct(read_on=pl.col("read_on").cast(pl.String)).struct.json_encode(),
    )  # fmt: skip
    counted = reckoned.loaded.households
    homeless = now.join(
        counted.group_by("point").agg(pl.col("from_on").min().alias("first_on")), on="point", how="left"
    )
    homeless = homeless.filter(
        pl.col("first_on").is_null() | (pl.col("first_on") > pl.col("from_on"))
    ).select(
        "point", rule=pl.lit("households-missing"),
        facts=pl.struct(from_on=pl.col("from_on").cast(pl.String)).struct.json_encode(),
    )  # fmt: skip
    return pl.concat([unknown, homeless]).unique("point", keep="first", maintain_order=True)


def bills_of(*, reckoned: Reckoned, points: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """
    Lay the bills of some points out for rating.

    points  : point
    returns : BILLS, USAGE, QUOTAS
    """
    now = reckoned.periods.filter(pl.col("month") == reckoned.month).join(points, on="point", how="semi")
    billed = now.join(reckoned.loaded.points, on="point").with_columns(
        bill=bill_number(point=pl.col("point"), month=reckoned.month)
    )
    counts = _counts(billed, reckoned.loaded.households)
    first = (
        counts.filter(pl.col("count_from") <= pl.col("period_from"))
        .group_by("bill")
        .agg(pl.col("quota_quarters").last())
    )
    last = counts.group_by("bill").agg(pl.col("is_tenants_undeclared").last())
    bills = billed.join(first, on="bill").join(last, on="bill").with_columns(
        cos_phi_percent=pl.lit(None, pl.Int32), relief=pl.lit(None, pl.String),
        instrument=pl.lit(None, pl.String),
    )  # fmt: skip
    kept = BILLS.require(bills.select(BILLS.schema.names()).sort("bill"))
    return kept, _usage(reckoned, billed), _quotas(counts)


def identity_of(*, reckoned: Reckoned, points: pl.DataFrame) -> pl.DataFrame:
    """Say who is behind each bill, and what each register showed: IDENTITY_SCHEMA; registers as JSON."""
    who = reckoned.loaded.points.join(points, on="point", how="semi").with_columns(
        bill=bill_number(point=pl.col("point"), month=reckoned.month), month=pl.lit(reckoned.month)
    )
    told = _registers(reckoned.stretches, reckoned.loaded.registers)
    return who.join(told, on="point", how="left").select(IDENTITY_SCHEMA.keys()).sort("bill")


def _registers(followed: pl.DataFrame, registers: pl.DataFrame) -> pl.DataFrame:
    serials = registers.select("meter", "serial").unique()
    said = followed.join(serials, on="meter").sort("point", "from_on", "meter", "register").select(
        "point",
        one=pl.struct(
            "serial", "register", "old_index", "new_index", "multiplier", "kwh", "kind",
            from_on=pl.col("from_on").cast(pl.String), until_on=pl.col("until_on").cast(pl.String),
        ).struct.json_encode(),
    )  # fmt: skip
    return said.group_by("point", maintain_order=True).agg(
        pl.format("[{}]", pl.col("one").str.join(",")).alias("registers")
    )


def _usage(reckoned: Reckoned, billed: pl.DataFrame) -> pl.DataFrame:
    used = reckoned.stretches.join(billed.select("point", "bill"), on="point")
    summed = used.group_by("bill", "from_on", "register").agg(pl.col("until_on").max(), pl.col("kwh").sum())
    return USAGE.require(summed.select(USAGE.schema.names()).sort("bill", "from_on", "register"))


def _counts(billed: pl.DataFrame, households: pl.DataFrame) -> pl.DataFrame:
    """Numbers of households that hold inside each bill's period, in time."""
    held = households.rename({"from_on": "count_from"}).with_columns(
        count_until=pl.col("count_from").shift(-1).over("point")
    )
    both = billed.select("bill", "point", period_from="from_on", period_until="until_on").join(
        held, on="point"
    )
    inside = (pl.col("count_from") < pl.col("period_until")) & (
        pl.col("count_until").is_null() | (pl.col("count_until") > pl.col("period_from"))
    )
    return both.filter(inside).sort("bill", "count_from")


def _quotas(counts: pl.DataFrame) -> pl.DataFrame:
    changing = counts.filter(pl.col("quota_quarters").n_unique().over("bill") > 1).select(
        "bill",
        pl.max_horizontal("count_from", "period_from").alias("from_on"),
        pl.min_horizontal("count_until", "period_until").alias("until_on"),
        "quota_quarters",
    )
    return QUOTAS.require(changing)


def _traits(points: pl.DataFrame) -> pl.DataFrame:
    like = pl.concat_str("category", "commune_code", separator="/")
    return TRAITS.require(points.with_columns(like=like).select(TRAITS.schema.names()))


def refused_frame(*, rows: pl.DataFrame, month: date) -> pl.DataFrame:
    """Lay refused points out as REFUSED."""
    numbered = rows.with_columns(bill=bill_number(point=pl.col("point"), month=month))
    return REFUSED.require(numbered.select(REFUSED.schema.names()).sort("bill"))


def facts_of(text: str) -> dict[str, object]:
    """Read the facts of a finding."""
    said: dict[str, object] = json.loads(text)
    return said
