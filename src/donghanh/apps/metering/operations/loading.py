"""
Loads books, points, meters and readings as frames, by COPY: the demo, and the first load of a company.

All or nothing, and only what is new: points that are there already are refused, not overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import connection, transaction

from donghanh.apps.customers.bridge.copying import copy_in, copy_out
from donghanh.apps.customers.bridge.known import known_ids
from donghanh.apps.metering.models import MeteringPoint, ReadingBook
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.kernel.metering_tables import (
    BOOKS,
    HOUSEHOLDS,
    METER_REGISTERS,
    METERS,
    POINTS,
    READINGS,
)

TABLES = ("meteringpoint", "householdcount", "meter", "meterregister", "reading")


@dataclass(frozen=True)
class MeteringFrames:
    """
    Metering of some customers, in the columns of `kernel.metering_tables`; books may come again and again.

    channel : of the readings
    """

    books: pl.DataFrame
    points: pl.DataFrame
    households: pl.DataFrame
    meters: pl.DataFrame
    registers: pl.DataFrame
    readings: pl.DataFrame
    channel: str = "generated"


@dataclass(frozen=True)
class MeteringCounts:
    """How much was loaded."""

    points: int = 0
    meters: int = 0
    readings: int = 0

    def plus(self, other: MeteringCounts) -> MeteringCounts:
        """Add two counts."""
        return MeteringCounts(
            self.points + other.points, self.meters + other.meters, self.readings + other.readings
        )


class CannotLoadMetering(Exception):
    """A frame names a customer or a point that is not there, or one that is there already."""


def load_metering(
    *, actor: Actor, frames: Iterable[MeteringFrames], at: datetime, source: str = "frames"
) -> MeteringCounts:
    """
    Load frames, all or nothing.

    raises : Forbidden; FrameDoesNotFit; CannotLoadMetering
    """
    check_role(actor=actor, roles=("director", "business"), act="load_metering")
    counts = MeteringCounts()
    with transaction.atomic():
        for part in frames:
            counts = counts.plus(_write(part, actor, at))
        facts = {"source": source, "points": counts.points, "readings": counts.readings}
        record_act(actor=actor, act="load_metering", subject=f"metering:{source}", facts=facts, at=at)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ANALYZE metering_{table}")
    return counts


def _write(part: MeteringFrames, actor: Actor, at: datetime) -> MeteringCounts:
    books = _books(BOOKS.require(part.books))
    points = _points(POINTS.require(part.points), books)
    households = HOUSEHOLDS.require(part.households).join(points, on="point").drop("point")
    copy_in(table="metering_householdcount", frame=households)
    meters = METERS.require(part.meters).join(points, on="point").drop("point")
    meters = meters.with_columns(id=fresh_ids(table="metering_meter", count=meters.height))
    copy_in(table="metering_meter", frame=meters)
    hung = meters.select("serial", "point_id", meter_id="id")
    registers = METER_REGISTERS.require(part.registers).join(hung, on="serial").drop("serial", "point_id")
    copy_in(table="metering_meterregister", frame=registers)
    readings = READINGS.require(part.readings).join(hung, on="serial").drop("serial")
    copy_in(table="metering_reading", frame=_signed(readings, part.channel, actor, at))
    return MeteringCounts(points.height, meters.height, readings.height)


def _signed(readings: pl.DataFrame, channel: str, actor: Actor, at: datetime) -> pl.DataFrame:
    return readings.with_columns(
        channel=pl.lit(channel), username=pl.lit(actor.username), product_at=pl.lit(at.isoformat())
    )


def _books(books: pl.DataFrame) -> pl.DataFrame:
    ReadingBook.objects.bulk_create(
        [
            ReadingBook(code=code, unit_id=unit, name=name, reading_day=day)
            for code, unit, name, day in books.iter_rows()
        ],
        ignore_conflicts=True,
    )
    kept = list(ReadingBook.objects.filter(code__in=books["book"].to_list()).values_list("code", "pk"))
    return pl.DataFrame(kept, schema={"book": pl.String, "book_id": pl.Int64}, orient="row")


def _points(points: pl.DataFrame, books: pl.DataFrame) -> pl.DataFrame:
    known = points.join(known_ids(codes=points["code"].unique()), on="code").join(books, on="book")
    if known.height < points.height:
        lost = points.join(known, on="point", how="anti")["point"][0]
        raise CannotLoadMetering(f"Point {lost}: its customer or its reading book is not kept.")
    there = MeteringPoint.objects.filter(code__in=points["point"].to_list()).values_list("code", flat=True)
    if first := there.first():
        raise CannotLoadMetering(f"Point {first} is kept already; only new points are loaded.")
    fresh = known.with_columns(id=fresh_ids(table="metering_meteringpoint", count=known.height))
    copy_in(table="metering_meteringpoint", frame=fresh.drop("code", "book").rename({"point": "code"}))
    return fresh.select("point", point_id="id")


def fresh_ids(*, table: str, count: int) -> pl.Series:
    """Take as many numbers out of a table's sequence, in one round trip."""
    query = f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, %s)"  # noqa: S608
    return copy_out(query=query, parameters=[count], schema={"id": pl.Int64})["id"]
