"""
How one cell of text is read: each reader gives three expressions, the value, the rule broken, and a note.

A value is null where the cell is empty or broken; the problem is null where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

SERIAL_BASE_DAYS = {"1900": -25569, "1904": -24107}  # day 0 of each system, counted from 1970-01-01
SERIALS = (10_000, 80_000)
MONTHLY_KWH_LIMIT = 1_000_000_000
NO_NOTE = pl.lit(None, pl.String)
_SPACES = r"[\s\u{a0}\u{202f}\u{2009}]"
_THOUSAND_DOTS = r"^\d{1,3}(\.\d{3})+(,0+)?$"
_THOUSAND_SPACES = rf"^\d{{1,3}}({_SPACES}\d{{3}})+$"
_THOUSAND_COMMAS = r"^\d{1,3}(,\d{3}){2,}(\.0+)?$"
_ONE_COMMA_GROUP = r"^\d{1,3},\d{3}$"
_WHOLE = r"^\d+([.,]0+)?$"
_NEGATIVE = r"^[-\u{2212}]\s*\d"
_FRACTION = r"^\d[\d.,]*$"


class Read(NamedTuple):
    """What a reader makes of a column of text."""

    value: pl.Expr
    problem: pl.Expr
    note: pl.Expr


def whole_kwh(cell: pl.Expr) -> Read:
    """
    Read energy: whole kWh, so dots and spaces between groups of three are thousands.

    "1.234" and "1 234" are 1234; "1,234" could be either, and is refused (`energy-ambiguous`), as is
    "1,5" (`energy-not-whole`). "-" means missing, like an empty cell.
    """
    has_dots = cell.str.contains(_THOUSAND_DOTS)
    has_spaces = cell.str.contains(_THOUSAND_SPACES)
    has_commas = cell.str.contains(_THOUSAND_COMMAS)
    is_missing = cell.is_null() | cell.is_in(["-", "–"])
    digits = (
        pl.when(has_dots).then(cell.str.replace(r",0+$", "").str.replace_all(".", "", literal=True))
        .when(has_spaces).then(cell.str.replace_all(_SPACES, ""))
        .when(has_commas).then(cell.str.replace(r"\.0+$", "").str.replace_all(",", "", literal=True))
        .when(~cell.str.contains(_ONE_COMMA_GROUP)).then(cell.str.extract(r"^(\d+)([.,]0+)?$", 1))
    )  # fmt: skip
    value = digits.cast(pl.Int64, strict=False)
    problem = (
        pl.when(is_missing).then(NO_NOTE)
        .when(value > MONTHLY_KWH_LIMIT).then(pl.lit("energy-too-large"))
        .when(value.is_not_null()).then(NO_NOTE)
        .when(cell.str.contains(_ONE_COMMA_GROUP)).then(pl.lit("energy-ambiguous"))
        .when(cell.str.contains(_NEGATIVE)).then(pl.lit("energy-negative"))
        .when(cell.str.contains(r"^\d+$")).then(pl.lit("energy-too-large"))
        .when(cell.str.contains(_FRACTION)).then(pl.lit("energy-not-whole"))
        .otherwise(pl.lit("energy-not-a-number"))
    )  # fmt: skip
    note = (
        pl.when(has_dots).then(pl.lit("energy-dots-read-as-thousands"))
        .when(has_spaces).then(pl.lit("energy-spaces-read-as-thousands"))
        .when(has_commas).then(pl.lit("energy-commas-read-as-thousands"))
    )  # fmt: skip
    return Read(value, problem, note)


def day(cell: pl.Expr, *, date_system: str) -> Read:
    """
    Read a day: dd/mm/yyyy (also with - or .), yyyy-mm-dd, or a spreadsheet's day number.

    date_system : "1900" or "1904", of the workbook; decides what a day number means, and is noted
    """
    parts = cell.str.extract(r"^(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?:[ T]00:00(?::00)?)?$", 1)
    written = parts.str.replace_all(r"[.-]", "/").str.to_date("%d/%m/%Y", strict=False)
    iso = cell.str.extract(r"^(\d{4}-\d{2}-\d{2})(?:[ T]00:00:00)?$", 1).str.to_date("%Y-%m-%d", strict=False)
    number = cell.str.extract(r"^(\d{5})$", 1).cast(pl.Int32, strict=False)
    is_serial = number.is_between(*SERIALS).fill_null(value=False)
    serial = pl.when(is_serial).then((number + SERIAL_BASE_DAYS[date_system]).cast(pl.Date))
    value = pl.coalesce(written, iso, serial)
    in_range = value.is_between(pl.date(1900, 1, 1), pl.date(2199, 12, 31))
    problem = (
        pl.when(cell.is_null()).then(NO_NOTE)
        .when(value.is_null()).then(pl.lit("day-not-readable"))
        .when(~in_range).then(pl.lit("day-out-of-range"))
    )  # fmt: skip
    note = pl.when(is_serial).then(pl.lit(f"day-numbers-counted-from-{date_system}"))
    return Read(pl.when(in_range).then(value), problem, note)


def month(cell: pl.Expr) -> Read:
    """Read a month: 2021-01, 01/2021, or any day of it (2021-01-31, 31/01/2021)."""
    iso = cell.str.extract(r"^(\d{4}-\d{2})(?:-\d{2}(?:[ T]00:00:00)?)?$", 1)
    written = cell.str.extract(r"^(?:\d{1,2}/)?(\d{1,2}/\d{4})$", 1)
    value = pl.coalesce(
        (iso + "-01").str.to_date("%Y-%m-%d", strict=False),
        (pl.lit("01/") + written).str.to_date("%d/%m/%Y", strict=False),
    )
    problem = (
        pl.when(cell.is_null()).then(pl.lit("value-missing"))
        .when(value.is_null()).then(pl.lit("month-not-readable"))
    )  # fmt: skip
    return Read(value, problem, NO_NOTE)


def word(folded: pl.Expr, *, words: Mapping[str, Sequence[str]], missing: str | None = None) -> Read:
    """
    Read a choice by its folded words.

    words   : answer -> the ways in which it is written
    missing : answer for an empty cell; without it an empty cell is `value-missing`
    """
    answers = {way: answer for answer, ways in words.items() for way in ways}
    value = folded.replace_strict(answers, default=None, return_dtype=pl.String)
    problem = pl.when(folded.is_not_null() & value.is_null()).then(pl.lit("word-unknown"))
    if missing is None:
        return Read(
            value, pl.when(folded.is_null()).then(pl.lit("value-missing")).otherwise(problem), NO_NOTE
        )
    return Read(pl.when(folded.is_null()).then(pl.lit(missing)).otherwise(value), problem, NO_NOTE)


def yes_or_no(folded: pl.Expr, *, yes: Sequence[str], no: Sequence[str]) -> Read:
    """Read consent: an empty cell is no, for nobody consented by it."""
    value = (
        pl.when(folded.is_in(list(yes)))
        .then(True)
        .when(folded.is_null() | folded.is_in(list(no)))
        .then(False)
    )
    return Read(value, pl.when(value.is_null()).then(pl.lit("yes-or-no-expected")), NO_NOTE)


def phone(cell: pl.Expr, plain: pl.Expr) -> Read:
    """
    Read a telephone number in the domestic form; nine digits had their zero eaten by a spreadsheet.

    plain : the numbers that `kernel.identifiers.plain_phones` could read
    """
    bare = cell.str.replace_all(r"[\s.\-()]", "")
    lost = plain.is_null() & bare.str.contains(r"^[235789]\d{8}$")
    value = pl.when(lost).then(pl.lit("0") + bare).otherwise(plain)
    problem = pl.when(cell.is_not_null() & value.is_null()).then(pl.lit("phone-not-readable"))
    return Read(value, problem, pl.when(lost).then(pl.lit("phone-zero-restored")))


def tax_code(cell: pl.Expr) -> Read:
    """Read a tax code of 10 digits, or 10 and 3; with nine or twelve the zero was lost, which is refused."""
    bare = cell.str.replace_all(r"[\s.]", "")
    fits = bare.str.contains(r"^\d{10}(-?\d{3})?$")
    problem = pl.when(~fits).then(
        pl.when(bare.str.contains(r"^(\d{9}|\d{12})$")).then(pl.lit("tax-code-lost-its-zero"))
        .otherwise(pl.lit("tax-code-form"))
    )  # fmt: skip
    return Read(pl.when(fits).then(bare), problem, NO_NOTE)


def text(cell: pl.Expr, *, longest: int, required: bool) -> Read:
    """Read a name or an address: blanks put together, control signs refused."""
    value = cell.str.replace_all(r"\s+", " ").str.strip_chars()
    problem: pl.Expr = (
        pl.when(cell.str.contains(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u{fffd}]")).then(pl.lit("control-signs"))
        .when(value.str.len_chars() > longest).then(pl.lit("text-too-long"))
    )  # fmt: skip
    if required:
        problem = pl.when(cell.is_null()).then(pl.lit("value-missing")).otherwise(problem)
    return Read(value, problem, NO_NOTE)


def email(cell: pl.Expr) -> Read:
    """Read an e-mail address as far as its form goes."""
    fits = cell.str.contains(r"^[^\s@,;<>\x00-\x1f]{1,64}@[^\s@,;<>\x00-\x1f]+\.[^\s@,;<>.\x00-\x1f]{2,}$")
    fits = fits & (cell.str.len_chars() <= 254)
    return Read(pl.when(fits).then(cell), pl.when(~fits).then(pl.lit("email-form")), NO_NOTE)
