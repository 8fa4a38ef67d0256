"""
Say for each customer and each group of a month whether the reduction is owed, and why or why not.

The conditions are asked in one order and the first that fails is the reason, so that a customer reads one
plain sentence. Of several groups that all say yes, the one that comes first is given; the others say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.engines.reliefs.tables import CUSTOMERS, GROUPS, ORDERS, SITE_USES, STANDINGS
from donghanh.kernel.months import next_month

REASONS = {
    "entitled": "The customer is owed the reduction.",
    "superseded": "Another group that names the customer comes first.",
    "category-not-named": "The group does not name the customer's price group.",
    "contract-not-in-month": "The customer has no contract in the bill month.",
    "not-in-force": "The group is not in force: its rate is not confirmed.",
    "use-missing": "No confirmed evidence says that the site is used so.",
    "use-not-in-month": "The site was used so, but not in the bill month.",
    "order-missing": "No confirmed order of that sort is known for the place.",
    "order-not-on-day": "An order held there, but not on the day that the regulation names.",
    "order-of-part": "The order held for a part of the place only; the regulation asks for the whole.",
    "consumption-unknown": "The consumption of the month is not known.",
    "consumption-above": "The consumption of the month is above the limit.",
}
_KEYS = ["code", "relief"]


@dataclass(frozen=True)
class Judged:
    """
    entitled  : code, relief [null: none], evidence; one row for each customer, in their order
    standings : table STANDINGS; one row for each customer and each group of the month
    """

    entitled: pl.DataFrame
    standings: pl.DataFrame


def judge(
    *,
    groups: pl.DataFrame,
    customers: pl.DataFrame,
    orders: pl.DataFrame,
    uses: pl.DataFrame,
    month: date,
    known_on: date,
) -> Judged:
    """
    Judge every customer against every group of a bill month.

    groups, customers, orders, uses : frames of GROUPS, CUSTOMERS, ORDERS, SITE_USES
    month    : first day of the bill month
    known_on : facts that became known later count for nothing
    raises   : FrameDoesNotFit
    """
    asked = GROUPS.require(groups).filter((pl.col("from_month") <= month) & (pl.col("until_month") > month))
    people = CUSTOMERS.require(customers)
    known = pl.col("known_on") <= known_on
    pairs = _pairs(asked, people, month)
    pairs = _with_uses(pairs, SITE_USES.require(uses).filter(known), asked, month)
    pairs = _with_orders(pairs, ORDERS.require(orders).filter(known), people, asked)
    told = _given(pairs.with_columns(_reason().alias("reason"), _evidence().alias("evidence")))
    owed = told.filter(pl.col("reason") == "entitled").select("code", "relief", "evidence")
    entitled = people.select("code").join(owed, on="code", how="left", maintain_order="left")
    return Judged(entitled, STANDINGS.require(told.select(*_KEYS, "reason", "evidence")))


def _pairs(asked: pl.DataFrame, people: pl.DataFrame, month: date) -> pl.DataFrame:
    by_relief = asked.group_by("relief", maintain_order=True).agg(
        pl.col("category").alias("categories"),
        pl.col("precedence", "is_enabled", "uses", "directive", "in_force_on", "levels", "most_kwh").first(),
    )
    until = pl.col("contract_until")
    contracted = (pl.col("contract_from") < next_month(month)) & (until.is_null() | (until > month))
    return people.join(by_relief, how="cross").with_columns(
        is_named=pl.col("categories").list.contains(pl.col("category")), is_contracted=contracted
    )


def _with_uses(pairs: pl.DataFrame, uses: pl.DataFrame, asked: pl.DataFrame, month: date) -> pl.DataFrame:
    wanted = asked.select("relief", use="uses").unique("relief").explode("use").drop_nulls("use")
    in_month = (pl.col("from_on") < next_month(month)) & (
        pl.col("until_on").is_null() | (pl.col("until_on") > month)
    )
    found = (
        uses.join(wanted, on="use")
        .with_columns(in_month=in_month)
        .sort("in_month", "reference", descending=[True, False])
        .unique(_KEYS, keep="first", maintain_order=True)
    )
    return pairs.join(
        found.select(*_KEYS, "in_month", use_reference="reference"),
        on=_KEYS,
        how="left",
        maintain_order="left",
    )


def _with_orders(
    pairs: pl.DataFrame, orders: pl.DataFrame, people: pl.DataFrame, asked: pl.DataFrame
) -> pl.DataFrame:
    """Of all orders over a customer's places the best one: of the whole and on the day, on the day, any."""
    places = people.unpivot(
        on=["commune_code", "district_code", "province_code"], index="code", value_name="place_code"
    ).with_columns(level=pl.col("variable").str.strip_suffix("_code"))
    wanted = asked.filter(pl.col("directive") != "").unique("relief")
    on_day = (pl.col("from_on") <= pl.col("in_force_on")) & (
        pl.col("until_on").is_null() | (pl.col("until_on") > pl.col("in_force_on"))
    )
    over = orders.join(wanted.select("relief", "directive", "in_force_on", "levels"), on="directive")
    found = (
        over.with_columns(on_day=on_day, is_whole=pl.col("levels").list.contains(pl.col("level")))
        .join(places, on=["level", "place_code"])
        .sort("on_day", "is_whole", "reference", descending=[True, True, False])
        .unique(_KEYS, keep="first", maintain_order=True)
    )
    return pairs.join(
        found.select(*_KEYS, "on_day", "is_whole", order_reference="reference"), on=_KEYS, how="left",
        maintain_order="left",
    )  # fmt: skip


def _reason() -> pl.Expr:
    asks_use, asks_order = pl.col("uses").list.len() > 0, pl.col("directive") != ""
    most, kwh = pl.col("most_kwh"), pl.col("kwh")
    return (
        pl.when(~pl.col("is_named")).then(pl.lit("category-not-named"))
        .when(~pl.col("is_contracted")).then(pl.lit("contract-not-in-month"))
        .when(asks_use & pl.col("in_month").is_null()).then(pl.lit("use-missing"))
        .when(asks_use & ~pl.col("in_month")).then(pl.lit("use-not-in-month"))
        .when(asks_order & pl.col("on_day").is_null()).then(pl.lit("order-missing"))
        .when(asks_order & ~pl.col("on_day")).then(pl.lit("order-not-on-day"))
        .when(asks_order & ~pl.col("is_whole")).then(pl.lit("order-of-part"))
        .when(most.is_not_null() & kwh.is_null()).then(pl.lit("consumption-unknown"))
        .when(most.is_not_null() & (kwh > most)).then(pl.lit("consumption-above"))
        .when(~pl.col("is_enabled")).then(pl.lit("not-in-force"))
        .otherwise(pl.lit("entitled"))
    )  # fmt: skip


def _evidence() -> pl.Expr:
    """What decides: the order where one is asked, else the use of the site."""
    return pl.coalesce(
        pl.when(pl.col("directive") != "").then("order_reference"),
        pl.when(pl.col("uses").list.len() > 0).then("use_reference"),
    )


def _given(pairs: pl.DataFrame) -> pl.DataFrame:
    """Leave of several groups that say yes the first one; the others are superseded."""
    is_yes = pl.col("reason") == "entitled"
    first = pl.col("precedence").filter(is_yes).min().over("code")
    return pairs.with_columns(
        reason=pl.when(is_yes & (pl.col("precedence") > first)).then(pl.lit("superseded")).otherwise("reason")
    )
