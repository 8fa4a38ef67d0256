"""
How invoices are numbered, and until which day they are issued: `data/invoice_series/*.yaml`.

For the billing run and for corrections. The bill month tells the style (NĐ 51 with TT 39 before, NĐ 123 with
TT 78 after); each unit has a series of its own, whose numbers begin at 1 each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from donghanh.lawbook.dates import check_span, check_turns, span_of
from donghanh.lawbook.documents import (
    DATA,
    Document,
    Problem,
    check_keys,
    read_documents,
    readable_documents,
    repeated_values,
)
from donghanh.lawbook.programme_words import is_whole
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "invoice_series"
KIND = "invoice_series"
# TT 39/2014: capitals that a symbol may hold.
LETTERS = re.compile(r"[ABCDEGHKLMNPQRSTUVXY]{2}\Z")
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "issue": {"source": TEXT, ANY: FREE},
    "seller": {"name": TEXT, "address": TEXT, "tax_code": TEXT, "source": TEXT},
    "styles": [{"template": TEXT, "symbol": TEXT, "source": TEXT, ANY: FREE}],
    "letters": [{"unit": TEXT, "letters": TEXT, "source": TEXT}],
    ANY: FREE,
}


class NoInvoiceSeries(ValueError):
    """No series is known for the unit and month."""


@dataclass(frozen=True)
class SeriesTerms:
    """
    Under which series a unit's bills of a month are numbered.

    template, symbol : as printed on the invoice
    largest_number   : numbers have at most eight digits
    sources          : of the style and of the unit's letters
    """

    template: str
    symbol: str
    year: int
    largest_number: int
    sources: tuple[Source, ...]


@cache
def series_terms(*, unit_code: str, month: date, folder: Path = FOLDER) -> SeriesTerms:
    """
    Answer the series of a unit's bills of a month.

    raises : NoInvoiceSeries; DocumentRefused

    >>> terms = series_terms(unit_code="PA01ND", month=date(2021, 11, 1))
    >>> terms.template, terms.symbol
    ('01GTKT0/001', 'ND/21E')
    """
    for document in read_documents(folder=folder, kind=KIND):
        content, sources = document.content, sources_of(document)
        style = next((one for one in content["styles"] if month in span_of(one)), None)
        letters = next((one for one in content["letters"] if one["unit"] == unit_code), None)
        if style and letters:
            symbol = style["symbol"].format(letters=letters["letters"], yy=f"{month.year % 100:02}")
            named = (sources[style["source"]], sources[letters["source"]])
            return SeriesTerms(style["template"], symbol, month.year, content["largest_number"], named)
    raise NoInvoiceSeries(f"No series for {unit_code} in {month:%m/%Y}; add one to {folder.name}.")


@cache
def last_day_of_issue(*, month: date, folder: Path = FOLDER) -> date:
    """
    Answer the last day on which bills of a month are issued in time. NĐ 123/2020, Article 9(4)(a).

    >>> last_day_of_issue(month=date(2021, 12, 1))
    datetime.date(2022, 1, 7)
    """
    (document,) = read_documents(folder=folder, kind=KIND)
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return after.replace(day=document.content["issue"]["until_day"])


@dataclass(frozen=True)
class Seller:
    """Who stands on the invoice as seller."""

    name: str
    address: str
    tax_code: str
    source: Source


@cache
def seller(*, folder: Path = FOLDER) -> Seller:
    """Answer the seller that is printed on invoices. raises : DocumentRefused"""
    (document,) = read_documents(folder=folder, kind=KIND)
    said = dict(document.content["seller"])
    return Seller(**said | {"source": sources_of(document)[said["source"]]})


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the series.

    returns : problems of shape, sources and keys; `not-whole`, `letters-not-allowed`, `repeated`,
              `gap`, `overlap`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        shaped = list(check_shape(document=document, shape=SHAPE))
        problems += shaped or [*check_sources(document), *_check(document)]
    return problems


def _check(document: Document) -> Iterator[Problem]:
    top = {"kind", "source", "sources", "largest_number", "issue", "seller", "styles", "letters"}
    yield from check_keys(document=document, at=(), entry=document.content, needed=top, allowed=set())
    yield from _check_whole(document, document.content.get("largest_number"), 99_999_999, "largest_number")
    yield from _check_whole(document, document.content["issue"].get("until_day"), 28, "issue", "until_day")
    yield from check_keys(
        document=document, at=("seller",), entry=document.content["seller"],
        needed={"name", "address", "tax_code", "source"}, allowed=set(),
    )  # fmt: skip
    styles = list(document.entries("styles"))
    for at, entry in styles:
        needed = {"from", "template", "symbol", "source"}
        yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed={"until"})
        yield from check_span(document=document, at=at, entry=entry)
    yield from check_turns(turns=[(document, *one) for one in styles], what="the style of invoices")
    for at, entry in document.entries("letters"):
        if not LETTERS.match(str(entry.get("letters"))):
            text = f"`letters` is {entry.get('letters')!r}; expected two capitals that a symbol may hold."
            yield document.problem("letters-not-allowed", text, *at, "letters")
    placed = [
        (document, at, one) for at, one in document.entries("letters") if {"letters", "unit"} <= one.keys()
    ]
    for key in ("letters", "unit"):
        yield from repeated_values(placed=placed, value_of=itemgetter(key), rule="repeated")


def _check_whole(document: Document, value: Any, most: int, *at: str) -> Iterator[Problem]:
    if not is_whole(value, most=most) or value == 0:
        yield document.problem("not-whole", f"`{at[-1]}` is {value!r}; expected 1 to {most}.", *at)
