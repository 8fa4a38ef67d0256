"""Opens a reading book whatever its form, and answers text columns with the line of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from donghanh.adapters.spreadsheets.encodings import detect_encoding, text_blocks
from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet, Limits, Trouble
from donghanh.kernel.text import fold
from donghanh.lawbook.reading_books import FIELDS, NEEDED_FIELDS, BookLayouts, FixedWidth

BOOK_COLUMNS = {"line": pl.Int64, **dict.fromkeys(FIELDS, pl.String)}
LIMITS = Limits(file_bytes=64 << 20, unpacked_bytes=256 << 20, rows=500_000, columns=60, cells=8_000_000)


@dataclass(frozen=True)
class ReadBook:
    """
    A book as text.

    rows     : BOOK_COLUMNS; null where a cell is empty or the book has no such column
    troubles : lines that could not be taken apart
    layout   : csv, xlsx, or the name of the layout of fixed width
    """

    rows: pl.DataFrame
    troubles: Sequence[Trouble]
    layout: str


def parse_book(*, path: Path, name: str, layouts: BookLayouts, layout: str = "") -> ReadBook:
    """
    Read a whole book.

    name   : as it came; its ending tells a layout of fixed width, unless `layout` names one
    raises : CannotReadSpreadsheet; its rule `columns-missing` names the columns that a book needs
    """
    if fixed := layouts.fixed(layout=layout, file_name=name):
        return _parse_fixed(path, fixed)
    sheet = open_spreadsheet(path=path, name=name, known=layouts.columns.keys(), limits=LIMITS)
    fields: dict[str, str] = {}
    for column in sheet.header:
        field = layouts.columns.get(fold(column))
        if field and field not in fields:
            fields[field] = column
    missing = [field for field in NEEDED_FIELDS if field not in fields]
    if missing:
        raise CannotReadSpreadsheet(
            "columns-missing", missing=", ".join(missing), found=", ".join(sheet.header)[:200]
        )
    parts, troubles = [pl.DataFrame(schema=BOOK_COLUMNS)], []
    for chunk in sheet.chunks:
        parts.append(_named(chunk.rows, fields))
        troubles += [one for one in chunk.troubles if one.rule != "blank-row"]
    return ReadBook(pl.concat(parts), tuple(troubles), sheet.detected.get("format", "csv"))


def _named(rows: pl.DataFrame, fields: dict[str, str]) -> pl.DataFrame:
    cells = [
        pl.col(fields[field]).alias(field) if field in fields else pl.lit(None, pl.String).alias(field)
        for field in FIELDS
    ]
    return rows.select(pl.col("row").cast(pl.Int64).alias("line"), *cells)


def _parse_fixed(path: Path, fixed: FixedWidth) -> ReadBook:
    if not path.stat().st_size:
        raise CannotReadSpreadsheet("file-is-empty", found="0 bytes")
    if path.stat().st_size > LIMITS.file_bytes:
        raise CannotReadSpreadsheet(
            "file-too-large", found_bytes=path.stat().st_size, expected_bytes=LIMITS.file_bytes
        )
    encoding = detect_encoding(path=path)
    text = "".join(text_blocks(path=path, encoding=encoding)).removeprefix("\ufeff")
    rows: list[tuple[object, ...]] = []
    troubles: list[Trouble] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        padded = line.ljust(fixed.length)
        if len(line.rstrip()) > fixed.length:
            troubles.append(Trouble("row-width", number, None, str(len(line)), str(fixed.length)))
            continue
        cells = [_cell(padded, fixed.places.get(field)) for field in FIELDS]
        rows.append((number, *cells))
    return ReadBook(pl.DataFrame(rows, schema=BOOK_COLUMNS, orient="row"), tuple(troubles), fixed.layout)


def _cell(line: str, place: tuple[int, int] | None) -> str | None:
    if place is None:
        return None
    return line[place[0] : place[0] + place[1]].strip() or None
