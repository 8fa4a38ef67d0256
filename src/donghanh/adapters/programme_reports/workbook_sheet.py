"""A sheet of the report's workbook: text stays text, whatever it begins with; formulas are ours alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from donghanh.adapters.spreadsheets.writing import FORMULA_STARTS


class Sheet:
    """A sheet that is written row by row; a cell is text, a whole number, or a formula with its value."""

    def __init__(self, book: Any, name: str, formats: Mapping[str, Any]) -> None:
        self.sheet = book.add_worksheet(name)
        self.formats = formats
        self.row = 0
        self.widths: dict[int, int] = {}

    def write(self, values: Sequence[str | int | None], look: str = "") -> None:
        for column, value in enumerate(values):
            self.put(column, value, look)
        self.row += 1

    def put(self, column: int, value: str | int | None, look: str = "") -> None:
        self._widen(column, value)
        if value is None:
            self.sheet.write_blank(self.row, column, None, self.formats.get(look))
        elif isinstance(value, int):
            self.sheet.write_number(self.row, column, value, self.formats[f"{look}whole"])
        elif value.startswith(FORMULA_STARTS):
            self.sheet.write_string(self.row, column, value, self.formats["quoted"])
        else:
            self.sheet.write_string(self.row, column, value, self.formats.get(look))

    def formula(self, column: int, formula: str, value: int, look: str = "") -> None:
        self.sheet.write_formula(self.row, column, formula, self.formats[f"{look}whole"], value)

    def finish(self, *, frozen: int) -> None:
        for column, width in self.widths.items():
            self.sheet.set_column(column, column, min(70, max(9, width + 2)))
        self.sheet.freeze_panes(frozen, 0)

    def _widen(self, column: int, value: str | int | None) -> None:
        if value is not None and self.row > 2:
            self.widths[column] = max(self.widths.get(column, 0), len(str(value)))
