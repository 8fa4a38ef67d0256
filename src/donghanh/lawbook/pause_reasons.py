"""
For which reasons a case may wait, how long at most, how often, and what must be shown: `data/pause_reasons`.

For the clock that nobody can game: a pause without an allowed reason or without its evidence is refused. A
service names the reasons that it allows by their codes.
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
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys, readable_documents
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.service_reading import clock_of
from donghanh.lawbook.service_term_checks import check_clock
from donghanh.lawbook.service_words import Word
from donghanh.lawbook.shapes import ANY, FREE, TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "pause_reasons"
KIND = "pause_reasons"
MOST_TIMES = 10
LISTING = Listing(
    kind=KIND,
    shape={"longest": {ANY: FREE}, "evidence": [TEXT]},
    needed=frozenset({"longest", "most_times", "evidence"}),
    document={"evidence": {ANY: {"vi": TEXT, "en": TEXT}}},
)


@dataclass(frozen=True)
class PauseReason:
    """
    One reason.

    longest    : kind and amount of the longest single pause, ("working_days", 10)
    most_times : how often one case may wait for it
    evidence   : sorts of proof of which one must be there; each with what people read
    """

    code: str
    vi: str
    en: str
    longest: tuple[str, int]
    most_times: int
    evidence: tuple[Word, ...]
    span: Span[date]
    source: Source


@cache
def read_pause_reasons(*, folder: Path = FOLDER) -> DatedBook[PauseReason]:
    """
    Read the reasons.

    raises : DocumentRefused

    >>> read_pause_reasons().require(code="documents_missing", day=date(2021, 12, 20)).longest
    ('working_days', 10)
    """
    return DatedBook("reason to pause", read_entries(folder=folder, kind=KIND, read=_reason))


@cache
def pause_codes(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """List the codes of all reasons, of whatever day, even where a document does not pass its check."""
    documents, _ = readable_documents(folder=folder)
    found = (str(said.get("code")) for document in documents for _, said in document.entries(KIND))
    return tuple(dict.fromkeys(found))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the reasons.

    returns : problems of `dated_books.check_entries` and of clocks; `times-outside`, `word-unknown`
    """
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _reason(said: Said, source: Source, document: Document) -> PauseReason:
    words = document.content["evidence"]
    return PauseReason(
        code=said["code"],
        vi=said["vi"],
        en=said["en"],
        longest=clock_of(said["longest"]),
        most_times=said["most_times"],
        evidence=tuple(Word(code, words[code]["vi"], words[code]["en"]) for code in said["evidence"]),
        span=span_of(said),
        source=source,
    )


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    yield from check_clock(document=document, at=(*at, "longest"), said=said.get("longest"))
    if not is_whole(said.get("most_times"), most=MOST_TIMES) or said["most_times"] == 0:
        text = f"`most_times` is {said.get('most_times')!r}; expected a whole number from 1 to {MOST_TIMES}."
        yield document.problem("times-outside", text, *at)
    words = document.content.get("evidence") or {}
    for code in said.get("evidence") or ():
        if code not in words:
            yield unknown_word(document, "evidence", code, tuple(words), *at, "evidence")
            continue
        entry, here = words[code] or {}, ("evidence", code)
        yield from check_keys(document=document, at=here, entry=entry, needed={"vi", "en"}, allowed=set())
