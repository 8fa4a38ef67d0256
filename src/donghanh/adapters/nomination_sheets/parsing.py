"""Reads a filled template, or a plain CSV with the same headings, within narrow limits."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from donghanh.adapters.nomination_sheets.marks import Mark, read_mark
from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import ROW, CannotReadSpreadsheet, Limits, Trouble

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2_000
# Rows that a program formatted and left empty count here; of filled ones MOST_ROWS are taken.
LIMITS = Limits(file_bytes=MOST_BYTES, unpacked_bytes=64 << 20, rows=20_000, columns=60, cells=1_200_000)
TOO_MANY = frozenset({"too-many-cells", "too-many-rows"})


@dataclass(frozen=True)
class ReadSheet:
    """A template as it was read: its mark, its headings, its rows, the cells that cannot be trusted."""

    mark: Mark | None
    header: Sequence[str]
    rows: pl.DataFrame
    troubles: Sequence[Trouble]
    date_system: str
    hidden_columns: str


def parse_nomination_sheet(*, content: bytes, name: str, known: Collection[str]) -> ReadSheet:
    """
    Read a file of nominations.

    content : the bytes as handed in
    name    : as it came; a name that promises another format than the bytes hold is refused
    known   : folded headings that are understood
    raises  : CannotReadSpreadsheet; of too much, `too-many-rows` whatever the format
    """
    if len(content) > MOST_BYTES:
        raise CannotReadSpreadsheet("file-too-large", found_bytes=len(content), expected_bytes=MOST_BYTES)
    with tempfile.TemporaryDirectory(prefix="donghanh-") as folder:
        path = Path(folder) / "nominations"
        path.write_bytes(content)
        try:
            return _read(path=path, name=name, known=known)
        except CannotReadSpreadsheet as reason:
            if reason.rule in TOO_MANY:
                raise CannotReadSpreadsheet(
                    "too-many-rows", expected=MOST_ROWS, found=reason.facts["found"]
                ) from reason
            raise


def _read(*, path: Path, name: str, known: Collection[str]) -> ReadSheet:
    sheet = open_spreadsheet(path=path, name=name, known=known, limits=LIMITS)
    parts: list[pl.DataFrame] = []
    troubles: list[Trouble] = []
    count = 0
    for chunk in sheet.chunks:
        parts.append(chunk.rows)
        troubles += [one for one in chunk.troubles if one.rule != "blank-row"]
        count += chunk.rows.height
        if count > MOST_ROWS:
            raise CannotReadSpreadsheet("too-many-rows", found=f"more than {MOST_ROWS}", expected=MOST_ROWS)
    empty = pl.DataFrame(schema={ROW: pl.Int64, **dict.fromkeys(sheet.header, pl.String)})
    return ReadSheet(
        mark=read_mark(above=sheet.above),
        header=sheet.header,
        rows=pl.concat([empty, *(part.cast(empty.schema) for part in parts)]),
        troubles=troubles,
        date_system=sheet.detected.get("date_system", "1900"),
        hidden_columns=sheet.detected.get("hidden_columns", ""),
    )
