"""A small law with whole-number prices, and bills to rate by it."""

from datetime import date, timedelta
from itertools import pairwise

import polars as pl
import pytest

from donghanh.engines.rating.law import Law
from donghanh.kernel.billing_tables import BILLS, PRICES, QUOTAS, REACTIVE, RELIEFS, TENANTS, USAGE, VAT

CHANGES = (date(2019, 3, 20), date(2023, 5, 4), date(2023, 5, 14), date(2023, 5, 24), None)
TIERS = (50, 100, 200, 300, 400, None)


def day(text):
    return date.fromisoformat(text)


def price_rows():
    rows = []
    for number, (start, until) in enumerate(pairwise(CHANGES)):
        name, add = f"list {number + 1}", 100 * number

        def put(category, voltage, register, tier, limit, price):
            source = f"tariffs/{name}/{category}-{voltage}"  # noqa: B023
            rows.append(
                (name, start, until, category, voltage, register, tier, limit, price + add, source)  # noqa: B023
            )

        for tier, (limit, price) in enumerate(
            zip(TIERS, (1678, 1734, 2014, 2536, 2834, 2927), strict=True), start=1
        ):
            put("residential", "any", "all", tier, limit, price)
        put("residential_prepaid", "any", "all", 1, None, 2461)
        for category, base in (("production", 1685), ("business", 2666), ("tourist_lodging", 2666)):
            for register, more in (("all", 0), ("normal", 0), ("peak", 1391), ("off_peak", -585)):
                put(category, "under_6kv", register, 1, None, base + more)
        put("hospital_school", "under_6kv", "all", 1, None, 1771)
    return rows


def relief_rows():
    first, until = day("2021-08-01"), day("2024-01-01")

    def row(
        relief, category, effect, *, percent=None, threshold=None, above=None, upto=None, other=None, on=True
    ):
        source = f"reliefs/{relief}"
        return (
            relief,
            "covid-4",
            first,
            until,
            category,
            effect,
            percent,
            threshold,
            above,
            upto,
            other,
            on,
            source,
        )

    return [
        row("four/households", "residential", "percent_of_amount", percent=1500, threshold=200, above=1000),
        row("one/households", "residential", "percent_of_tiers", percent=1000, upto=4),
        row("one/lodging", "tourist_lodging", "as_category", other="production"),
        row("one/odd", "production", "as_category", other="business"),
        row("three/quarantine", "residential", "percent_of_amount", percent=10000),
        row("three/quarantine", "business", "percent_of_amount", percent=10000),
        row("five/enterprises", "production", "percent_of_amount", on=False),
    ]


@pytest.fixture(scope="session")
def law():
    return small_law()


TENANTS_PAY = ((day("2014-06-01"), None, 3),)


def small_law(tenants=TENANTS_PAY):
    """The law, with the tiers of undeclared tenants as asked: first day, first day after, tier."""
    vat = [
        (day("2009-01-01"), day("2022-02-01"), 10, "vat/1"),
        (day("2022-02-01"), day("2023-01-01"), 8, "vat/2"),
        (day("2023-01-01"), None, 10, "vat/3"),
    ]
    reactive = [
        (day("2014-12-10"), None, cos, percent, "reactive/1")
        for cos, percent in ((90, 0), (89, 112), (88, 227), (83, 843), (82, 976), (60, 5000), (59, 5254))
    ]
    return Law(
        prices=pl.DataFrame(price_rows(), schema=PRICES.schema, orient="row"),
        vat=pl.DataFrame(vat, schema=VAT.schema, orient="row"),
        reactive=pl.DataFrame(reactive, schema=REACTIVE.schema, orient="row"),
        reliefs=pl.DataFrame(relief_rows(), schema=RELIEFS.schema, orient="row"),
        tenants=pl.DataFrame(
            [(*row, f"tenants/{row[0]}") for row in tenants], schema=TENANTS.schema, orient="row"
        ),
        sources={},
        release="small",
    )


def a_bill(**changes):
    """One month of one household, 16/11 to 15/12/2021, changed as asked; first and first day after."""
    row = {
        "bill": 1, "category": "residential", "voltage": "under_6kv", "from_on": day("2021-11-16"),
        "until_on": day("2021-12-16"), "read_on": None, "quota_quarters": 4, "quota_rounding": "whole",
        "is_tenants_undeclared": False, "cos_phi_percent": None, "relief": None, "instrument": None,
    } | changes  # fmt: skip
    return row | {"read_on": row["read_on"] or row["until_on"] - timedelta(days=1)}


def frames(bills, kwh=None, *, stretches=None, quotas=None):
    """Frames of bills: `kwh` of the one register for the whole period, or `stretches` spelt out."""
    if stretches is None:
        stretches = [
            (one["bill"], one["from_on"], one["until_on"], register, energy)
            for one in bills
            for register, energy in (kwh if isinstance(kwh, dict) else {"all": kwh}).items()
        ]
    return {
        "bills": pl.DataFrame(bills, schema=BILLS.schema),
        "usage": pl.DataFrame(stretches, schema=USAGE.schema, orient="row"),
        "quotas": pl.DataFrame(quotas or [], schema=QUOTAS.schema, orient="row"),
    }
