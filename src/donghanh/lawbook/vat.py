"""
The rate of VAT on electricity by period: `data/vat/*.yaml`.

For rating, which takes the rate of the day of the reading (the tax point), and for who enters a new period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import DATA, Document, Problem, check_keys, readable_documents
from donghanh.lawbook.programme_words import is_whole
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "vat"
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "tax_point": {"is": TEXT, "source": TEXT},
    "periods": [{"source": TEXT, ANY: FREE}],
    "examples": [{ANY: FREE}],
    ANY: FREE,
}


def vat_rows(documents: Iterable[Document]) -> list[tuple[dict[str, Any], Source]]:
    """Write out the periods of documents that have passed their check, as rows of `billing_tables.VAT`."""
    return [row for document in documents for row in _rows(document)]


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the periods.

    returns : problems of shape, sources, keys and dates; `percent-not-whole`, `gap`, `overlap`
    """
    documents, problems = readable_documents(folder=folder)
    return problems + check(documents)


def check(documents: Iterable[Document]) -> list[Problem]:
    """Check documents that could be read: of the lawbook, or of a release that is being proposed."""
    problems, turns = [], []
    for document in documents:
        found = list(check_shape(document=document, shape=SHAPE))
        problems += found or [*check_sources(document), *_check(document)]
        turns += [] if found else [(document, at, entry) for at, entry in document.entries("periods")]
    return problems + list(check_turns(turns=turns, what="VAT on electricity"))


def _rows(document: Document) -> Iterator[tuple[dict[str, Any], Source]]:
    sources = sources_of(document)
    for said in document.content["periods"]:
        key = f"vat/{document.path.stem}/{said['from']}"
        row = {"from_on": said["from"], "until_on": said["until"], "percent": said["percent"], "source": key}
        yield row, sources[said.get("source") or document.content["source"]]


def _check(document: Document) -> Iterator[Problem]:
    if not document.entries("periods"):
        yield document.problem("key-missing", "`periods` is missing; a rate stands there with its days.")
    for at, entry in document.entries("periods"):
        needed = {"from", "percent"}
        yield from check_keys(
            document=document, at=at, entry=entry, needed=needed, allowed={"until", "source"}
        )
        yield from check_span(document=document, at=at, entry=entry)
        if "percent" in entry and not is_whole(entry["percent"], most=100):
            text = f"`percent` is {entry['percent']!r}; expected a whole number from 0 to 100."
            yield document.problem("percent-not-whole", text, *at, "percent")
