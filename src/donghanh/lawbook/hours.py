"""
Which hours of the day are normal, peak and off-peak, by date: `data/hours/*.yaml`.

For meters that keep one register for each, and for whoever asks why an hour was dear. A table that was
decided but is not applied to bills yet says why; nothing is split by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from donghanh.engines.time_of_use import HOURS
from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys, readable_documents
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "hours"
REGISTERS = ("normal", "peak", "off_peak")
DAYS = ("monday_to_saturday", "sunday")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")
STRETCHES: Shape = [{"from": TEXT, "until": TEXT, "register": TEXT}]
SHAPE: Shape = {
    "kind": TEXT,
    "code": TEXT,
    "reason": {"vi": TEXT, "en": TEXT},
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "monday_to_saturday": STRETCHES,
    "sunday": STRETCHES,
    "notes": [{"vi": TEXT, "en": TEXT, "source": TEXT}],
    ANY: FREE,
}


@dataclass(frozen=True)
class HourStretch:
    """One stretch of a day. from_minute, until_minute : [minutes after midnight, half-open]"""

    from_minute: int
    until_minute: int
    register: str


@dataclass(frozen=True)
class HourTable:
    """
    The hours that hold from a day on.

    is_applied : whether bills are made by it; if not, `reason_vi` and `reason_en` say why
    """

    code: str
    from_on: date
    until_on: date | None
    is_applied: bool
    reason_vi: str
    reason_en: str
    weekdays: tuple[HourStretch, ...]
    sunday: tuple[HourStretch, ...]
    source: Source


@cache
def read_hours(*, folder: Path = FOLDER) -> tuple[HourTable, ...]:
    """
    Read the tables, by first day. raises : DocumentRefused

    >>> [(table.code, table.is_applied) for table in read_hours()]
    [('tt-16-2014', True), ('qd-963', False)]
    """
    documents, _ = readable_documents(folder=folder)
    return hour_tables(documents)


def hours_frame(*, folder: Path = FOLDER) -> pl.DataFrame:
    """Answer the hours by which bills are made, as a frame of `engines.time_of_use.HOURS`."""
    rows = [
        {
            "from_on": table.from_on, "until_on": table.until_on, "is_sunday": is_sunday,
            "from_minute": part.from_minute, "until_minute": part.until_minute, "register": part.register,
        }
        for table in read_hours(folder=folder) if table.is_applied
        for is_sunday, stretches in ((False, table.weekdays), (True, table.sunday))
        for part in stretches
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=HOURS.schema)


def hour_tables(documents: Iterable[Document]) -> tuple[HourTable, ...]:
    """Read documents that have passed their check."""
    return tuple(sorted(map(_table, documents), key=lambda table: table.from_on))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the tables.

    returns : problems of shape, sources, keys and dates; `hour-gap`, `hour-overlap`, `not-a-clock`,
              `hours-without-reason`, and `gap`, `overlap` between tables that are applied
    """
    documents, problems = readable_documents(folder=folder)
    return problems + check(documents)


def check(documents: Iterable[Document]) -> list[Problem]:
    """Check documents that could be read: of the lawbook, or of a release that is being proposed."""
    problems, turns = [], []
    for document in documents:
        found = list(check_shape(document=document, shape=SHAPE))
        problems += found or [*check_sources(document), *_check(document)]
        if not found and document.content.get("is_applied") is True:
            turns.append((document, (), document.content))
    return problems + list(check_turns(turns=turns, what="hours of the times of use"))


def _check(document: Document) -> Iterator[Problem]:
    needed = {"kind", "code", "source", "sources", "from", "is_applied", *DAYS}
    said = document.content
    yield from check_keys(
        document=document, at=(), entry=said, needed=needed, allowed={"until", "reason", "notes"}
    )
    yield from check_span(document=document, at=(), entry=said)
    if said.get("is_applied") is not True and not said.get("reason"):
        text = "hours that are not applied say why; write `reason:` with vi and en."
        yield document.problem("hours-without-reason", text, "is_applied")
    for day in DAYS:
        yield from _check_day(document, day)


def _check_day(document: Document, day: str) -> Iterator[Problem]:
    expected = 0
    for at, entry in document.entries(day):
        wrong = list(_check_stretch(document, at, entry))
        yield from wrong
        if wrong:
            return
        start, expected_before = _minute(entry["from"]), expected
        expected = _minute(entry["until"])
        if start != expected_before or expected <= start:
            rule = "hour-gap" if start > expected_before else "hour-overlap"
            text = f"{entry['from']} to {entry['until']} does not follow the stretch before it."
            yield document.problem(rule, text, *at)
    if expected != 24 * 60:
        yield document.problem("hour-gap", f"`{day}` ends before 24:00; write its last hours.", day)


def _check_stretch(document: Document, at: At, entry: Mapping[str, Any]) -> Iterator[Problem]:
    yield from check_keys(
        document=document, at=at, entry=entry, needed={"from", "until", "register"}, allowed=set()
    )
    for key in ("from", "until"):
        if not isinstance(entry.get(key), str) or not CLOCK.fullmatch(entry[key]):
            text = f'`{key}` is {entry.get(key)!r}; expected a time of day in quotes, "09:30".'
            yield document.problem("not-a-clock", text, *at)
    if entry.get("register") not in REGISTERS:
        yield unknown_word(document, "register", entry.get("register"), REGISTERS, *at)


def _table(document: Document) -> HourTable:
    said, reason = document.content, document.content.get("reason") or {}
    return HourTable(
        code=said["code"],
        from_on=said["from"],
        until_on=said["until"],
        is_applied=said["is_applied"],
        reason_vi=reason.get("vi", ""),
        reason_en=reason.get("en", ""),
        weekdays=_stretches(said["monday_to_saturday"]),
        sunday=_stretches(said["sunday"]),
        source=sources_of(document)[said["source"]],
    )


def _stretches(said: list[Mapping[str, Any]]) -> tuple[HourStretch, ...]:
    return tuple(HourStretch(_minute(one["from"]), _minute(one["until"]), one["register"]) for one in said)


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
