"""
COPY in and out: frames of columns into PostgreSQL's tables and back, without a Python object a row.

Rows with text travel as CSV that Polars writes and reads; months of energy travel in PostgreSQL's own
binary form, whose rows without null are all 34 bytes long, so that NumPy writes them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
import psycopg
from django.db import connection

# https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format": signature, flags, extension.
HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
POSTGRES_EPOCH_DAYS = 10_957  # 2000-01-01, counted from 1970-01-01
_KEYS: list[tuple[str, str]] = [
    ("fields", ">i2"),
    ("id_length", ">i4"),
    ("id", ">i8"),
    ("month_length", ">i4"),
    ("month", ">i4"),
    ("energy_length", ">i4"),
]
UNREAD = np.dtype(_KEYS)
READ = np.dtype([*_KEYS, ("energy_kwh", ">i8")])
PACKED = np.dtype([("id", ">i8"), ("month", ">i4"), ("energy_kwh", ">i8")])
MISSING = -1
PACK = """
SELECT string_agg(
    int8send(customer_id) || int4send(month - DATE '2000-01-01') || int8send(coalesce(energy_kwh, -1)), ''
)
FROM customers_monthlyenergy WHERE {where} GROUP BY customer_id / 4096
"""


def copy_in(*, table: str, frame: pl.DataFrame) -> None:
    """Copy a frame into the columns of `table` that bear its columns' names."""
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN (FORMAT csv)') as copy,
    ):
        for part in frame.iter_slices(20_000):
            copy.write(part.write_csv(include_header=False).encode())


def copy_out(*, query: str, parameters: Sequence[Any], schema: dict[str, Any]) -> pl.DataFrame:
    """Copy the rows of a query out into a frame whose columns stand in the order of `schema`."""
    with (
        connection.cursor() as cursor,
        # Below Django's own cursor: while queries are counted, that one takes no parameters.
        cursor.cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", parameters) as copy,
    ):
        data = b"".join(copy)
    if not data:
        return pl.DataFrame(schema=schema)
    booleans = [name for name, kind in schema.items() if kind == pl.Boolean]
    read = {name: pl.String if name in booleans else kind for name, kind in schema.items()}
    frame = pl.read_csv(data, has_header=False, schema=read, try_parse_dates=False)
    return frame.with_columns(pl.col(name) == "t" for name in booleans)


def copy_energy_in(*, table: str, energy: pl.DataFrame) -> None:
    """Copy customer_id, month, energy_kwh [null: missing] into a table of these three columns."""
    is_read = pl.col("energy_kwh").is_not_null()
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" (customer_id, month, energy_kwh) FROM STDIN (FORMAT binary)') as copy,
    ):
        copy.write(HEADER)
        copy.write(_records(energy.filter(is_read), READ))
        copy.write(_records(energy.filter(~is_read), UNREAD))
        copy.write(TRAILER)


def fetch_energy(*, where: str, parameters: Sequence[Any]) -> np.ndarray[Any, Any]:
    """
    Read months of energy as records of PACKED; missing energy is MISSING.

    The server packs thousands of rows into one value: the driver makes a Python object for every row that
    it is handed, also by COPY, and a province has eight million of them a year.
    """
    # Django's own cursors cannot ask for values in binary form, which halves what is sent.
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(PACK.format(where=where), parameters, binary=True)
        data = b"".join(block for (block,) in cursor)
    return np.frombuffer(data, dtype=PACKED)


def _records(energy: pl.DataFrame, kind: np.dtype[Any]) -> bytes:
    records = np.empty(energy.height, dtype=kind)
    records["fields"], records["id_length"], records["month_length"] = 3, 8, 4
    records["id"] = energy["customer_id"].to_numpy()
    records["month"] = energy["month"].to_physical().to_numpy() - POSTGRES_EPOCH_DAYS
    records["energy_length"] = 8 if kind is READ else -1
    if kind is READ:
        records["energy_kwh"] = energy["energy_kwh"].to_numpy()
    return records.tobytes()
