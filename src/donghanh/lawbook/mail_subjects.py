"""
Which service a letter of e-mail asks for, by its words: `data/mail_subjects`.

For whoever makes a case of a letter before anybody has read it. A letter that no words fit is answered under
the clock of a written complaint, the promise that costs the customer nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.kernel.spans import Span
from donghanh.kernel.text import fold
from donghanh.lawbook.catalogue_names import catalogue_names
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "mail_subjects"
KIND = "mail_subjects"
LISTING = Listing(kind=KIND, shape={"service": TEXT, "words": [TEXT]}, needed=frozenset({"service", "words"}))


@dataclass(frozen=True)
class MailSubject:
    """
    What letters with these words ask for.

    words : folded, as `kernel.text.fold` makes them; none of them takes every letter
    """

    code: str
    vi: str
    en: str
    service: str
    words: tuple[str, ...]
    span: Span[date]
    source: Source


@cache
def read_mail_subjects(*, folder: Path = FOLDER) -> DatedBook[MailSubject]:
    """
    Read the subjects, in the order in which they are tried.

    raises : DocumentRefused
    """
    return DatedBook("subject of a letter", read_entries(folder=folder, kind=KIND, read=_subject))


def service_of_letter(*, words: str, day: date) -> str:
    """
    Say which service a letter asks for; empty when no entry of the day takes it.

    >>> service_of_letter(words="MAT DIEN o xom 3", day=date(2021, 12, 20))
    'FAULT_RESTORE'
    """
    said = f" {fold(words)} "
    for entry in read_mail_subjects().on(day=day):
        if not entry.words or any(f" {word} " in said for word in entry.words):
            return entry.service
    return ""


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the subjects. returns : problems of `check_entries`; `word-unknown` for a service"""
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _subject(said: Said, source: Source, document: Document) -> MailSubject:
    return MailSubject(
        said["code"], said["vi"], said["en"], said["service"], tuple(fold(word) for word in said["words"]),
        span_of(said), source,
    )  # fmt: skip


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    known = catalogue_names()["services"]
    if said.get("service") not in known:
        yield unknown_word(document, "service", said.get("service"), known, *at, "service")
