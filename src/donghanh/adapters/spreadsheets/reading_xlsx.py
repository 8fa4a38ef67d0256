"""
Reads the first visible sheet of an XLSX file that has rows, as text columns in chunks.

Days come from the workbook's own date system (1900 or 1904). A cell covered by a merge, a cell with an
error and a formula that was never calculated are troubles: to a reader they all look empty.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import polars as pl
import python_calamine

from donghanh.adapters.spreadsheets.packages import Package, column_number, inspect_package
from donghanh.adapters.spreadsheets.sheets import (
    HEAD_RECORDS,
    ROW,
    CannotReadSpreadsheet,
    Chunk,
    Limits,
    Sheet,
    Trouble,
    find_header,
    name_columns,
    trimmed,
)
from donghanh.kernel.text import fold

CHUNK_ROWS = 50_000
Cell = int | float | str | bool | time | date | datetime | timedelta


def open_xlsx(*, path: Path, known: Collection[str], limits: Limits) -> Sheet:
    """
    Open an XLSX file: look for bombs first, then choose the sheet and its header row.

    known  : folded column names that are understood, by which the header row is found
    raises : CannotReadSpreadsheet
    """
    packages = inspect_package(path=path, limits=limits)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.CalamineError as reason:
        raise CannotReadSpreadsheet("not-xlsx", found=str(reason), expected="XLSX") from reason
    index, sheet = _choose_sheet(book)
    head = [[cell_text(cell) for cell in cells] for cells in islice(sheet.iter_rows(), HEAD_RECORDS)]
    at = find_header(head=head, known=known, fold_words=[[fold(cell) for cell in cells] for cells in head])
    header = name_columns(_until_last_filled(head[at]))
    if len(header) > limits.columns:
        raise CannotReadSpreadsheet(
            "too-many-columns", found=len(header), expected=f"at most {limits.columns}"
        )
    package = packages.get(f"xl/worksheets/sheet{index + 1}.xml", Package())
    hidden = _hidden_cells(sheet, package, limits)
    return Sheet(
        header=header,
        header_row=at + 1,
        detected={
            "format": "xlsx",
            "sheet": sheet.name,
            "header_row": str(at + 1),
            "date_system": date_system(path=path),
            **_out_of_view(header, package),
        },
        chunks=_chunks(sheet, header, at + 1, hidden),
        row_count=sheet.total_height,
        above=head[:at],
    )


def cell_text(cell: Cell) -> str:
    """
    Write one cell as text, so that nothing is read into it that its type does not say.

    >>> cell_text(1234.0), cell_text(1.5), cell_text(date(2021, 12, 1))
    ('1234', '1,5', '2021-12-01')
    """
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def date_system(*, path: Path) -> str:
    """Say whether the workbook counts its days from 1900 or from 1904."""
    with zipfile.ZipFile(path) as archive:
        workbook = archive.read("xl/workbook.xml") if "xl/workbook.xml" in archive.namelist() else b""
    return "1904" if re.search(rb"""date1904\s*=\s*["'](1|true)["']""", workbook) else "1900"


def _choose_sheet(book: python_calamine.CalamineWorkbook) -> tuple[int, python_calamine.CalamineSheet]:
    for index, about in enumerate(book.sheets_metadata):
        if about.visible != python_calamine.SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_index(index)
        if sheet.total_height:
            return index, sheet
    raise CannotReadSpreadsheet("file-is-empty", found="no visible sheet with a cell")


def _out_of_view(header: Sequence[str], package: Package) -> dict[str, str]:
    """Name the columns that the sheet hides: they are read, although whoever opens it does not see them."""
    names = [name for column, name in enumerate(header, start=1) if column in package.hidden_columns]
    return {"hidden_columns": ", ".join(names)} if names else {}


def _until_last_filled(cells: Sequence[str]) -> list[str]:
    filled = [index for index, cell in enumerate(cells) if cell.strip()]
    return list(cells[: filled[-1] + 1]) if filled else []


def _hidden_cells(
    sheet: python_calamine.CalamineSheet, package: Package, limits: Limits
) -> dict[tuple[int, int], str]:
    """
    (row, column), both from 1 -> the rule that says why the cell looks empty.

    A merge may claim the whole sheet, and a thousand may claim it again: only what is used is looked at, and
    only so often as the limits allow.
    """
    hidden: dict[tuple[int, int], str] = {}
    cells_left = limits.cells
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        rows = range(top, min(bottom, sheet.total_height) + 1)
        columns = range(left, min(right, sheet.total_width) + 1)
        cells_left -= len(rows) * len(columns)
        if cells_left < 0:
            raise CannotReadSpreadsheet("too-many-cells", found="merged cells", expected=limits.cells)
        for row in rows:
            hidden.update({(row + 1, column + 1): "merged-cell" for column in columns})
        hidden.pop((top + 1, left + 1), None)
    for rule, cells in (
        ("error-cell", package.error_cells),
        ("uncalculated-cell", package.uncalculated_cells),
    ):
        hidden.update({_place(cell): rule for cell in cells})
    return hidden


def _place(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), column_number(letters)


def _chunks(
    sheet: python_calamine.CalamineSheet,
    header: list[str],
    header_row: int,
    hidden: dict[tuple[int, int], str],
) -> Iterator[Chunk]:
    rows = enumerate(sheet.iter_rows(), start=1)
    for _ in islice(rows, header_row):
        pass
    width = len(header)
    while some := list(islice(rows, CHUNK_ROWS)):
        first, last = some[0][0], some[-1][0]
        columns = {
            name: pl.Series(name, [cell_text(cells[at]) if at < len(cells) else "" for _, cells in some])
            for at, name in enumerate(header)
        }
        troubles = [
            Trouble(rule, row, header[column - 1])
            for (row, column), rule in sorted(hidden.items())
            if first <= row <= last and column <= width
        ]
        beyond = [
            Trouble("row-width", row, None, str(_filled_width(cells)), str(width))
            for row, cells in some
            if len(cells) > width and _filled_width(cells) > width
        ]
        frame = pl.DataFrame({ROW: pl.Series([row for row, _ in some], dtype=pl.Int64), **columns})
        yield Chunk(trimmed(frame), [*troubles, *beyond])


def _filled_width(cells: Sequence[Cell]) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if cell_text(cell).strip()), default=0)
