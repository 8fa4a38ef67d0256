"""
The columns in which metering points, meters and readings travel through the house.

For the synthetic province, reading books and their import, the bulk load, and the engine that makes energy
out of indices. A reading stands for the end of its day: 15 July closes the day of 15 July, so that the next
stretch begins on the 16th; a reading for a price change, and the first of a meter, stand for the beginning of
their day.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.billing_tables import CATEGORIES, QUOTA_ROUNDINGS, REGISTERS, VOLTAGES
from donghanh.kernel.tables import Column, Table

READING_KINDS = ("periodic", "estimated", "closing", "swap", "price_change", "opening")
"""
Read in turn; put in place of one; at a contract's end; as a meter is taken off; as prices change; as a meter
is put up, before it counts.
"""
AT_DAYBREAK = ("price_change", "opening")
"""Kinds that stand for the beginning of their day; all others stand for its end."""
BILL_ENDS = ("periodic", "estimated", "closing")
CHANNELS = ("file", "api", "desk", "portal", "generated")

_POINT = Column("point", "", pl.String, "mã điểm đo, code of the metering point")
_REGISTER = Column("register", "", pl.String, "register of the meter", words=REGISTERS, is_key=True)

BOOKS = Table(
    "books",
    (
        Column("book", "", pl.String, "mã sổ GCS, code of the reading book", is_key=True),
        Column("unit_code", "", pl.String, "power unit that reads it"),
        Column("name", "", pl.String, "what the unit calls it"),
        Column("reading_day", "", pl.Int32, "day of the month on which it is read, 1 to 28"),
    ),
)
POINTS = Table(
    "points",
    (
        Column("point", "", pl.String, "mã điểm đo, code of the metering point", is_key=True),
        Column("code", "", pl.String, "customer code"),
        Column("book", "", pl.String, "BOOKS.book"),
        Column("category", "", pl.String, "price group", words=CATEGORIES),
        Column("voltage", "", pl.String, "voltage of supply", words=VOLTAGES),
        Column(
            "quota_rounding", "", pl.String, "whether tier limits round to whole kWh", words=QUOTA_ROUNDINGS
        ),
    ),
)
HOUSEHOLDS = Table(
    "households",
    (
        Column("point", "", pl.String, "POINTS.point", is_key=True),
        Column("from_on", "day", pl.Date, "first day of this number; until the next row's", is_key=True),
        Column("quota_quarters", "1/4 household", pl.Int32, "households that share the meter, in quarters"),
        Column("is_tenants_undeclared", "", pl.Boolean, "let to tenants whose number was not declared"),
    ),
)
METERS = Table(
    "meters",
    (
        Column("serial", "", pl.String, "number on the meter", is_key=True),
        _POINT,
        Column("from_on", "day", pl.Date, "first day on which it counts"),
        Column("until_on", "day", pl.Date, "first day after; null while it hangs", is_nullable=True),
        Column("digits", "", pl.Int32, "digits of a register before the comma"),
        Column("multiplier", "", pl.Int32, "hệ số nhân, of the transformers before it"),
    ),
)
METER_REGISTERS = Table(
    "meter_registers",
    (
        Column("serial", "", pl.String, "METERS.serial", is_key=True),
        _REGISTER,
        Column("opening_index", "", pl.Int64, "what it showed when it was put up"),
    ),
)
READINGS = Table(
    "readings",
    (
        Column("serial", "", pl.String, "METERS.serial", is_key=True),
        _REGISTER,
        Column("read_on", "day", pl.Date, "day of the reading", is_key=True),
        Column("index", "", pl.Int64, "what the register showed"),
        Column("kind", "", pl.String, "what the reading is for", words=READING_KINDS),
    ),
)
