"""
What a spreadsheet is to the rest of the house: a header, what was detected, and chunks of text columns.

Rows are numbered as a spreadsheet program shows them: the first record of the file is row 1. A cell
that is empty, or blank when trimmed, is null. Numbers of XLSX cells are written the Vietnamese way
(comma before decimals, no thousand dots), days as yyyy-mm-dd.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

ROW = "row"
HEAD_RECORDS = 20


class CannotReadSpreadsheet(Exception):
    """
    The file as a whole cannot be read.

    rule  : stable name of what is wrong; faces hold its sentence
    facts : what was found, where, and what was expected
    """

    def __init__(self, rule: str, **facts: object) -> None:
        self.rule = rule
        self.facts = facts
        told = ", ".join(f"{name}: {value}" for name, value in facts.items())
        super().__init__(f"{rule} ({told})" if told else rule)


@dataclass(frozen=True)
class Limits:
    """How much one file may ask of this machine."""

    file_bytes: int = 1 << 30
    unpacked_bytes: int = 2 << 30
    rows: int = 2_000_000
    columns: int = 300
    cells: int = 40_000_000


@dataclass(frozen=True)
class Trouble:
    """One cell or row that cannot be trusted: rule, row, header of the column, what stands there."""

    rule: str
    row: int
    column: str | None = None
    found: str = ""
    expected: str = ""


@dataclass(frozen=True)
class Chunk:
    """Some rows of a sheet: `row` [number in the file] and one text column a header; and their troubles."""

    rows: pl.DataFrame
    troubles: Sequence[Trouble] = ()


@dataclass(frozen=True)
class Sheet:
    """
    An opened spreadsheet: what was detected, the header, and the rows, read once.

    above : the records above the header, as text; a template writes there what it is
    """

    header: list[str]
    header_row: int
    detected: dict[str, str]
    chunks: Iterator[Chunk]
    row_count: int | None = None
    byte_count: int = 0
    passed: list[int] = field(default_factory=lambda: [0])
    above: Sequence[Sequence[str]] = ()

    @property
    def progress(self) -> float | None:
        """Share of the file that has been read, where its format lets us know."""
        if not self.byte_count:
            return None
        return min(1.0, self.passed[0] / self.byte_count)


def find_header(
    *, head: Sequence[Sequence[str]], known: Collection[str], fold_words: Sequence[Sequence[str]]
) -> int:
    """
    Say which record of the head holds the column names: the one with the most known words.

    head       : first records of the file, as text
    known      : folded column names that are understood
    fold_words : the same records, folded
    returns    : index into `head`; without any known word the first record that is not blank
    """
    scores = [len({word for word in words if word in known}) for words in fold_words]
    if scores and max(scores) > 0:
        return scores.index(max(scores))
    filled = [index for index, cells in enumerate(head) if any(cell.strip() for cell in cells)]
    if not filled:
        raise CannotReadSpreadsheet("file-is-empty", found="no cell with text in the first rows")
    return filled[0]


def name_columns(cells: Sequence[str]) -> list[str]:
    """Make every column name present and single: blanks become "Cột 3", repeats get "(2)"."""
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"Cột {position}"
        repeats = sum(1 for earlier in names if earlier == name or earlier.startswith(f"{name} ("))
        names.append(f"{name} ({repeats + 1})" if repeats else name)
    return names


def trimmed(rows: pl.DataFrame) -> pl.DataFrame:
    """Trim every cell, turn blanks into null, and drop the rows with nothing in them."""
    cells = [pl.col(name).str.strip_chars() for name in rows.columns if name != ROW]
    clean = rows.with_columns(pl.when(cell.str.len_bytes() > 0).then(cell).name.keep() for cell in cells)
    return clean.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))
