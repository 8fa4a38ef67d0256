"""
Bills of a whole country from Parquet to Parquet: part by part, in a few threads, in little memory.

A folder of parts in (columns of `engines.rating.wide.WIDE`), a folder of parts of the same names out
(TOTALS); what cannot be rated goes beside them, into `refused`. Columns beyond those of WIDE, such as the
customer's code, are carried along beside the totals. The engine rates, nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path
from typing import Literal

import polars as pl

from donghanh.engines.rating.books import law_books
from donghanh.engines.rating.law import Law
from donghanh.engines.rating.wide import WIDE, WideRating
from donghanh.kernel.tables import FrameDoesNotFit

COMPRESSION: Literal["zstd"] = "zstd"
LEVEL = 1
REFUSED = "refused"


class NoParts(ValueError):
    """The folder has no Parquet file."""


@dataclass(frozen=True)
class Counted:
    """What was written: bills rated and refused, and đồng to be paid by all of them."""

    rated_count: int
    refused_count: int
    total_amount: int


def rate_files(*, law: Law, source: Path, target: Path, threads: int = 2) -> Counted:
    """
    Rate every part of the folder `source` into a part of the same name in the folder `target`.

    raises : NoParts; FrameDoesNotFit, when a part has other columns
    """
    parts = sorted(source.glob("*.parquet"))
    if not parts:
        raise NoParts(f"No *.parquet in {source}; hand over the folder with the parts of the bills.")
    target.mkdir(parents=True, exist_ok=True)
    books, waiting = law_books(law), iter(parts)
    with ThreadPoolExecutor(threads) as pool:
        working = [pool.submit(_rate_parts, WideRating(books), waiting, target) for _ in range(threads)]
        return _sum(one.result() for one in working)


def _rate_parts(rating: WideRating, waiting: Iterator[Path], target: Path) -> Counted:
    """One thread's work: the next part that waits, until none does."""
    return _sum(_rate_part(rating, part, target) for part in waiting)


def _rate_part(rating: WideRating, part: Path, target: Path) -> Counted:
    told = pl.read_parquet(part, glob=False)
    wide = told.select(name for name in WIDE.schema.names() if name in told.columns)
    totals, refused = rating.rate(_fitting(wide, part))
    carried = told.drop(wide.columns)
    if refused.height:
        carried = carried.filter(~told["bill"].is_in(refused["bill"].implode()))
    write_part(totals.hstack(carried), target / part.name)
    if refused.height:
        (target / REFUSED).mkdir(exist_ok=True)
        write_part(refused, target / REFUSED / part.name)
    return Counted(totals.height, refused.height, int(totals["total_amount"].sum()))


def _fitting(wide: pl.DataFrame, part: Path) -> pl.DataFrame:
    missing = [name for name in WIDE.schema.names() if name not in wide.columns]
    if missing:
        raise FrameDoesNotFit(f"{part.name} has no column {', '.join(missing)}; expected all of WIDE.")
    return wide.cast(WIDE.schema)


def write_part(frame: pl.DataFrame, path: Path) -> None:
    """
    Write one part as all parts are written, so that its name stands for all of it or for nothing.

    raises : OSError, when the disk is full
    """
    growing = path.with_name(f".{path.name}.part")
    try:
        frame.write_parquet(growing, compression=COMPRESSION, compression_level=LEVEL, statistics=False)
        growing.replace(path)
    except pl.exceptions.ComputeError as reason:
        if f"os error {ENOSPC}" in str(reason):  # Polars tells of a full disk in words alone
            raise OSError(ENOSPC, f"No space left for {path.name}; make room and run again.") from reason
        raise
    finally:
        growing.unlink(missing_ok=True)


def _sum(counted: Iterable[Counted]) -> Counted:
    parts = list(counted)
    return Counted(
        sum(part.rated_count for part in parts),
        sum(part.refused_count for part in parts),
        sum(part.total_amount for part in parts),
    )
