"""
The columns in which customers and their monthly energy travel through the house.

For the synthetic province, the import, the bulk load and the engines that select: all read these
two tables. Words of choices stand here once. Energy that was not read is null, never zero.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.tables import Column, Table

KINDS = ("household", "enterprise", "public_body")
PRICE_GROUPS = (
    "residential", "production", "business", "hospital_school", "public_office", "tourist_lodging",
)  # fmt: skip
SOCIAL_CLASSES = (
    "none", "poor", "near_poor", "policy", "merit", "heroic_mother", "living_alone", "hardship",
)  # fmt: skip

CUSTOMERS = Table(
    "customers",
    (
        Column("code", "", pl.String, "13 characters: code of the unit and seven digits", is_key=True),
        Column("unit_code", "", pl.String, "power unit that serves the customer today"),
        Column("kind", "", pl.String, "who the customer is", words=KINDS),
        Column("name", "", pl.String, "name as in the contract"),
        Column("address", "", pl.String, "address of supply, without the commune"),
        Column("commune_code", "", pl.String, "official code of the commune, five digits"),
        Column("phone", "", pl.String, "domestic form, 0912345678", is_nullable=True),
        Column("email", "", pl.String, "address for notices", is_nullable=True),
        Column("tax_code", "", pl.String, "mã số thuế, 10 or 13 digits", is_nullable=True),
        Column("contract_from", "day", pl.Date, "first day of the supply contract"),
        Column(
            "contract_until",
            "day",
            pl.Date,
            "first day after it; null while it runs",
            is_nullable=True,
        ),
        Column("price_group", "", pl.String, "group of the retail tariff", words=PRICE_GROUPS),
        Column("social_class", "", pl.String, "class on the commune's list", words=SOCIAL_CLASSES),
        Column("consent_sms", "", pl.Boolean, "agreed to notices by SMS"),
        Column("consent_email", "", pl.Boolean, "agreed to notices by e-mail"),
        Column("consent_zalo", "", pl.Boolean, "agreed to notices by Zalo"),
        Column("consent_publish", "", pl.Boolean, "agreed that name and words may be published"),
        Column("registered_online_payment_on", "day", pl.Date, "registered to pay on line", is_nullable=True),
        Column("installed_app_on", "day", pl.Date, "installed the customer-care app", is_nullable=True),
        Column("search_key", "", pl.String, "folded code, name, address and phone"),
        Column("sort_key", "", pl.String, "Vietnamese order of the name"),
    ),
)

ENERGY = Table(
    "energy",
    (
        Column("code", "", pl.String, "customer code", is_key=True),
        Column("month", "day", pl.Date, "first day of the month", is_key=True),
        Column("energy_kwh", "kWh", pl.Int64, "energy of the month; null when not read", is_nullable=True),
    ),
)
