"""
How a work is done: its steps in order, which of them keep people safe, and what must be shown before it ends.

For work orders, which freeze the steps that they were opened with. One document a method,
`data/work_methods/<code>.yaml`. What people wear and how near they come by the area's status stands in a
campaign's `ways:`; here are only the steps that a crew ticks off because of it. What must hold of a document
is in `work_method_checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.kernel.digests import digest_of_rows
from donghanh.kernel.spans import Span
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, Document, Problem, read_documents, readable_documents
from donghanh.lawbook.sources import Source, sources_of
from donghanh.lawbook.work_method_checks import KIND, check_method, check_methods_together

FOLDER = DATA / "work_methods"


@dataclass(frozen=True)
class Step:
    """One step; `needs_photo` says that a photograph is taken when it is done."""

    code: str
    vi: str
    en: str
    is_safety: bool
    needs_photo: bool


@dataclass(frozen=True)
class WorkMethod:
    """
    A method of work.

    work     : cleaning, washing, wiring, repair, hand_over, survey, metering, reading
    ways     : the ways of a campaign's template for which it may be chosen; none for other work
    crew     : words of qualification that somebody of the crew must have, such as live_line
    evidence : area status -> photo_before, photo_after, photo, signature, reading that must be there
    epidemic : area status -> steps before all others
    digest   : of the document, kept with each order that was opened with it
    """

    code: str
    work: str
    name_vi: str
    name_en: str
    ways: tuple[str, ...]
    crew: tuple[str, ...]
    needs_outage: bool
    weather_vi: str
    weather_en: str
    evidence: Mapping[str, tuple[str, ...]]
    steps: tuple[Step, ...]
    epidemic: Mapping[str, tuple[Step, ...]]
    span: Span[date]
    source: Source
    digest: str


@cache
def work_methods(*, folder: Path = FOLDER) -> tuple[WorkMethod, ...]:
    """Read every method of the lawbook, by code."""
    documents = read_documents(folder=folder, kind=KIND)
    return tuple(sorted((_method(document) for document in documents), key=lambda one: one.code))


def work_method(*, code: str, on: date, folder: Path = FOLDER) -> WorkMethod | None:
    """
    Look the method up that holds on a day; None when there is none.

    >>> work_method(code="hotline", on=date(2021, 12, 20)).crew
    ('live_line',)
    """
    found = (one for one in work_methods(folder=folder) if one.code == code and on in one.span)
    return next(found, None)


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the documents of all methods: sources, days, steps, evidence, and codes that are said once."""
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        problems += check_method(document)
    return [*problems, *check_methods_together(documents)]


def _method(document: Document) -> WorkMethod:
    said = document.content
    return WorkMethod(
        code=said["code"],
        work=said["work"],
        name_vi=said["name"]["vi"],
        name_en=said["name"]["en"],
        ways=tuple(said["ways"]),
        crew=tuple(said["crew"]),
        needs_outage=said["needs_outage"],
        weather_vi=said["weather"]["vi"],
        weather_en=said["weather"]["en"],
        evidence={status: tuple(kinds) for status, kinds in said["evidence"].items()},
        steps=_steps(said["steps"]),
        epidemic={status: _steps(steps) for status, steps in said["epidemic"].items()},
        span=span_of(said["span"]),
        source=sources_of(document)[said["source"]],
        digest=digest_of_rows([said]),
    )


def _steps(said: list[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(Step(one["code"], one["vi"], one["en"], one["safety"], one["photo"]) for one in said)
