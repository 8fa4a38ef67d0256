"""Opens a customer's or an office's spreadsheet, whatever its name claims to be."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from donghanh.adapters.spreadsheets.reading_csv import open_csv
from donghanh.adapters.spreadsheets.reading_xlsx import open_xlsx
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet, Limits, Sheet

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def open_spreadsheet(
    *, path: Path, name: str = "", known: Collection[str] = (), limits: Limits | None = None
) -> Sheet:
    """
    Open CSV or XLSX by what the file holds, not by its name; its rows follow in chunks.

    name    : the name that it came with; a name that promises another format is refused
    known   : folded column names that are understood, by which the header row is found
    returns : Sheet; reading its chunks may still raise
    raises  : CannotReadSpreadsheet with a stable rule and facts
    """
    limits = limits or Limits()
    size = path.stat().st_size
    if size == 0:
        raise CannotReadSpreadsheet("file-is-empty", found="0 bytes")
    if size > limits.file_bytes:
        raise CannotReadSpreadsheet("file-too-large", found_bytes=size, expected_bytes=limits.file_bytes)
    with path.open("rb") as file:
        first = file.read(4)
    extension = Path(name or path.name).suffix.lower()
    if first == OLD_EXCEL:
        raise CannotReadSpreadsheet(
            "old-excel", found=extension or "XLS", expected="XLSX or CSV: save as XLSX"
        )
    if first == ZIP:
        _check_extension(extension, {".xlsx", ".xlsm", ""}, holds="XLSX")
        return open_xlsx(path=path, known=known, limits=limits)
    _check_extension(extension, {".csv", ".txt", ".tsv", ""}, holds="text")
    return open_csv(path=path, known=known, limits=limits)


def _check_extension(extension: str, expected: set[str], *, holds: str) -> None:
    if extension not in expected:
        raise CannotReadSpreadsheet(
            "wrong-extension", found=extension, holds=holds, expected=", ".join(sorted(expected - {""}))
        )
