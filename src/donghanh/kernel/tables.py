"""
Columns with a name, a unit, a type and a meaning, as data that code, checks and documents all read.

For every frame that passes from one storey to another. A table says what its columns are; `check`
compares a frame with it and answers findings, `require` refuses a frame that a caller built wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from donghanh.kernel.findings import Finding

ROWS_NAMED = 100
"""How many faulty rows of one column are named; the number of all stands in the facts as `count`."""

ColumnType = type[pl.DataType] | pl.DataType


@dataclass(frozen=True)
class Column:
    """
    One column.

    unit        : "kWh", "đồng", "day"; empty for text
    type        : a Polars type
    is_nullable : whether null is an answer (null means unknown, never zero)
    words       : the only words allowed, when the column is a choice
    is_key      : whether the column (with other keys) names a row, so that no two rows share it
    """

    name: str
    unit: str
    type: ColumnType
    meaning: str
    is_nullable: bool = False
    words: tuple[str, ...] = ()
    is_key: bool = False


class FrameDoesNotFit(ValueError):
    """A frame was handed over that is not the table it should be: the caller is wrong, not the data."""


@dataclass(frozen=True)
class Table:
    """A named list of columns, in the order of the frame."""

    name: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pl.Schema:
        """The Polars schema of a frame that fits."""
        return pl.Schema({column.name: column.type for column in self.columns})

    def empty(self) -> pl.DataFrame:
        """Answer a frame that fits and has no rows."""
        return pl.DataFrame(schema=self.schema)

    def check(self, frame: pl.DataFrame) -> tuple[Finding, ...]:
        """
        Compare `frame` with the table: columns and types first; if these hold, nulls, words and keys.

        frame   : any frame; its order of columns does not matter
        returns : findings `column-missing`, `column-unknown`, `column-type`, `value-missing`,
                  `word-unknown`, `key-repeated`; none when the frame fits
        """
        return tuple(self._check_shape(frame)) or tuple(self._check_values(frame))

    def require(self, frame: pl.DataFrame) -> pl.DataFrame:
        """
        Answer `frame` with its columns in the order of the table.

        raises : FrameDoesNotFit, with the first finding
        """
        findings = self.check(frame)
        if findings:
            first = findings[0]
            raise FrameDoesNotFit(
                f"Table {self.name}, column {first.column}, row {first.row}: {first.rule} {dict(first.facts)}"
                f", first of {len(findings)}. Build the frame as table {self.name} describes it."
            )
        return frame.select(column.name for column in self.columns)

    def _check_shape(self, frame: pl.DataFrame) -> Iterator[Finding]:
        for name, expected in self.schema.items():
            if name not in frame.columns:
                yield Finding("column-missing", column=name, facts={"table": self.name})
            elif frame.schema[name] != expected:
                facts = {"found": str(frame.schema[name]), "expected": str(expected)}
                yield Finding("column-type", column=name, facts=facts)
        for name in frame.columns:
            if name not in self.schema:
                yield Finding("column-unknown", column=name, facts={"table": self.name})

    def _check_values(self, frame: pl.DataFrame) -> Iterator[Finding]:
        for column in self.columns:
            values = frame[column.name]
            if not column.is_nullable:
                yield from _named("value-missing", values, values.is_null())
            if column.words:
                unknown = values.is_not_null() & ~values.is_in(column.words)
                yield from _named("word-unknown", values, unknown, expected=column.words)
        yield from self._check_keys(frame)

    def _check_keys(self, frame: pl.DataFrame) -> Iterator[Finding]:
        keys = [column.name for column in self.columns if column.is_key]
        if keys:
            again = ~frame.select(first=pl.struct(keys).is_first_distinct())["first"]
            yield from _named("key-repeated", frame[keys[0]], again, keys=keys)


def _named(rule: str, values: pl.Series, is_faulty: pl.Series, **facts: Any) -> Iterator[Finding]:
    rows = is_faulty.arg_true()
    for row in rows.head(ROWS_NAMED):
        yield Finding(rule, row, values.name, {"found": values[row], "count": len(rows), **facts})
