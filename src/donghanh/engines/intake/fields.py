"""
Which field each column of a customer file stands for.

Names are compared folded: without diacritics, capitals and signs, so "MA_KHANG", "Mã KH" and "ma khang"
are one. A month of energy may be called "kWh 2021-01", "kWh 01/2021", "Tháng 1/2021" or "T1.2021".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from donghanh.engines.intake.vocabulary import NAMES
from donghanh.kernel.text import fold, fold_column

ENERGY = "energy"
IGNORED = ""

REQUIRED = ("code", "name", "address", "commune_code", "contract_from", "kind", "price_group")
REQUIRED_OF_ENERGY = ("code", "month", "energy_kwh")

KNOWN = {name: field for field, names in NAMES.items() for name in (*names, field.replace("_", " "))}
MONTH = re.compile(
    r"^(?:kwh|san luong|dien tieu thu|dien tthu|energy kwh|energy|thang|t)?\s*(?:kwh|thang|t)?\s*"
    r"(?:(?P<y1>20\d\d) ?(?P<m1>0[1-9]|1[0-2]|[1-9])|(?P<m2>0?[1-9]|1[0-2]) ?(?P<y2>20\d\d))\s*(?:kwh)?$"
)


def known_names() -> frozenset[str]:
    """Folded column names that are understood, by which a header row is recognised."""
    return frozenset(KNOWN)


def propose_mapping(*, header: Sequence[str]) -> dict[str, str]:
    """
    Propose a field for each column; a field is given once, to the first column that bears its name.

    returns : column name -> field, `energy:2021-01` for a month of energy, or "" when nothing fits

    >>> propose_mapping(header=["MA_KHANG", "Họ tên", "kWh 01/2021"])
    {'MA_KHANG': 'code', 'Họ tên': 'name', 'kWh 01/2021': 'energy:2021-01'}
    """
    mapping: dict[str, str] = {}
    for name, words in zip(header, fold_column(pl.Series(list(header), dtype=pl.String)), strict=True):
        field = KNOWN.get(words) or month_field(words)
        mapping[name] = field if field and field not in mapping.values() else IGNORED
    return mapping


def month_field(words: str) -> str | None:
    """Read a folded column name as a month of energy: "kwh 01 2021" gives `energy:2021-01`."""
    found = MONTH.match(words)
    if found is None or words.isdigit():
        return None
    year, month = found["y1"] or found["y2"], found["m1"] or found["m2"]
    return f"{ENERGY}:{year}-{int(month):02d}"


def proposed_month(*, name: str) -> str | None:
    """Read one column name as a month of energy; None when it is not one."""
    return month_field(fold(name))


def month_of_field(field: str) -> date | None:
    """First day of the month that an energy field names; None for other fields."""
    word, _, month = field.partition(":")
    return date.fromisoformat(f"{month}-01") if word == ENERGY and month else None


def missing_fields(*, mapping: Mapping[str, str], content: str) -> list[str]:
    """List the fields that must have a column and have none."""
    required = REQUIRED if content == "customers" else REQUIRED_OF_ENERGY
    return [field for field in required if field not in mapping.values()]


def repeated_fields(*, mapping: Mapping[str, str]) -> list[str]:
    """List the fields that more than one column was mapped to."""
    given = [field for field in mapping.values() if field]
    return sorted({field for field in given if given.count(field) > 1})


def unknown_fields(*, mapping: Mapping[str, str]) -> list[str]:
    """List what the mapping names as a field and is none."""
    return sorted({field for field in mapping.values() if field and not _is_field(field)})


def _is_field(field: str) -> bool:
    return field in NAMES or bool(re.fullmatch(r"energy:20\d\d-(0[1-9]|1[0-2])", field))
