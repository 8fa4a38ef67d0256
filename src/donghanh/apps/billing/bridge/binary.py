"""
Frames as PostgreSQL's binary COPY: rows laid together by compiled code, without a Python object a row.

Columns of whole numbers and days come first, as one block of bytes a row; texts and what may be null follow,
each with its own length. https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numba import njit

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
POSTGRES_EPOCH_DAYS = 10_957
_WIDTHS: dict[Any, tuple[str, int]] = {
    pl.Int64: (">i8", 8), pl.Int32: (">i4", 4), pl.Date: (">i4", 4), pl.Boolean: (">u1", 1),
}  # fmt: skip


def binary_rows(*, frame: pl.DataFrame) -> np.ndarray[Any, Any]:
    """
    Lay a frame out as the rows of a binary COPY, without header and trailer.

    frame   : first the columns of Int64, Int32, Date and Boolean that hold no null, then all others (String,
              or Int32 that may be null)
    returns : bytes, to be sent between HEADER and TRAILER
    """
    fixed = frame.columns[: _fixed_count(frame)]
    rest = frame.columns[len(fixed) :]
    block = _block(frame, fixed, len(frame.columns))
    data, starts, lengths = _texts(frame, rest)
    width = block.shape[1] + 4 * len(rest)
    ends = np.cumsum(width + np.maximum(lengths, 0).sum(axis=0), dtype=np.int64)
    out = np.empty(int(ends[-1]) if frame.height else 0, dtype=np.uint8)
    _lay(block, data, starts, lengths, ends, out)
    return out


def _fixed_count(frame: pl.DataFrame) -> int:
    """How many columns at the front hold neither texts nor nulls."""
    for at, (name, kind) in enumerate(frame.schema.items()):
        if kind == pl.String or frame[name].has_nulls():
            return at
    return len(frame.columns)


def _block(frame: pl.DataFrame, names: list[str], field_count: int) -> np.ndarray[Any, Any]:
    kinds: list[tuple[str, str]] = [("fields", ">i2")]
    for name in names:
        kinds += [(f"{name}:", ">i4"), (name, _WIDTHS[frame.schema[name].base_type()][0])]
    records = np.empty(frame.height, dtype=np.dtype(kinds))
    records["fields"] = field_count
    for name in names:
        records[f"{name}:"] = _WIDTHS[frame.schema[name].base_type()][1]
        records[name] = _plain(frame[name]).to_numpy()
    return records.view(np.uint8).reshape(frame.height, records.dtype.itemsize)


def _plain(column: pl.Series) -> pl.Series:
    if column.dtype == pl.Date:
        return column.to_physical() - POSTGRES_EPOCH_DAYS
    return column.cast(pl.UInt8) if column.dtype == pl.Boolean else column


def _texts(frame: pl.DataFrame, names: list[str]) -> tuple[Any, Any, Any]:
    """All variable values in one buffer, and where each begins and how long it is: -1 for null."""
    starts = np.empty((len(names), frame.height), dtype=np.int64)
    lengths = np.empty((len(names), frame.height), dtype=np.int64)
    parts, before = [np.zeros(1, np.uint8)], 1
    for at, name in enumerate(names):
        part, own = _variable(frame[name])
        starts[at], lengths[at] = own[:-1] + before, np.diff(own)
        if frame[name].null_count():
            lengths[at][frame[name].is_null().to_numpy()] = -1
        parts.append(part)
        before += len(part)
    return np.concatenate(parts), starts, lengths


def _variable(column: pl.Series) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The bytes of a column's values one after another, and where each begins, with the end of the last."""
    if column.dtype == pl.String:
        arrow = column.to_arrow(compat_level=pl.CompatLevel.oldest())
        _, ends, data = arrow.buffers()
        offsets = np.frombuffer(ends, np.int64)[arrow.offset : arrow.offset + len(arrow) + 1]
        told = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
        return told[offsets[0] : offsets[-1]], offsets - offsets[0]
    kind, width = _WIDTHS[column.dtype.base_type()]
    numbers = _plain(column).fill_null(0).to_numpy().astype(kind)
    return numbers.view(np.uint8), np.arange(len(column) + 1, dtype=np.int64) * width


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _lay(block, data, starts, lengths, ends, out):  # type: ignore[no-untyped-def] # pragma: no cover
    """Compiled: copy each row's block and then its values, each after its length."""
    width = block.shape[1]
    for row in range(block.shape[0]):
        place = ends[row - 1] if row else 0
        for at in range(width):
            out[place + at] = block[row, at]
        place += width
        for column in range(lengths.shape[0]):
            length = lengths[column, row]
            for at in range(4):
                out[place + at] = (length >> (24 - 8 * at)) & 0xFF
            place += 4
            start = starts[column, row]
            for at in range(length):
                out[place + at] = data[start + at]
            if length > 0:
                place += length
