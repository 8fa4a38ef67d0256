"""
What an inspector looks at: the items of a checklist, their points, and what share is good.

For inspections of conduct, which freeze the checklist that they were begun with. One document a checklist,
`data/conduct_checklists/<code>.yaml`; the times to answer and to correct a finding stand there too. What must
hold of a document is in `conduct_checks`.
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
from donghanh.lawbook.conduct_checks import CHECKLIST, check_checklist, check_turns_of_codes
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, Document, Problem, read_documents, readable_documents
from donghanh.lawbook.sources import Source, sources_of

FOLDER = DATA / "conduct_checklists"


@dataclass(frozen=True)
class Item:
    """One item; where one that `is_critical` is not met, the inspection is not met."""

    code: str
    points: int
    is_critical: bool
    vi: str
    en: str


@dataclass(frozen=True)
class Checklist:
    """
    A checklist.

    place                        : office or crew
    good_from_bp, enough_from_bp : share of points from which the verdict is good, enough [basis points]
    reply_days, correct_days     : to answer a finding, to correct one that stands [working days]
    told_days                    : before a planned inspection its unit's head is told [working days]
    escalate_days                : after a time that passed, before the director is told [working days]
    digest                       : of the document, kept with each inspection that was begun with it
    """

    code: str
    place: str
    name_vi: str
    name_en: str
    items: tuple[Item, ...]
    good_from_bp: int
    enough_from_bp: int
    reply_days: int
    correct_days: int
    told_days: int
    escalate_days: int
    span: Span[date]
    source: Source
    digest: str


@cache
def checklists(*, folder: Path = FOLDER) -> tuple[Checklist, ...]:
    """Read every checklist of the lawbook, by code."""
    documents = read_documents(folder=folder, kind=CHECKLIST)
    return tuple(sorted((_checklist(document) for document in documents), key=lambda one: one.code))


def checklist_for(*, place: str, on: date, folder: Path = FOLDER) -> Checklist | None:
    """
    Look up the checklist of a kind of place that holds on a day; None when there is none.

    >>> checklist_for(place="office", on=date(2021, 12, 20)).reply_days
    5
    """
    found = (one for one in checklists(folder=folder) if one.place == place and on in one.span)
    return next(found, None)


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the documents of all checklists: sources, days, points, and codes that are said once."""
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        problems += check_checklist(document)
    return [*problems, *check_turns_of_codes(documents)]


def _checklist(document: Document) -> Checklist:
    said = document.content
    return Checklist(
        code=said["code"],
        place=said["place"],
        name_vi=said["name"]["vi"],
        name_en=said["name"]["en"],
        items=tuple(_item(one) for one in said["items"]),
        good_from_bp=said["good_from_bp"],
        enough_from_bp=said["enough_from_bp"],
        reply_days=said["reply_days"],
        correct_days=said["correct_days"],
        told_days=said["told_days"],
        escalate_days=said["escalate_days"],
        span=span_of(said["span"]),
        source=sources_of(document)[said["source"]],
        digest=digest_of_rows([said]),
    )


def _item(said: Mapping[str, Any]) -> Item:
    return Item(said["code"], said["points"], said["critical"], said["vi"], said["en"])
