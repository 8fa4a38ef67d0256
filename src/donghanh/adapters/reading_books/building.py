"""Writes a reading book of fixed width: what a device would send, for samples and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from donghanh.lawbook.reading_books import FixedWidth


def build_fixed_width(*, rows: Iterable[Mapping[str, str]], layout: FixedWidth) -> bytes:
    """
    Write rows in a layout; a field that a row lacks is blank.

    raises : ValueError, when a value is longer than its place
    """
    return "".join(f"{_line(row, layout)}\r\n" for row in rows).encode()


def _line(row: Mapping[str, str], layout: FixedWidth) -> str:
    cells = [" "] * layout.length
    for field, (start, length) in layout.places.items():
        value = row.get(field, "")
        if len(value) > length:
            raise ValueError(f"{field} {value!r} is longer than its {length} characters.")
        cells[start : start + length] = value.ljust(length)
    return "".join(cells)
