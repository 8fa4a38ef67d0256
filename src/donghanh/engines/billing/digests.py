"""
Digests of runs: whether inputs and results are the same as before, by SHA-256.

The lines of each invoice are told by `lines_check`, which rating folds while it makes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import polars as pl

from donghanh.kernel.billing_tables import TOTALS

RESULT = (*TOTALS.schema.names(), "lines_check")
_BETWEEN = "\n"
_NOTHING = "\0"


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
