"""What the house knows of the meters in a reading book: columns for `engines.readings.intake`."""

from __future__ import annotations

from typing import Any

import polars as pl

from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.readings.intake import KEPT_DAYS, KNOWN_METERS

METERS = """
SELECT meter.serial, register.register, meter.id, point.id, point.code, meter.from_on, meter.until_on,
  meter.digits, meter.multiplier, customer.contract_from, customer.contract_until
FROM metering_meter meter
JOIN metering_meterregister register ON register.meter_id = meter.id
JOIN metering_meteringpoint point ON point.id = meter.point_id
JOIN customers_customer customer ON customer.id = point.customer_id
WHERE meter.serial = ANY(%s) AND {sight}
"""
KEPT = """
SELECT meter_id, register, read_on FROM metering_reading WHERE meter_id = ANY(%s) AND corrects_id IS NULL
  AND kind <> 'opening'
"""


def known_meters(*, serials: list[str], actor: Actor) -> pl.DataFrame:
    """Read the meters of these numbers that stand in the actor's units: KNOWN_METERS."""
    units = actor.unit_codes
    sight, wish = ("TRUE", []) if units is None else ("customer.unit_id = ANY(%s)", [sorted(units)])
    parameters: list[Any] = [serials, *wish]
    query = METERS.format(sight=sight)
    return copy_out(query=query, parameters=parameters, schema=dict(KNOWN_METERS.schema))


def kept_days(*, meters: list[int]) -> pl.DataFrame:
    """Read on which days readings of these meters are kept: KEPT_DAYS."""
    return copy_out(query=KEPT, parameters=[meters], schema=dict(KEPT_DAYS.schema))


def customer_id(*, code: str, unit_code: str) -> int | None:
    """The number of a customer of a unit; None when the unit has none of this code."""
    query = "SELECT id FROM customers_customer WHERE code = %s AND unit_id = %s"
    found = copy_out(query=query, parameters=[code, unit_code], schema={"id": pl.Int64})
    return int(found["id"][0]) if found.height else None
