"""
COPY in and out: frames of columns into PostgreSQL's tables and back, without a Python object a row.

Rows with text travel as CSV that Polars writes and reads; months of energy travel in PostgreSQL's own
binary form, whose rows without null are all 34 bytes long, so that NumPy writes and reads them at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
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
MISSING = -1


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
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", parameters) as copy,
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


def copy_energy_out(*, query: str, parameters: Sequence[Any]) -> np.ndarray[Any, Any]:
    """Copy a query of customer_id, month, energy_kwh out; missing energy must come as MISSING, not null."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT binary)", parameters) as copy,
    ):
        data = b"".join(copy)
    return np.frombuffer(
        data, dtype=READ, offset=len(HEADER), count=(len(data) - len(HEADER) - 2) // READ.itemsize
    )


def days_of(month: int) -> int:
    """Turn PostgreSQL's day number into one counted from 1970-01-01."""
    return month + POSTGRES_EPOCH_DAYS


def _records(energy: pl.DataFrame, kind: np.dtype[Any]) -> bytes:
    records = np.empty(energy.height, dtype=kind)
    records["fields"], records["id_length"], records["month_length"] = 3, 8, 4
    records["id"] = energy["customer_id"].to_numpy()
    records["month"] = energy["month"].to_physical().to_numpy() - POSTGRES_EPOCH_DAYS
    records["energy_length"] = 8 if kind is READ else -1
    if kind is READ:
        records["energy_kwh"] = energy["energy_kwh"].to_numpy()
    return records.tobytes()
