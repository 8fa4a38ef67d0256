"""
Writes spreadsheets whose cells stay what they are: text is text, and never a formula.

A name such as `=HYPERLINK(...)` would be run by the program that opens the file. In XLSX it is written as
a string with the quote prefix, so that it stays one when edited or saved anew; in CSV, which knows no
types, an apostrophe goes before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Value = str | int | bool | date | datetime | None


@dataclass(frozen=True)
class WrittenSheet:
    """One sheet to be written: its name (cut to 31 letters), column names, rows of plain values."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[str] = ()


def build_workbook(*, sheets: Sequence[WrittenSheet]) -> bytes:
    """
    Build an XLSX file; equal values give equal bytes.

    sheets  : `notes` stand above the header, one a row; the header is frozen and filtered
    returns : the file's bytes
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime(2021, 1, 1)})  # noqa: DTZ001 - a fixed mark, no instant
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            "instant": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            "quoted": book.add_format({"quote_prefix": True}),
        }
        for sheet in sheets:
            _write_sheet(book.add_worksheet(_sheet_name(sheet.name)), sheet, formats)
    return out.getvalue()


def build_csv(*, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Build a CSV file in UTF-8 with its mark (Excel asks for it), formulas neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([neutral(name) for name in columns])
    writer.writerows([neutral(_plain(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def neutral(text: str) -> str:
    """
    Put an apostrophe before a text that a spreadsheet program would run.

    >>> neutral("=1+1"), neutral("Nguyễn An")
    ("'=1+1", 'Nguyễn An')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _sheet_name(name: str) -> str:
    return "".join("-" if letter in "[]:*?/\\'" else letter for letter in name)[:31] or "1"


def _write_sheet(sheet: xlsxwriter.worksheet.Worksheet, content: WrittenSheet, formats: dict) -> None:  # type: ignore[type-arg]
    for row, note in enumerate(content.notes):
        sheet.write_string(row, 0, note)
    top = len(content.notes)
    widths = [len(name) for name in content.columns]
    for column, name in enumerate(content.columns):
        sheet.write_string(top, column, name, formats["head"])
    last = top
    for last, values in enumerate(content.rows, start=top + 1):
        for column, value in enumerate(values):
            _write_cell(sheet, last, column, value, formats)
            widths[column] = max(widths[column], len(_plain(value)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(60, max(8, width + 2)))
    sheet.freeze_panes(top + 1, 0)
    if widths:
        sheet.autofilter(top, 0, last, len(widths) - 1)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Value,
    formats: dict,  # type: ignore[type-arg]
) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats["instant"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["day"])  # noqa: DTZ001
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        sheet.write_number(row, column, value, formats["whole"])
    else:
        text = str(value)
        sheet.write_string(row, column, text, formats["quoted"] if text.startswith(FORMULA_STARTS) else None)
