"""
Days off and make-up days: one document a year, `data/calendars/<year>.yaml`.

For every promise counted in working days. The documents follow the State's yearly announcement; the
year after an announcement is expected and marked so. `read_calendar` joins the years into the one
frozen value that the kernel counts with; `days_named` keeps the names for pages and papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import SATURDAY, WorkCalendar
from donghanh.lawbook.dates import check_span, check_turns, readable_span, span_of
from donghanh.lawbook.documents import (
    DATA,
    At,
    Document,
    Problem,
    check_keys,
    read_documents,
    readable_documents,
)
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "calendars"
KIND = "calendar"
SORTS = ("day_off", "make_up_day")


@dataclass(frozen=True)
class NamedDay:
    """A day off, or a make-up day, with its names and where it was announced."""

    day: date
    is_day_off: bool
    is_tet: bool
    name_vi: str
    name_en: str
    source: Source


@cache
def read_calendar(*, folder: Path = FOLDER) -> WorkCalendar:
    """
    Join the years of the lawbook into one calendar.

    >>> from donghanh.kernel.worktime import is_working_day
    >>> is_working_day(day=date(2026, 1, 10), calendar=read_calendar())  # a Saturday that pays for a swap
    True
    """
    days = days_named(folder=folder)
    covers = [span_of(document.content["covers"]) for document in read_documents(folder=folder, kind=KIND)]
    return WorkCalendar(
        covers=Span(min(span.start for span in covers), max(span.until for span in covers if span.until)),
        days_off=frozenset(named.day for named in days if named.is_day_off),
        make_up_days=frozenset(named.day for named in days if not named.is_day_off),
        tet_days=frozenset(named.day for named in days if named.is_tet),
    )


@cache
def days_named(*, folder: Path = FOLDER) -> tuple[NamedDay, ...]:
    """List the days off and make-up days of all years, earliest first."""
    documents = read_documents(folder=folder, kind=KIND)
    named = [_named_day(document, entry) for document in documents for _, entry in document.entries("days")]
    return tuple(sorted(named, key=lambda day: day.day))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the documents of all years: sources, days that lie in the year, and years that touch.

    returns : problems of `check_sources`, `check_span`, `check_turns`, and `day-repeated`,
              `day-outside`, `word-unknown`, `make-up-day-is-worked-anyway`, `tet-is-worked`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        problems += check_sources(document)
        problems += _check_year(document)
    turns = [(document, ("covers",), document.content.get("covers") or {}) for document in documents]
    return [*problems, *check_turns(turns=turns, what="the calendar")]


def _named_day(document: Document, entry: Mapping[str, Any]) -> NamedDay:
    return NamedDay(
        day=entry["day"],
        is_day_off=entry["is"] == "day_off",
        is_tet=entry.get("tet", False),
        name_vi=entry["vi"],
        name_en=entry["en"],
        source=sources_of(document)[entry.get("source", document.content["source"])],
    )


def _check_year(document: Document) -> Iterator[Problem]:
    needed = {"kind", "source", "sources", "covers", "days"}
    yield from check_keys(document=document, at=(), entry=document.content, needed=needed, allowed=set())
    covers = document.content.get("covers") or {}
    yield from check_span(document=document, at=("covers",), entry=covers)
    seen: set[Any] = set()
    for at, entry in document.entries("days"):
        yield from _check_day(document, at, entry, readable_span(covers))
        if entry.get("day") in seen:
            yield document.problem("day-repeated", f"{entry['day']} is said twice; keep one.", *at)
        seen.add(entry.get("day"))


def _check_day(
    document: Document, at: At, entry: Mapping[str, Any], year: Span[date] | None
) -> Iterator[Problem]:
    needed = {"day", "is", "vi", "en"}
    yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed={"tet", "source"})
    day, sort = entry.get("day"), entry.get("is")
    if sort not in SORTS:
        yield document.problem("word-unknown", f"`is` is {sort!r}; expected one of {', '.join(SORTS)}.", *at)
    if not isinstance(day, date):
        yield document.problem("not-a-day", f"`day` is {day!r}; expected a day, 2021-12-01.", *at)
    elif year is not None and day not in year:
        text = f"{day} is not in the year from {year.start} until {year.until}; move it to its own."
        yield document.problem("day-outside", text, *at)
    elif sort == "make_up_day" and day.weekday() < SATURDAY:
        text = f"{day} is no day of a weekend, so that it is worked anyway; look the announcement up."
        yield document.problem("make-up-day-is-worked-anyway", text, *at)
    if sort == "make_up_day" and entry.get("tet"):
        yield document.problem("tet-is-worked", f"{day} cannot be a make-up day and Tết.", *at)
