"""Customers, their energy and their old codes as columns, in the layout that engines want."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
import polars as pl

from donghanh.apps.customers.bridge.copying import MISSING, POSTGRES_EPOCH_DAYS, copy_out, fetch_energy
from donghanh.kernel.customer_tables import CUSTOMERS

FEW = 2_000  # so many ids are looked up one by one; more are read by the range they lie in
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
    lowest, highest = int(ids.min()), int(ids.max())
    where, parameters = "month = ANY(%s) AND customer_id BETWEEN %s AND %s", [list(months), lowest, highest]
    if len(ids) < FEW:
        where, parameters = f"{where} AND customer_id = ANY(%s)", [*parameters, ids.tolist()]
    records = fetch_energy(where=where, parameters=parameters)
    days = np.array(months, dtype="datetime64[D]").astype(np.int64) - POSTGRES_EPOCH_DAYS
    at_customer = _places(ids)[records["id"].astype(np.int64) - lowest]
    at_month = _places(days)[records["month"].astype(np.int64) - days[0]]
    asked = at_customer != MISSING
    cells[at_month[asked], at_customer[asked]] = records["energy_kwh"][asked]
    return cells


def _places(numbers: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """For every number from the lowest to the highest its place in `numbers`; MISSING for the others."""
    places = np.full(int(numbers.max() - numbers.min()) + 1, MISSING, dtype=np.int32)
    places[numbers - numbers.min()] = np.arange(len(numbers))
    return places


def _where(codes: Collection[str] | None, unit_codes: Collection[str] | None) -> str:
    wishes = [("code", codes), ("unit_id", unit_codes)]
    parts = [f"{column} = ANY(%s)" for column, wish in wishes if wish is not None]
    return f" WHERE {' AND '.join(parts)}" if parts else ""


def _parameters(codes: Collection[str] | None, unit_codes: Collection[str] | None) -> list[list[str]]:
    return [sorted(wish) for wish in (codes, unit_codes) if wish is not None]
