"""
What the programmes need to know of customers: one customer's facts, names, numbers by unit.

Nothing here is shown to anybody: queries mask and scope what they hand on.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from donghanh.apps.customers import bridge as customers
from donghanh.apps.customers import queries as customer_queries
from donghanh.apps.organisation import queries as organisation

COMPANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FACTS = ("code", "unit_code", "kind", "name", "address", "commune_code", "phone", "social_class")


@dataclass(frozen=True)
class CustomerFacts:
    """What a promise keeps of a customer."""

    id: int
    code: str
    unit_code: str
    kind: str
    name: str
    address: str
    commune_code: str
    phone: str
    social_class: str


def customer_facts(*, code: str) -> CustomerFacts | None:
    """One customer's facts, unmasked; None when no customer has the code."""
    return customers_facts(codes=[code]).get(code)


def customers_facts(*, codes: Collection[str]) -> dict[str, CustomerFacts]:
    """The facts of many customers by code, unmasked, in one query; a code that nobody has is left out."""
    if not codes:
        return {}
    found = customers.customers_frame(codes=list(codes), columns=FACTS)
    return {row["code"]: _facts(row) for row in found.iter_rows(named=True)}


def _facts(row: dict[str, object]) -> CustomerFacts:
    told = {"id": row["customer_id"], **{name: row[name] for name in FACTS}}
    return CustomerFacts(**{name: value if value is not None else "" for name, value in told.items()})  # type: ignore[arg-type]


def customer_names(*, codes: Collection[str]) -> dict[str, str]:
    """The names of these customers by code."""
    if not codes:
        return {}
    found = customers.customers_frame(codes=list(codes), columns=("code", "name"))
    return dict(found.select("code", "name").iter_rows())


def enterprises_named(*, unit_code: str, names: Collection[str]) -> dict[str, str]:
    """The codes of a unit's enterprises that bear one of these names: name -> code."""
    found = customers.customers_frame(unit_codes=[unit_code], columns=("code", "name", "kind"))
    rows = found.filter(pl.col("name").is_in(list(names)) & (pl.col("kind") == "enterprise"))
    return dict(rows.sort("code", descending=True).select("name", "code").iter_rows())


def customers_by_unit(*, at: datetime) -> dict[str, int]:
    """The number of customers of each unit that stands on the day, 0 included."""
    day = at.astimezone(COMPANY_ZONE).date()
    counted = customer_queries.customer_counts_by_unit(day=day)
    return {unit.code: counted.get(unit.code, 0) for unit in organisation.units_on(day=day)}
