"""
Layouts of reading books, in `data/reading_books`: columns, places in lines, words of registers and kinds.

For the adapter that opens a book, and for the desk, which offers the layouts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.kernel.billing_tables import REGISTERS
from donghanh.kernel.metering_tables import READING_KINDS
from donghanh.lawbook.documents import (
    DATA,
    At,
    Document,
    Problem,
    check_keys,
    read_documents,
    readable_documents,
)
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "reading_books"
KIND = "reading_books"
FIELDS = ("serial", "point", "register", "read_on", "index", "kind", "multiplier")
NEEDED_FIELDS = ("serial", "read_on", "index")
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "columns": {ANY: [TEXT]},
    "registers": {"source": TEXT, "words": {ANY: TEXT}},
    "kinds": {"source": TEXT, "words": {ANY: TEXT}},
    "fixed_width": [{"layout": TEXT, "name": {"vi": TEXT, "en": TEXT}, "extension": TEXT, "source": TEXT}],
    ANY: FREE,
}


@dataclass(frozen=True)
class FixedWidth:
    """
    One layout whose lines all have the same length.

    places : field -> (first character from 0, length)
    """

    layout: str
    name_vi: str
    name_en: str
    extension: str
    length: int
    places: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class BookLayouts:
    """Everything that tells how a reading book is read; `columns`: folded name -> field."""

    columns: Mapping[str, str]
    registers: Mapping[str, str]
    kinds: Mapping[str, str]
    fixed_width: tuple[FixedWidth, ...]
    source: Source

    def fixed(self, *, layout: str = "", file_name: str = "") -> FixedWidth | None:
        """Find a layout of fixed width by its name, else by the ending of a file's name."""
        ending = file_name.rpartition(".")[2].lower()
        return next(
            (
                one
                for one in self.fixed_width
                if one.layout == layout or (not layout and one.extension == ending)
            ),
            None,
        )


@cache
def read_layouts(*, folder: Path = FOLDER) -> BookLayouts:
    """
    Read the layouts.

    raises : DocumentRefused

    >>> read_layouts().registers["TD"]
    'off_peak'
    """
    document = read_documents(folder=folder, kind=KIND)[0]
    content = document.content
    return BookLayouts(
        columns={name: field for field, names in content["columns"].items() for name in names},
        registers=content["registers"]["words"],
        kinds=content["kinds"]["words"],
        fixed_width=tuple(_fixed(said) for said in content["fixed_width"]),
        source=sources_of(document)[content["source"]],
    )


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the layouts.

    returns : problems of shape, sources and keys; `field-unknown`, `word-unknown`, `place-outside`,
              `place-overlap`, `name-repeated`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        shaped = list(check_shape(document=document, shape=SHAPE))
        problems += shaped or [*check_sources(document), *_check(document)]
    return problems


def _fixed(said: Mapping[str, Any]) -> FixedWidth:
    places = {one["field"]: (one["start"] - 1, one["length"]) for one in said["fields"]}
    name = said["name"]
    return FixedWidth(
        said["layout"], name["vi"], name["en"], said["extension"].lower(), said["length"], places
    )


def _check(document: Document) -> Iterator[Problem]:
    needed = {"kind", "source", "sources", "columns", "registers", "kinds", "fixed_width"}
    yield from check_keys(document=document, at=(), entry=document.content, needed=needed, allowed=set())
    for part, words in (("registers", REGISTERS), ("kinds", READING_KINDS)):
        for word, meant in ((document.content.get(part) or {}).get("words") or {}).items():
            if meant not in words:
                text = f"`{word}` means {meant!r}; expected one of {', '.join(words)}."
                yield document.problem("word-unknown", text, part, "words", word)
    yield from _check_columns(document)
    for at, said in document.entries("fixed_width"):
        yield from _check_fixed(document, at, said)


def _check_columns(document: Document) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for field, names in (document.content.get("columns") or {}).items():
        if field not in FIELDS:
            yield document.problem(
                "field-unknown", f"`{field}`: expected {', '.join(FIELDS)}.", "columns", field
            )
        for name in names or ():
            if name in seen:
                text = f"`{name}` stands under `{seen[name]}` and `{field}`; keep one."
                yield document.problem("name-repeated", text, "columns", field)
            seen[name] = field


def _check_fixed(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    needed = {"layout", "name", "extension", "length", "fields"}
    yield from check_keys(document=document, at=at, entry=said, needed=needed, allowed={"source"})
    taken: set[int] = set()
    for place, one in document.entries(*at, "fields"):
        yield from check_keys(
            document=document, at=place, entry=one, needed={"field", "start", "length"}, allowed=set()
        )
        if one.get("field") not in FIELDS:
            text = f"`{one.get('field')}`: expected one of {', '.join(FIELDS)}."
            yield document.problem("field-unknown", text, *place)
        start, length, whole = one.get("start"), one.get("length"), said.get("length")
        if not all(isinstance(number, int) for number in (start, length, whole)):
            yield document.problem("place-outside", "start and length are whole numbers.", *place)
            continue
        span = set(range(int(start or 0), int(start or 0) + int(length or 0)))
        if not span or min(span) < 1 or max(span) > int(whole or 0):
            text = f"characters {start} to {int(start or 0) + int(length or 0) - 1} of {whole}."
            yield document.problem("place-outside", text, *place)
        if span & taken:
            yield document.problem("place-overlap", f"`{one['field']}` covers characters of another.", *place)
        taken |= span
