"""
The columns in which entitlement is judged: groups of a round, customers, orders of places, uses of sites.

Days are half-open. A fact has a day from which the company knew it: what was not known counts for nothing.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.billing_tables import CATEGORIES
from donghanh.kernel.tables import Column, Table

DIRECTIVES = ("directive-15", "directive-16")
LEVELS = ("province", "district", "commune")
"""Of an order: over the whole of which place it holds."""
USES = (
    "quarantine_free", "quarantine_part_fee", "quarantine_fee", "examination", "medical", "lodging",
    "warehouse", "seafood_processing", "fruit_vegetable_processing", "large_exporter",
)  # fmt: skip

_FROM = Column("from_on", "day", pl.Date, "first day")
_UNTIL = Column("until_on", "day", pl.Date, "first day after; null while no end is known", is_nullable=True)
_KNOWN = Column("known_on", "day", pl.Date, "day on which the company came to know it")

GROUPS = Table(
    "relief_groups",
    (
        Column("relief", "", pl.String, "round and group, covid-4/households", is_key=True),
        Column("category", "", pl.String, "price group that it names", words=CATEGORIES, is_key=True),
        Column("from_month", "day", pl.Date, "first day of the first bill month"),
        Column("until_month", "day", pl.Date, "first day of the first bill month after"),
        Column("precedence", "", pl.Int32, "of two that name a customer the smaller is given"),
        Column("is_enabled", "", pl.Boolean, "false while it is not in force"),
        Column("uses", "", pl.List(pl.String), "uses of the site of which one is asked; empty for none"),
        Column("directive", "", pl.String, "order that is asked; empty for none"),
        Column("in_force_on", "day", pl.Date, "day on which the order must have held", is_nullable=True),
        Column("levels", "", pl.List(pl.String), "over the whole of which places"),
        Column("most_kwh", "kWh", pl.Int64, "consumption up to which it is given", is_nullable=True),
    ),
)
CUSTOMERS = Table(
    "relief_customers",
    (
        Column("code", "", pl.String, "customer code", is_key=True),
        Column("unit_code", "", pl.String, "power unit"),
        Column("category", "", pl.String, "price group", words=CATEGORIES),
        Column("commune_code", "", pl.String, "commune of the supply"),
        Column("district_code", "", pl.String, "district of the commune"),
        Column("province_code", "", pl.String, "province of the district"),
        Column("contract_from", "day", pl.Date, "first day of the contract"),
        Column("contract_until", "day", pl.Date, "first day after it", is_nullable=True),
        Column("kwh", "kWh", pl.Int64, "consumption of the month; null while unknown", is_nullable=True),
    ),
)
ORDERS = Table(
    "relief_orders",
    (
        Column("reference", "", pl.String, "by which the order is named", is_key=True),
        Column("level", "", pl.String, "which sort of place", words=LEVELS),
        Column("place_code", "", pl.String, "code of the province, district or commune"),
        Column("directive", "", pl.String, "what was ordered", words=DIRECTIVES),
        _FROM,
        _UNTIL,
        _KNOWN,
    ),
)
SITE_USES = Table(
    "relief_site_uses",
    (
        Column("reference", "", pl.String, "by which the use is named", is_key=True),
        Column("code", "", pl.String, "customer code of the site"),
        Column("use", "", pl.String, "for what the site was used", words=USES),
        _FROM,
        _UNTIL,
        _KNOWN,
    ),
)
STANDINGS = Table(
    "relief_standings",
    (
        Column("code", "", pl.String, "customer code", is_key=True),
        Column("relief", "", pl.String, "round and group", is_key=True),
        Column("reason", "", pl.String, "entitled, or the first thing that is against it"),
        Column("evidence", "", pl.String, "reference of the order or use that decides", is_nullable=True),
    ),
)
