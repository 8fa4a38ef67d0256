"""Customers, their energy and their old codes as columns, in the layout that engines want."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
import polars as pl

from donghanh.apps.customers.bridge.copying import MISSING, POSTGRES_EPOCH_DAYS, copy_energy_out, copy_out
from donghanh.kernel.customer_tables import CUSTOMERS

SELECTED = {name: kind for name, kind in CUSTOMERS.schema.items() if name not in ("search_key", "sort_key")}
_COLUMNS = {"unit_code": "unit_id", "commune_code": "commune_id"}


def customers_frame(
    *,
    codes: Collection[str] | None = None,
    unit_codes: Collection[str] | None = None,
    columns: Sequence[str] = tuple(SELECTED),
) -> pl.DataFrame:
    """
    Read customers as columns, in the order of their codes.

    codes, unit_codes : only these; None for all
    columns           : names of kernel table CUSTOMERS
    returns           : `customer_id` and the columns
    """
    picked = ", ".join(_COLUMNS.get(name, name) for name in columns)
    query = f"SELECT id, {picked} FROM customers_customer{_where(codes, unit_codes)} ORDER BY code"  # noqa: S608
    schema = {"customer_id": pl.Int64, **{name: CUSTOMERS.schema[name] for name in columns}}
    return copy_out(query=query, parameters=_parameters(codes, unit_codes), schema=schema)


def energy_frame(*, customers: pl.DataFrame, months: Sequence[date]) -> pl.DataFrame:
    """
    Read the energy of these customers in these months, laid out as `engines.selection.windows` wants it.

    customers : customer_id, as `customers_frame` gives it
    months    : first days, earliest first
    returns   : month, customer_row [UInt32, index into customers], energy_kwh [kWh, null: missing]; month by
                month, inside a month one row for each customer in the order of `customers`
    """
    ids = customers["customer_id"].to_numpy()
    cells = _cells(ids, months)
    energy = pl.Series("energy_kwh", cells.reshape(-1))
    everyone = pl.int_range(len(ids), dtype=pl.UInt32, eager=True)
    return pl.DataFrame(
        {
            "month": pl.Series(np.repeat(np.array(months, dtype="datetime64[D]"), len(ids))).cast(pl.Date),
            "customer_row": pl.concat([everyone] * len(months)) if months else everyone.head(0),
            "energy_kwh": energy.set(energy == MISSING, None),
        }
    )


def energy_window(*, customers: pl.DataFrame, months: Sequence[date]) -> pl.DataFrame:
    """
    Read the energy of these customers, a column a month, named by its first day in ISO form.

    returns : row for row with `customers`, energy [kWh, null: missing]
    """
    cells = _cells(customers["customer_id"].to_numpy(), months)
    columns = {month.isoformat(): pl.Series(cells[at]) for at, month in enumerate(months)}
    return pl.DataFrame(columns).with_columns(
        pl.when(pl.col(name) != MISSING).then(pl.col(name)).alias(name) for name in columns
    )


def successions_frame() -> pl.DataFrame:
    """Read old_code, new_code and day [first of the new code] of all successions."""
    query = (
        "SELECT old_code, code, changed_on FROM customers_codesuccession "
        "JOIN customers_customer AS customer ON customer.id = customer_id ORDER BY changed_on, old_code"
    )
    return copy_out(
        query=query, parameters=[], schema={"old_code": pl.String, "new_code": pl.String, "day": pl.Date}
    )


def _cells(ids: np.ndarray, months: Sequence[date]) -> np.ndarray:  # type: ignore[type-arg]
    """Lay readings into a row a month and a column a customer; MISSING where none was read."""
    cells = np.full((len(months), len(ids)), MISSING, dtype=np.int64)
    if not len(ids) or not months:
        return cells
    order = np.argsort(ids, kind="stable")
    days = np.array(months, dtype="datetime64[D]").astype(np.int64) - POSTGRES_EPOCH_DAYS
    query = (
        "SELECT customer_id, month, coalesce(energy_kwh, -1) FROM customers_monthlyenergy "
        "WHERE month = ANY(%s) AND customer_id BETWEEN %s AND %s"
    )
    bounds = [int(ids[order[0]]), int(ids[order[-1]])]
    few = len(ids) < 2_000
    if few:
        query += " AND customer_id = ANY(%s)"
    records = copy_energy_out(
        query=query, parameters=[list(months), *bounds, *([ids.tolist()] if few else [])]
    )
    sorted_ids = ids[order]
    spots = np.minimum(np.searchsorted(sorted_ids, records["id"]), len(ids) - 1)
    asked = sorted_ids[spots] == records["id"]
    at_month = np.searchsorted(days, records["month"])
    cells[at_month[asked], order[spots[asked]]] = records["energy_kwh"][asked]
    return cells


def _where(codes: Collection[str] | None, unit_codes: Collection[str] | None) -> str:
    wishes = [("code", codes), ("unit_id", unit_codes)]
    parts = [f"{column} = ANY(%s)" for column, wish in wishes if wish is not None]
    return f" WHERE {' AND '.join(parts)}" if parts else ""


def _parameters(codes: Collection[str] | None, unit_codes: Collection[str] | None) -> list[list[str]]:
    return [sorted(wish) for wish in (codes, unit_codes) if wish is not None]
