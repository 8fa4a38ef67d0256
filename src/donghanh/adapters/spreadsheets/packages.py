"""
Looks into an XLSX package before anything opens it, and at what its reader would hide.

An XLSX file is a zip: a small one can unpack to terabytes, and one cell in the last corner makes a
reader reserve the whole sheet. So the parts are unpacked here first, counted and thrown away. On the way
it notes cells whose value is an error or a formula that was never calculated: to the reader they are empty.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet, Limits

BLOCK = 1 << 20
OVERLAP = 400
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
ROW_NUMBER = re.compile(rb"""<row\b[^>]{0,200}?\sr\s*=\s*["'](\d{1,9})["']""")
FAR_COLUMN = re.compile(rb"""\sr\s*=\s*["']([B-Z][A-Z]|[A-Z]{3,})\d{1,9}["']""")
HIDDEN_COLUMNS = re.compile(rb"""<col\b(?=[^>]{0,200}\shidden="(?:1|true)")([^>]{0,300})>""")
FIRST_LAST = re.compile(rb"""\b(min|max)="(\d{1,5})\"""")
ERROR_CELL = re.compile(rb"""<c\b(?=[^>]{0,200}\st="e")[^>]{0,200}?\sr="([A-Z]{1,3}\d{1,7})"[^>]*>""")
UNCALCULATED = re.compile(
    rb"""<c\b[^>]{0,200}?\sr="([A-Z]{1,3}\d{1,7})"[^>]{0,200}>"""
    rb"""<f\b[^>]{0,200}>[^<]{0,200}</f>(?:<v></v>|<v ?/>)?</c>"""
)


@dataclass
class Package:
    """What one worksheet holds, by its part in the zip."""

    row_count: int = 0
    far_columns: set[bytes] = field(default_factory=set)
    error_cells: set[str] = field(default_factory=set)
    uncalculated_cells: set[str] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def column_count(self) -> int:
        return max((column_number(column.decode()) for column in self.far_columns), default=52)


def inspect_package(*, path: Path, limits: Limits) -> dict[str, Package]:
    """
    Unpack every part once, within the limits.

    returns : worksheet part -> its extent and the cells without a value of their own
    raises  : CannotReadSpreadsheet when this is no zip, no XLSX, or asks for more than the limits
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if not any(SHEET.fullmatch(part.filename) for part in parts):
                raise CannotReadSpreadsheet("not-xlsx", found="a zip without worksheets", expected="XLSX")
            _check_total(parts, limits)
            return _inspect(path, archive, parts, limits)
    except zipfile.BadZipFile as reason:
        raise CannotReadSpreadsheet("not-xlsx", found=str(reason), expected="XLSX") from reason


def column_number(letters: str) -> int:
    """Count columns as their letters do: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_total(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked_bytes:
        raise CannotReadSpreadsheet(
            "unpacks-too-large", found_bytes=total, expected_bytes=limits.unpacked_bytes
        )
    if len(parts) > 10_000:
        raise CannotReadSpreadsheet("unpacks-too-large", found_parts=len(parts), expected_parts=10_000)
    if any(part.flag_bits & 1 for part in parts):
        raise CannotReadSpreadsheet("file-is-encrypted", expected="a file without password")


def _inspect(
    path: Path, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits
) -> dict[str, Package]:
    packages: dict[str, Package] = {}
    for part in parts:
        package = packages.setdefault(part.filename, Package()) if SHEET.fullmatch(part.filename) else None
        tail = b""
        for block in _unpacked(path, archive, part):
            if package is None:
                continue
            _look(tail + block, package)
            tail = block[-OVERLAP:]
            if package.row_count * package.column_count > limits.cells or package.row_count > limits.rows:
                raise CannotReadSpreadsheet(
                    "too-many-cells",
                    found=f"{package.row_count} rows x {package.column_count} columns",
                    expected=f"at most {limits.cells} cells; save as CSV",
                )
    return packages


def _unpacked(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack by hand: the size that a zip states may be a lie, and its own reader believes it."""
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise CannotReadSpreadsheet("not-xlsx", found=f"zip method {part.compress_type}", expected="deflate")
    with archive.open(part) as checked:
        if part.compress_type == zipfile.ZIP_STORED:
            yield from iter(lambda: checked.read(BLOCK), b"")
            return
    decompressor, total = zlib.decompressobj(-15), 0
    for packed in _packed(path, part):
        data = packed
        while data and not decompressor.eof:
            try:
                block = decompressor.decompress(data, BLOCK)
            except zlib.error as reason:
                raise CannotReadSpreadsheet("not-xlsx", found=str(reason), expected="XLSX") from reason
            data = decompressor.unconsumed_tail
            total += len(block)
            if total > part.file_size:
                raise CannotReadSpreadsheet(
                    "unpacks-too-large",
                    part=part.filename,
                    stated_bytes=part.file_size,
                    found_bytes=f"> {total}",
                )
            yield block


def _packed(path: Path, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.header_offset + 26)
        name_length = int.from_bytes(file.read(2), "little")
        extra_length = int.from_bytes(file.read(2), "little")
        file.seek(name_length + extra_length, 1)
        left = part.compress_size
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block


def _look(text: bytes, package: Package) -> None:
    for number in ROW_NUMBER.findall(text):
        package.row_count = max(package.row_count, int(number))
    package.far_columns.update(FAR_COLUMN.findall(text))
    for column in HIDDEN_COLUMNS.findall(text):
        ends = {name: int(number) for name, number in FIRST_LAST.findall(column)}
        first = ends.get(b"min", 1)
        package.hidden_columns.update(range(first, min(ends.get(b"max", first), first + 300) + 1))
    package.error_cells.update(cell.decode() for cell in ERROR_CELL.findall(text))
    package.uncalculated_cells.update(cell.decode() for cell in UNCALCULATED.findall(text))
