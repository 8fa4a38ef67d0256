"""A street of metered customers for tests: readings of each month's 15th day, and their bills."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from tests.apps.customers.customer_frames import customer, frame_of, load

from donghanh.kernel.metering_tables import BOOKS, HOUSEHOLDS, METER_REGISTERS, METERS, POINTS, READINGS

NOVEMBER = date(2021, 11, 1)
ISSUED = datetime(2021, 12, 1, 2, tzinfo=UTC)
ENDS = tuple(date(2021, month, 15) for month in (8, 9, 10, 11))
COMMUNES = {"PA01ND": "13633", "PA01XT": "14095"}


def code_of(number: int, unit: str = "PA01ND") -> str:
    return f"{unit}{number:07}"


def metering(codes: Sequence[str], *, kwh: Any = None, changes: Any = None, category: str = "residential"):
    """Frames of metering: one point, meter and register a customer; kwh(at) is what each month takes."""
    from donghanh.apps.metering.operations.loading import MeteringFrames

    taken = kwh or (lambda at: 60 + at * 7 % 400)
    units = sorted({code[:6] for code in codes})
    readings = []
    for at, code in enumerate(codes):
        for month, day in enumerate(ENDS):
            index = (month + 1) * (taken(at) + month)
            readings.append((f"M{code}", "all", day, index, "periodic"))
    since = date(2021, 7, 16)
    return MeteringFrames(
        books=pl.DataFrame([(f"{u}-1", u, f"Sổ {u}", 15) for u in units], schema=BOOKS.schema, orient="row"),
        points=pl.DataFrame(
            [(f"{c}001", c, f"{c[:6]}-1", category, "under_6kv", "whole") for c in codes],
            schema=POINTS.schema, orient="row",
        ),
        households=pl.DataFrame(
            [(f"{c}001", since, 4, False) for c in codes], schema=HOUSEHOLDS.schema, orient="row"
        ),
        meters=pl.DataFrame(
            [(f"M{c}", f"{c}001", since, None, 6, 1) for c in codes], schema=METERS.schema, orient="row"
        ),
        registers=pl.DataFrame(
            [(f"M{c}", "all", 0) for c in codes], schema=METER_REGISTERS.schema, orient="row"
        ),
        readings=pl.DataFrame(readings, schema=READINGS.schema, orient="row"),
    )  # fmt: skip


def build(*, actors: Any, count: int = 12, unit: str = "PA01ND", first: int = 1, **more: Any) -> list[str]:
    """Load a street of customers with readings; answers their codes."""
    from donghanh.apps.metering.operations.loading import load_metering
    from donghanh.apps.tariffs.operations import load_shipped_law

    codes = [code_of(number, unit) for number in range(first, first + count)]
    people = [
        customer(code, unit_code=unit, commune_code=COMMUNES[unit], name=f"Nguyễn Thị Số {code[-3:]}")
        for code in codes
    ]
    at = datetime(2021, 7, 1, tzinfo=UTC)
    load(frame_of(*people), actors=actors, at=at)
    load_shipped_law(actor=actors.console, at=at)
    load_metering(actor=actors.business, frames=[metering(codes, **more)], at=at)
    return codes
