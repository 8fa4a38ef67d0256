"""
The files that `donghanh world generate --out` writes: one a frame, chunk after chunk, in bounded memory.

The files are written under other names first and take their own when all of them are whole, so an
interrupted run leaves no file that looks finished.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import polars as pl
import pyarrow.parquet as pq

from donghanh.kernel.customer_tables import CUSTOMERS, ENERGY
from donghanh.world.province import Chunk, World

FRAMES = ("supply_requests", "nominations", "area_statuses", "mask_requests")


class WouldOverwrite(Exception):
    """A file of that name is there already."""


def write_world(
    *, world: World, chunks: Iterable[Chunk], folder: Path, form: str, may_replace: bool
) -> dict[str, Any]:
    """
    Write customers, energy and what communes and customers ask, each into a file of `folder`.

    form    : "parquet" or "csv" (UTF-8, with a header)
    returns : customers, energy_rows, files [paths as text]
    raises  : WouldOverwrite, before anything is written
    """
    names = ("customers", "energy", *FRAMES)
    paths = {name: folder / f"{name}.{form}" for name in names}
    _refuse_to_overwrite(paths=paths.values(), may_replace=may_replace)
    folder.mkdir(parents=True, exist_ok=True)
    counts = {"customers": 0, "energy_rows": 0}
    with ExitStack() as open_files:
        parts = {name: open_files.enter_context(FORMATS[form](path)) for name, path in paths.items()}
        parts["customers"].write(CUSTOMERS.empty())
        parts["energy"].write(ENERGY.empty())
        for chunk in chunks:
            parts["customers"].write(chunk.customers)
            parts["energy"].write(chunk.energy)
            counts["customers"] += chunk.customers.height
            counts["energy_rows"] += chunk.energy.height
        for name in FRAMES:
            parts[name].write(getattr(world, name))
    for part in parts.values():
        part.part.replace(part.path)
    return {**counts, "files": [str(path) for path in paths.values()]}


def _refuse_to_overwrite(*, paths: Iterable[Path], may_replace: bool) -> None:
    there = [str(path) for path in paths if path.exists()]
    if there and not may_replace:
        raise WouldOverwrite(f"{there[0]} is there already; choose another folder, or add --force.")


class CsvPart:
    """A CSV file that grows frame by frame under another name; what fails leaves none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(path.name + ".part")
        self.file = self.part.open("wb")
        self.is_new = True

    def write(self, frame: pl.DataFrame) -> None:
        """Append the rows; the first frame brings the header."""
        frame.write_csv(self.file, include_header=self.is_new)
        self.is_new = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        with _gone_when_it_fails(self.part, failed):
            self.file.close()


class ParquetPart:
    """A Parquet file that grows frame by frame under another name; what fails leaves none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(path.name + ".part")
        self.writer: pq.ParquetWriter | None = None

    def write(self, frame: pl.DataFrame) -> None:
        """Append the rows as a row group; the first frame fixes the columns."""
        rows = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        if self.writer is None:
            self.writer = pq.ParquetWriter(self.part, rows.schema, compression="zstd")
        if rows.num_rows:
            self.writer.write_table(rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        with _gone_when_it_fails(self.part, failed):
            if self.writer is not None:
                self.writer.close()


@contextmanager
def _gone_when_it_fails(part: Path, failed: object) -> Iterator[None]:
    """Closing writes what is left, so that a full disk may show itself only there."""
    is_whole = False
    try:
        yield
        is_whole = failed is None
    finally:
        if not is_whole:
            part.unlink(missing_ok=True)


FORMATS: dict[str, Callable[[Path], CsvPart | ParquetPart]] = {"parquet": ParquetPart, "csv": CsvPart}
