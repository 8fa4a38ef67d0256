"""
Entries that have a code and the days on which they hold: one way to read, look up and check them.

For the small documents of requests: reasons of pauses, rules of routing, templates, causes, escalations. Each
document holds one list; an entry ends on a day and another of the same code begins, and what is asked for a
day on which nothing holds is refused with the days that are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from donghanh.kernel.spans import Span
from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import At, Document, Problem, check_keys, read_documents, readable_documents
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

Said = Mapping[str, Any]
CheckEntry = Callable[[Document, At, Said], Iterator[Problem]]
COMMON = frozenset({"code", "vi", "en", "from"})


class DatedEntry(Protocol):
    """What every entry has."""

    @property
    def code(self) -> str: ...
    @property
    def span(self) -> Span[date]: ...


Entry = TypeVar("Entry", bound=DatedEntry)


class NothingHolds(LookupError):
    """No entry of this code holds on a day; `spans` are the days on which one does."""

    def __init__(self, *, what: str, code: str, day: date, spans: tuple[Span[date], ...]) -> None:
        when = ", ".join(f"from {span.start} until {span.until or 'further notice'}" for span in spans)
        known = f"It holds {when}." if spans else "No document has this code."
        super().__init__(f"There is no {what} {code} on {day}. {known}")
        self.code, self.day, self.spans = code, day, spans


@dataclass(frozen=True)
class DatedBook(Generic[Entry]):
    """All entries of one sort, in the order of the documents; `what` names one of them in sentences."""

    what: str
    entries: tuple[Entry, ...]

    def on(self, *, day: date) -> tuple[Entry, ...]:
        """List the entries that hold on a day."""
        return tuple(entry for entry in self.entries if day in entry.span)

    def require(self, *, code: str, day: date) -> Entry:
        """
        Answer the entry of this code on a day.

        raises : NothingHolds
        """
        history = tuple(entry for entry in self.entries if entry.code == code)
        for entry in history:
            if day in entry.span:
                return entry
        spans = tuple(entry.span for entry in history)
        raise NothingHolds(what=self.what, code=code, day=day, spans=spans)


@dataclass(frozen=True)
class Listing:
    """
    How the documents of one sort are laid out.

    kind     : what the document says it is, and the name of its list
    shape    : of one entry, beside code, vi, en, source and days
    needed   : keys of an entry beside those of all entries; `allowed` may be there
    document : keys of the document that are no entry, each with its shape
    """

    kind: str
    shape: Mapping[str, Shape]
    needed: frozenset[str]
    allowed: frozenset[str] = frozenset()
    document: Mapping[str, Shape] = field(default_factory=dict)


def read_entries(
    *, folder: Path, kind: str, read: Callable[[Said, Source, Document], Entry]
) -> tuple[Entry, ...]:
    """
    Read every entry; one without a source of its own has the document's.

    raises : DocumentRefused
    """
    documents = read_documents(folder=folder, kind=kind)
    return tuple(
        read(said, sources_of(document)[said.get("source", document.content["source"])], document)
        for document in documents
        for _, said in document.entries(kind)
    )


def check_entries(*, folder: Path, listing: Listing, check: CheckEntry) -> list[Problem]:
    """
    Check the documents of a folder; `check` looks into each entry whose shape is right.

    returns : problems of shape, sources, keys and dates, what `check` finds, and `gap`, `overlap` of one code
    """
    documents, problems = readable_documents(folder=folder)
    turns: dict[str, list[tuple[Document, At, Said]]] = {}
    for document in documents:
        shape = list(check_shape(document=document, shape=_shape(listing)))
        problems += shape or [*check_sources(document), *_check(document, listing, check)]
        for at, said in [] if shape else document.entries(listing.kind):
            turns.setdefault(str(said.get("code")), []).append((document, at, said))
    for code, dated in turns.items():
        problems += check_turns(turns=dated, what=f"{listing.kind}: {code}")
    return problems


def _shape(listing: Listing) -> Shape:
    entry = {"code": TEXT, "vi": TEXT, "en": TEXT, "source": TEXT, **listing.shape, ANY: FREE}
    own = {"source": TEXT, "sources": {ANY: {ANY: TEXT}}, listing.kind: [entry]}
    return {**own, **listing.document, ANY: FREE}


def _check(document: Document, listing: Listing, check: CheckEntry) -> Iterator[Problem]:
    content = document.content
    top = {"kind", "source", "sources", listing.kind, *listing.document}
    yield from check_keys(document=document, at=(), entry=content, needed=top, allowed=set())
    if content.get("kind") != listing.kind:
        yield unknown_word(document, "kind", content.get("kind"), (listing.kind,), "kind")
    needed = set(COMMON | listing.needed)
    allowed = {"source", "until", *listing.allowed}
    for at, said in document.entries(listing.kind):
        yield from check_keys(document=document, at=at, entry=said, needed=needed, allowed=allowed)
        yield from check_span(document=document, at=at, entry=said)
        yield from check(document, at, said)
