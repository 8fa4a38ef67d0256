"""
Why a promise was not kept, and what is then said to the customer: `data/breach_causes`.

For the record of a breach: one cause of this list, with the words of an apology. A cause that is not the
company's is said so, and the customer is told all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.kernel.spans import Span
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys
from donghanh.lawbook.shapes import TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "breach_causes"
KIND = "breach_causes"
LISTING = Listing(
    kind=KIND,
    shape={"apology": {"vi": TEXT, "en": TEXT}},
    needed=frozenset({"ours", "apology"}),
)


@dataclass(frozen=True)
class BreachCause:
    """One cause. is_ours : whether it lies with the company, so that figures may tell both apart"""

    code: str
    vi: str
    en: str
    is_ours: bool
    apology_vi: str
    apology_en: str
    span: Span[date]
    source: Source


@cache
def read_breach_causes(*, folder: Path = FOLDER) -> DatedBook[BreachCause]:
    """
    Read the causes.

    raises : DocumentRefused

    >>> read_breach_causes().require(code="storm", day=date(2021, 12, 20)).is_ours
    False
    """
    return DatedBook("cause of a breach", read_entries(folder=folder, kind=KIND, read=_cause))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the causes. returns : problems of `check_entries` and keys; `not-yes-or-no`"""
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _cause(said: Said, source: Source, _: Document) -> BreachCause:
    apology = said["apology"]
    return BreachCause(
        said["code"],
        said["vi"],
        said["en"],
        said["ours"],
        apology["vi"],
        apology["en"],
        span_of(said),
        source,
    )


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    if not isinstance(said.get("ours"), bool):
        yield document.problem("not-yes-or-no", "`ours` is true or false.", *at)
    words, here = said.get("apology") or {}, (*at, "apology")
    yield from check_keys(document=document, at=here, entry=words, needed={"vi", "en"}, allowed=set())
