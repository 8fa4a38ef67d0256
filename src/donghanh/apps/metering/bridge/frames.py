"""Points, meters and readings of a unit as columns, in the layout that `engines.readings` wants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.engines.readings import REGISTERS_READ, SHOWN
from donghanh.kernel.months import months_back, next_month

HISTORY_MONTHS = 13
POINTS = """
SELECT point.id, point.code, customer.code, customer.unit_id, customer.name,
  customer.address || ', ' || commune.name, customer.tax_code, customer.commune_id,
  customer.kind, customer.contract_from, customer.contract_until, point.category, point.voltage,
  point.quota_rounding, book.code, book.reading_day
FROM metering_meteringpoint point
JOIN customers_customer customer ON customer.id = point.customer_id
JOIN organisation_commune commune ON commune.code = customer.commune_id
JOIN metering_readingbook book ON book.id = point.book_id
WHERE {where}
  AND customer.contract_from < %s AND (customer.contract_until IS NULL OR customer.contract_until > %s)
ORDER BY point.id
"""
POINT_COLUMNS: dict[str, Any] = {
    "point": pl.Int64, "point_code": pl.String, "code": pl.String, "unit_code": pl.String, "name": pl.String,
    "address": pl.String, "tax_code": pl.String, "commune_code": pl.String, "kind": pl.String,
    "contract_from": pl.Date, "contract_until": pl.Date, "category": pl.String, "voltage": pl.String,
    "quota_rounding": pl.String, "book": pl.String, "reading_day": pl.Int32,
}  # fmt: skip
REGISTERS = """
SELECT meter.point_id, meter.id, register.register, meter.from_on,
  CASE WHEN meter.from_on >= %s THEN register.opening_index END, meter.digits, meter.multiplier, meter.serial
FROM metering_meterregister register JOIN metering_meter meter ON meter.id = register.meter_id
WHERE meter.point_id IN ({points}) ORDER BY meter.id, register.register
"""
REGISTER_COLUMNS = {**REGISTERS_READ.schema, "serial": pl.String}
READINGS = """
SELECT reading.id, reading.point_id, reading.meter_id, reading.register, reading.read_on, reading.index,
  reading.kind
FROM metering_reading reading
WHERE reading.point_id IN ({points}) AND reading.read_on >= %s AND reading.read_on < %s
  AND NOT EXISTS (SELECT FROM metering_reading later WHERE later.corrects_id = reading.id)
"""
HOUSEHOLDS = """
SELECT point_id, from_on, quota_quarters, is_tenants_undeclared FROM metering_householdcount
WHERE point_id IN ({points}) ORDER BY point_id, from_on
"""
HOUSEHOLD_COLUMNS = {
    "point": pl.Int64, "from_on": pl.Date, "quota_quarters": pl.Int32, "is_tenants_undeclared": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """
    What one unit has of a month.

    points     : POINT_COLUMNS, those whose contract touches the month
    registers  : REGISTERS_READ and serial
    shown      : SHOWN, without the corrected ones, of the month and the thirteen before
    households : HOUSEHOLD_COLUMNS
    """

    points: pl.DataFrame
    registers: pl.DataFrame
    shown: pl.DataFrame
    households: pl.DataFrame


def load_unit(
    *, month: date, unit_code: str | None = None, points: Collection[int] | None = None,
    history: int = HISTORY_MONTHS,
) -> Loaded:  # fmt: skip
    """Read what a month's bills of a unit, or of some points, are made of; `history` months before it too."""
    where, wish = _where(unit_code, points)
    after, since = next_month(month), months_back(month=month, count=history)
    inner = f"SELECT point.id FROM metering_meteringpoint point JOIN customers_customer customer ON customer.id = point.customer_id WHERE {where}"  # noqa: E501, S608
    return Loaded(
        points=copy_out(
            query=POINTS.format(where=where), parameters=[*wish, after, month], schema=POINT_COLUMNS
        ),
        registers=copy_out(
            query=REGISTERS.format(points=inner), parameters=[since, *wish], schema=REGISTER_COLUMNS
        ),
        shown=copy_out(
            query=READINGS.format(points=inner), parameters=[*wish, since, after], schema=dict(SHOWN.schema)
        ),
        households=copy_out(query=HOUSEHOLDS.format(points=inner), parameters=wish, schema=HOUSEHOLD_COLUMNS),
    )


def _where(unit_code: str | None, points: Collection[int] | None) -> tuple[str, list[Any]]:
    parts: list[str] = []
    wish: list[Any] = []
    if unit_code is not None:
        parts, wish = ["customer.unit_id = %s"], [unit_code]
    if points is not None:
        parts, wish = [*parts, "point.id = ANY(%s)"], [*wish, sorted(points)]
    return " AND ".join(parts) or "TRUE", wish
