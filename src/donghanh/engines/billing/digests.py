"""
Figures that tell whether lines, inputs and results are the same as before.

`lines_check` is 64 bits an invoice, made for all invoices at once; digests of runs are SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import polars as pl

from donghanh.kernel.billing_tables import LINES, TOTALS

RESULT = (*TOTALS.schema.names(), "lines_check")
_FIELDS = tuple(name for name in LINES.schema.names() if name != "bill")
_ABSENT = -(2**62)
_BETWEEN = "\n"
_NOTHING = "\0"


def lines_check(*, lines: pl.DataFrame) -> pl.DataFrame:
    """
    Fold the lines of each bill into 64 bits; any other amount, price, source or order gives other bits.

    lines   : frame of LINES
    returns : bill, lines_check [Int64], by bill
    """
    ordered = lines.sort("bill", "line")
    if ordered.is_empty():
        return pl.DataFrame(schema={"bill": pl.Int64, "lines_check": pl.Int64})
    mixed = np.full(ordered.height, 0x9E3779B97F4A7C15, dtype=np.uint64)
    for place, name in enumerate(_FIELDS, start=1):
        mixed = _mixed(mixed ^ (_numbers(ordered[name]) + np.uint64(place)))
    bills = ordered["bill"].to_numpy()
    firsts = np.flatnonzero(np.r_[True, bills[1:] != bills[:-1]])
    sums = _mixed(np.add.reduceat(mixed, firsts))
    return pl.DataFrame({"bill": bills[firsts], "lines_check": sums.view(np.int64)})


def digest_of_frame(*frames: pl.DataFrame) -> str:
    """Make one SHA-256 over frames: column after column, its name and its values as text, in their order."""
    return _sha256(_column_text(frame[name]) for frame in frames for name in frame.columns)


def digest_of_results(*, results: pl.DataFrame) -> str:
    """Make the SHA-256 over bills, their totals and `lines_check`, whatever order they come in."""
    return digest_of_frame(results.select(pl.col(RESULT).cast(pl.Int64)).sort("bill"))


def _column_text(column: pl.Series) -> bytes:
    values = column.cast(pl.String).fill_null(_NOTHING).str.join(_BETWEEN).item() if column.len() else ""
    return f"{column.name}{_BETWEEN}{values}".encode()


def _sha256(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _numbers(column: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    if column.dtype == pl.String:
        words = column.unique().drop_nulls()
        known = {word: int.from_bytes(hashlib.sha256(word.encode()).digest()[:7], "big") for word in words}
        column = column.replace_strict(known, default=None, return_dtype=pl.Int64)
    told = column.to_physical().cast(pl.Int64).fill_null(_ABSENT)
    return told.to_numpy().astype(np.int64).view(np.uint64)


def _mixed(x: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """The finaliser of splitmix64: each bit of the input moves each bit of the output."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
