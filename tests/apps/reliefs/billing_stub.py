"""Stands in for the billing above: what was given and billed is told by the test."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import polars as pl
from tests.apps.reliefs.conftest import AUGUST, CITY_UNIT, FAR_HOUSEHOLD, FAR_UNIT, HOUSEHOLD, SEPTEMBER

from donghanh.apps.reliefs import ports
from donghanh.kernel.billing_tables import BILLS, RELIEFS_PAID, USAGE
from donghanh.lawbook.billing_law import read_law

RELIEF = "covid-4/households"


def paid(code=HOUSEHOLD, amount=55_800, unit=CITY_UNIT):
    return {
        "invoice": f"1K21TAA-{code}", "code": code, "unit_code": unit, "category": "residential",
        "month": AUGUST, "relief": RELIEF, "kwh": 200, "gross_amount": 372_000, "relief_amount": amount,
    }  # fmt: skip


@contextmanager
def billing(*rows, unpaid=(), reliefs=(None, None)):
    """Two households were billed 200 kWh each of August; `rows` are what was given."""
    adjusted: list[pl.DataFrame] = []

    def given(*, relief_round, month):
        frame = pl.DataFrame(rows, schema=RELIEFS_PAID.schema)
        held = pl.DataFrame(unpaid, schema={"code": pl.String, "reason": pl.String}, orient="row")
        return ports.Given(frame, held)

    def adjust(*, actor, month, differences, reason, at):
        adjusted.append(differences)
        return differences.height

    before = ports._PLUGS.given, ports._PLUGS.billed, ports._PLUGS.adjust
    ports.plug(given=given, billed=lambda *, month, at: _billed(reliefs), adjust=adjust)
    try:
        yield adjusted
    finally:
        ports.plug(given=before[0], billed=before[1], adjust=before[2])


@contextmanager
def no_billing():
    """Nobody bills here."""
    before = ports._PLUGS.given, ports._PLUGS.billed, ports._PLUGS.adjust
    ports.plug(given=None, billed=None, adjust=None)
    try:
        yield
    finally:
        ports.plug(given=before[0], billed=before[1], adjust=before[2])


def _billed(reliefs):
    days = {"from_on": AUGUST, "until_on": SEPTEMBER}
    bills = [
        {
            "bill": bill, **days, "category": "residential", "voltage": "under_6kv",
            "read_on": date(2021, 8, 31), "quota_quarters": 4, "quota_rounding": "whole",
            "is_tenants_undeclared": False, "cos_phi_percent": None, "relief": relief, "instrument": None,
        }
        for bill, relief in enumerate(reliefs)
    ]  # fmt: skip
    usage = [{"bill": bill, **days, "register": "all", "kwh": 200} for bill in (0, 1)]
    codes = {"bill": [0, 1], "code": [HOUSEHOLD, FAR_HOUSEHOLD], "unit_code": [CITY_UNIT, FAR_UNIT]}
    return ports.Billed(
        pl.DataFrame(bills, schema=BILLS.schema), pl.DataFrame(usage, schema=USAGE.schema),
        pl.DataFrame(codes), read_law(), read_law(),
    )  # fmt: skip
