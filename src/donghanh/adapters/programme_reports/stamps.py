"""What stands on a report beside its facts, and how numbers, days and instants are written on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.adapters.programme_reports.words import Language
from donghanh.kernel.money import format_whole


@dataclass(frozen=True)
class Stamp:
    """
    The number that a report was issued under, by whom, and when; a draft has none.

    at : [instant, aware, in the company's time zone]
    """

    number: int
    by: str
    at: datetime


def written(value: int | str | None, language: Language) -> str:
    """
    Write a number with the language's thousands; None is a dash, text stays.

    >>> written(20000, "vi"), written(20000, "en"), written(None, "vi")
    ('20.000', '20,000', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    return format_whole(value) if language == "vi" else f"{value:,}"


def written_day(iso: str) -> str:
    """
    Write a day as in Vietnam.

    >>> written_day("2021-12-20")
    '20/12/2021'
    """
    return f"{date.fromisoformat(iso):%d/%m/%Y}"
