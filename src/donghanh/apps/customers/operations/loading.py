"""
Loads clean frames of customers and their energy: new ones by COPY into the tables themselves, known ones
by an update of those that differ. One transaction: all of it, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl
from django.db import connection, transaction

from donghanh.apps.customers.bridge.copying import copy_energy_in, copy_in
from donghanh.apps.customers.bridge.known import KEPT, known_customers, known_ids, tell_apart
from donghanh.apps.customers.operations.first_load import indexes_set_aside
from donghanh.apps.customers.permissions import check_import
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.kernel.customer_tables import CUSTOMERS

CUSTOMER_TABLE = "customers_customer"
ENERGY_TABLE = "customers_monthlyenergy"
SET = ", ".join(f"{name} = incoming.{name}" for name in KEPT)
UPDATE = f"""
UPDATE {CUSTOMER_TABLE} AS kept SET {SET} FROM incoming_customers AS incoming WHERE kept.id = incoming.id
"""  # noqa: S608 - names of columns, written here
RECORD_UNIT_CHANGES = f"""
INSERT INTO customers_unitchange (customer_id, from_unit_id, to_unit_id, changed_on)
SELECT kept.id, kept.unit_id, incoming.unit_id, %s
FROM {CUSTOMER_TABLE} AS kept JOIN incoming_customers AS incoming USING (id)
WHERE kept.unit_id <> incoming.unit_id
"""  # noqa: S608
UPSERT_ENERGY = f"""
INSERT INTO {ENERGY_TABLE} AS kept (customer_id, month, energy_kwh)
SELECT customer_id, month, energy_kwh FROM incoming_energy
ON CONFLICT (customer_id, month) DO UPDATE SET energy_kwh = excluded.energy_kwh
WHERE kept.energy_kwh IS DISTINCT FROM excluded.energy_kwh
"""  # noqa: S608


@dataclass(frozen=True)
class LoadCounts:
    """How many customers were new, the same as kept, changed; and how many months of energy came too."""

    new: int = 0
    same: int = 0
    changed: int = 0
    energy_rows: int = 0

    @property
    def customers(self) -> int:
        return self.new + self.same + self.changed

    def plus(self, other: LoadCounts) -> LoadCounts:
        """Add two counts."""
        return LoadCounts(
            self.new + other.new,
            self.same + other.same,
            self.changed + other.changed,
            self.energy_rows + other.energy_rows,
        )


def load_customers(
    *,
    actor: Actor,
    frames: Iterable[tuple[pl.DataFrame, pl.DataFrame]],
    at: datetime,
    source: str = "frames",
    report: Callable[[LoadCounts], None] = lambda _: None,
) -> LoadCounts:
    """
    Load clean frames, all or nothing; a customer that is known is updated where it differs.

    frames : pairs of customers (kernel table CUSTOMERS, each code once in all of them) and energy (ENERGY)
    source : where they came from, for the audit row
    report : called after each pair with the counts so far
    raises : Forbidden; FrameDoesNotFit, when a frame is not its table
    """
    check_import(actor=actor)
    with transaction.atomic():
        counts = write_frames(frames=frames, day=at.date(), report=report)
        facts = {"source": source, "new": counts.new, "same": counts.same, "changed": counts.changed}
        record_act(actor=actor, act="load_customers", subject=f"customers:{source}", facts=facts, at=at)
    analyse()
    return counts


def write_frames(
    *,
    frames: Iterable[tuple[pl.DataFrame, pl.DataFrame]],
    day: date,
    report: Callable[[LoadCounts], None] = lambda _: None,
) -> LoadCounts:
    """Write the frames inside the caller's transaction; other loads wait, readers do not."""
    counts = LoadCounts()
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {CUSTOMER_TABLE} IN SHARE ROW EXCLUSIVE MODE")
    with indexes_set_aside():
        for customers, energy in frames:
            counts = counts.plus(_write(customers=customers, energy=energy, day=day))
            report(counts)
    return counts


def analyse() -> None:
    """Let the planner know the tables as they are now; without it the first searches take a bad path."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {CUSTOMER_TABLE}")
        cursor.execute(f"ANALYZE {ENERGY_TABLE}")


def _write(*, customers: pl.DataFrame, energy: pl.DataFrame, day: date) -> LoadCounts:
    incoming = CUSTOMERS.require(customers).rename({"unit_code": "unit_id", "commune_code": "commune_id"})
    kept = known_customers(codes=incoming["code"])
    new, same, changed = tell_apart(incoming=incoming, kept=kept)
    new = new.with_columns(id=_fresh_ids(new.height))
    if new.height:
        copy_in(table=CUSTOMER_TABLE, frame=new)
    if changed.height:
        _update(changed, day)
    counts = LoadCounts(new.height, same.height, changed.height)
    return replace(counts, energy_rows=_write_energy(energy, new)) if energy.height else counts


def _fresh_ids(count: int) -> pl.Series:
    """Take as many numbers out of the table's sequence; nobody else writes while the table is locked."""
    if not count:
        return pl.Series([], dtype=pl.Int64)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval(pg_get_serial_sequence('{CUSTOMER_TABLE}', 'id'))")
        first = int(cursor.fetchone()[0])
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{CUSTOMER_TABLE}', 'id'), %s)", [first + count - 1]
        )
    return pl.int_range(first, first + count, dtype=pl.Int64, eager=True)


def _update(changed: pl.DataFrame, day: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE incoming_customers (LIKE {CUSTOMER_TABLE} INCLUDING DEFAULTS) ON COMMIT DROP"
        )
        copy_in(table="incoming_customers", frame=changed)
        cursor.execute(RECORD_UNIT_CHANGES, [day])
        cursor.execute(UPDATE)
        cursor.execute("DROP TABLE incoming_customers")


def _write_energy(energy: pl.DataFrame, new: pl.DataFrame) -> int:
    fresh = new.select("code", customer_id="id")
    of_new = energy.join(fresh, on="code").sort("customer_id", "month")
    if of_new.height:
        copy_energy_in(table=ENERGY_TABLE, energy=of_new)
    rest = energy.join(fresh, on="code", how="anti")
    if rest.height:
        _upsert_energy(rest.join(known_ids(codes=rest["code"].unique()), on="code"))
    return energy.height


def _upsert_energy(energy: pl.DataFrame) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE incoming_energy (customer_id bigint, month date, energy_kwh bigint) "
            "ON COMMIT DROP"
        )
        copy_energy_in(table="incoming_energy", energy=energy)
        cursor.execute(UPSERT_ENERGY)
        cursor.execute("DROP TABLE incoming_energy")
