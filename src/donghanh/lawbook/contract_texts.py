"""
The words of contracts: `data/contract_texts`, for whoever prepares a document to be signed.

Rights and duties are told only by citing what the lawbook holds: a citation names a document of `data/` and
one of its sources (`says`). Of documents that hold on certain days only, such as price decisions, the one
of the day is cited. The figures that a section shows are filled in by whoever prepares it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.kernel.customer_tables import PRICE_GROUPS
from donghanh.kernel.spans import Span
from donghanh.lawbook.catalogue_names import catalogue_names
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys, read_document
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import ANY, TEXT
from donghanh.lawbook.sources import Source, sources_of

FOLDER = DATA / "contract_texts"
KIND = "contract_texts"
SHOWS = ("parties", "supply_point", "use")
CITE = {"document": TEXT, "says": TEXT, "vi": TEXT, "en": TEXT}
PARAGRAPH = {"vi": TEXT, "en": TEXT, "cites": [CITE]}
SECTION = {"vi": TEXT, "en": TEXT, "shows": TEXT, "paragraphs": [PARAGRAPH]}
NAMED = {"code": TEXT, "vi": TEXT, "en": TEXT}
NEEDED = frozenset({"services", "purpose", "price_category", "voltage", "sections"})
LISTING = Listing(
    kind=KIND,
    shape={
        "services": [TEXT], "purpose": {"vi": TEXT, "en": TEXT}, "price_category": TEXT,
        "voltage": {ANY: TEXT}, "sections": [SECTION],
    },
    needed=NEEDED,
    document={"price_categories": [NAMED], "voltages": [NAMED]},
)  # fmt: skip


@dataclass(frozen=True)
class Named:
    """Something to choose from, in both languages."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True)
class Cite:
    """Where a right or duty stands, as a paper names it; span: days of its document, None for always."""

    vi: str
    en: str
    source: Source
    span: Span[date] | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in both languages, and what it points to."""

    vi: str
    en: str
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading; shows: which figures stand below it, empty for none."""

    vi: str
    en: str
    shows: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class ContractText:
    """
    The words of one contract on some days.

    voltage : code of a voltage by the form's kind of meter, as a first proposal
    """

    code: str
    vi: str
    en: str
    services: tuple[str, ...]
    purpose: Mapping[str, str]
    price_category: str
    voltage: Mapping[str, str]
    sections: tuple[Section, ...]
    price_categories: tuple[Named, ...]
    voltages: tuple[Named, ...]
    span: Span[date]
    source: Source


@cache
def read_contract_texts(*, folder: Path = FOLDER) -> DatedBook[ContractText]:
    """
    Read the texts.

    raises : DocumentRefused

    >>> read_contract_texts().require(code="supply_residential", day=date(2021, 12, 20)).price_category
    'residential'
    """
    return DatedBook("text of a contract", read_entries(folder=folder, kind=KIND, read=_text))


def contract_text(*, service: str, day: date) -> ContractText | None:
    """The words for a service on a day; None where the lawbook has none."""
    return next((one for one in read_contract_texts().on(day=day) if service in one.services), None)


def cites_on(*, paragraph: Paragraph, day: date) -> tuple[Cite, ...]:
    """What a paragraph points to on a day."""
    return tuple(one for one in paragraph.cites if one.span is None or day in one.span)


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the texts.

    returns : problems of `dated_books.check_entries`; `word-unknown`, `cite-unknown`, `section-empty`
    """
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _text(said: Said, source: Source, document: Document) -> ContractText:
    named = {
        key: tuple(Named(one["code"], one["vi"], one["en"]) for one in document.content[key])
        for key in ("price_categories", "voltages")
    }
    return ContractText(
        code=said["code"], vi=said["vi"], en=said["en"], services=tuple(said["services"]),
        purpose=said["purpose"], price_category=said["price_category"], voltage=said["voltage"],
        sections=tuple(map(_section, said["sections"])), span=span_of(said), source=source,
        price_categories=named["price_categories"], voltages=named["voltages"],
    )  # fmt: skip


def _section(said: Said) -> Section:
    paragraphs = (
        Paragraph(one["vi"], one["en"], tuple(map(_cite, one.get("cites") or ())))
        for one in said.get("paragraphs") or ()
    )
    return Section(said["vi"], said["en"], said.get("shows", ""), tuple(paragraphs))


def _cite(said: Said) -> Cite:
    document = read_document(DATA / said["document"])
    key = said.get("says") or document.content["source"]
    span = span_of(document.content) if {"from", "until"} <= document.content.keys() else None
    return Cite(said["vi"], said["en"], sources_of(document)[key], span)


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    for code in said.get("services") or ():
        if code not in catalogue_names()["services"]:
            yield unknown_word(document, "services", code, catalogue_names()["services"], *at, "services")
    yield from _check_chosen(document, at, said)
    for place, section in enumerate(said.get("sections") or ()):
        yield from _check_section(document, (*at, "sections", place), section)


def _check_chosen(document: Document, at: At, said: Said) -> Iterator[Problem]:
    known = {key: _codes(document, key) for key in ("price_categories", "voltages")}
    for code in known["price_categories"]:
        if code not in PRICE_GROUPS:
            yield unknown_word(document, "code", code, PRICE_GROUPS, "price_categories")
    if said.get("price_category") not in known["price_categories"]:
        words = known["price_categories"]
        yield unknown_word(document, "price_category", said.get("price_category"), words, *at)
    for code in (said.get("voltage") or {}).values():
        if code not in known["voltages"]:
            yield unknown_word(document, "voltage", code, known["voltages"], *at, "voltage")


def _codes(document: Document, key: str) -> tuple[str, ...]:
    return tuple(str(one.get("code")) for _, one in document.entries(key))


def _check_section(document: Document, at: At, section: Mapping[str, Any]) -> Iterator[Problem]:
    allowed = {"shows", "paragraphs"}
    yield from check_keys(document=document, at=at, entry=section, needed={"vi", "en"}, allowed=allowed)
    if not section.get("shows") and not section.get("paragraphs"):
        yield document.problem("section-empty", "the section shows nothing and has no paragraph.", *at)
    if section.get("shows") and section["shows"] not in SHOWS:
        yield unknown_word(document, "shows", section["shows"], SHOWS, *at, "shows")
    for place, paragraph in enumerate(section.get("paragraphs") or ()):
        for number, cite in enumerate(paragraph.get("cites") or ()):
            yield from _check_cite(document, (*at, "paragraphs", place, "cites", number), cite)


def _check_cite(document: Document, at: At, cite: Mapping[str, Any]) -> Iterator[Problem]:
    """A clause that the lawbook does not know is a clause made up."""
    needed = {"document", "vi", "en"}
    yield from check_keys(document=document, at=at, entry=cite, needed=needed, allowed={"says"})
    path = DATA / str(cite.get("document", ""))
    if not path.is_file() or not path.resolve().is_relative_to(DATA.resolve()):
        text = f"there is no document {cite.get('document')!r} in the lawbook; cite what it holds."
        yield document.problem("cite-unknown", text, *at)
        return
    content = read_document(path).content
    if str(cite.get("says") or content["source"]) not in content["sources"]:
        known = ", ".join(content["sources"])
        text = f"{cite['document']} has no source {cite.get('says')!r}; expected one of {known}."
        yield document.problem("cite-unknown", text, *at)
