"""Customers as frames for tests: ordinary ones, with what matters put in by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl

from donghanh.kernel.customer_tables import CUSTOMERS, ENERGY
from donghanh.kernel.text import fold_column, sort_key_column


def customer(code: str, **values: Any) -> dict[str, Any]:
    """A household of the city's unit; `values` replaces columns."""
    ordinary = {
        "code": code,
        "unit_code": "PA01ND",
        "kind": "household",
        "name": "Nguyễn Thị Bích",
        "address": "Số 1 đường Trần Hưng Đạo",
        "commune_code": "13633",
        "phone": None,
        "email": None,
        "tax_code": None,
        "contract_from": date(2015, 2, 1),
        "contract_until": None,
        "price_group": "residential",
        "social_class": "none",
        "consent_sms": True,
        "consent_email": False,
        "consent_zalo": False,
        "consent_publish": False,
        "registered_online_payment_on": None,
        "installed_app_on": None,
    }
    return ordinary | values


def frame_of(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows as the kernel's table, keys of search and order among them."""
    schema = {name: kind for name, kind in CUSTOMERS.schema.items() if not name.endswith("_key")}
    frame = pl.DataFrame(list(rows), schema=schema, orient="row")
    said = frame.select(pl.concat_str("code", "name", "address", "phone", separator=" ", ignore_nulls=True))
    return frame.with_columns(
        search_key=fold_column(said.to_series()), sort_key=sort_key_column(frame["name"])
    )


def months_of(code: str, energy: Mapping[date, int | None]) -> pl.DataFrame:
    """Months of one customer as the kernel's table of energy."""
    rows = [(code, month, kwh) for month, kwh in energy.items()]
    return pl.DataFrame(rows, schema=ENERGY.schema, orient="row")


def load(customers: pl.DataFrame, *, actors: Any, at: datetime, energy: pl.DataFrame | None = None) -> Any:
    """Load one pair of frames as the business department."""
    from donghanh.apps.customers import operations

    pair = (customers, energy if energy is not None else ENERGY.empty())
    return operations.load_customers(actor=actors.business, frames=[pair], at=at)


def keep_energy(code: str, energy: Mapping[date, int | None]) -> None:
    """Months of a customer who is loaded already."""
    from donghanh.apps.customers.models import Customer, MonthlyEnergy

    one = Customer.objects.get(code=code)
    MonthlyEnergy.objects.bulk_create(
        MonthlyEnergy(customer=one, month=month, energy_kwh=kwh) for month, kwh in energy.items()
    )
