"""
The price lists of the State, one document a decision: `data/tariffs/*.yaml`.

For rating, which reads prices as columns. A list is written as it was printed, tiers with first and last kWh;
`one_register` says what a meter without times of use pays, `same_prices` which category pays another's.
A list with `listed_only: true` is reached by its name alone: its end is not known, so it claims no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from donghanh.lawbook.documents import DATA, Document, Problem, readable_documents
from donghanh.lawbook.sources import CONFIDENCE, Source, sources_of
from donghanh.lawbook.tariff_checks import check_list, check_lists, check_structure

FOLDER = DATA / "tariffs"
KIND, STRUCTURE = "tariff", "tariff_structure"
TIMES = ("normal", "peak", "off_peak")

Row = dict[str, Any]
"""One row of `kernel.billing_tables.PRICES`."""


def price_rows(documents: Iterable[Document]) -> list[tuple[Row, Source]]:
    """
    Write out the prices of lists that have passed their check, each with its source.

    A price list that is listed only holds on no day: its `until_on` is its `from_on`.
    """
    lists = [document for document in documents if document.content.get("kind") == KIND]
    return [row for one in sorted(lists, key=_first_day) for row in _rows_of_list(one)]


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the price lists: each alone, then that they follow one another.

    returns : problems of shape, sources and keys; `price-not-whole`, `tier-hole`, `tier-overlap`,
              `tier-unordered`, `price-missing`, `price-repeated`, `gap`, `overlap`
    """
    documents, problems = readable_documents(folder=folder)
    return problems + check(documents)


def check(documents: Iterable[Document]) -> list[Problem]:
    """Check price lists that could be read: of the lawbook, or of a release that is being proposed."""
    lists, problems = [], []
    for document in documents:
        is_structure = document.content.get("kind") == STRUCTURE
        found = (check_structure if is_structure else check_list)(document)
        problems += found
        if not found and not is_structure:
            lists.append(document)
    return problems + check_lists(lists)


def _first_day(document: Document) -> tuple[Any, str]:
    return document.content["from"], document.content["code"]


def _rows_of_list(document: Document) -> Iterator[tuple[Row, Source]]:
    sources = sources_of(document)
    for category, groups in document.content["categories"].items():
        for group in groups:
            yield from _rows_of_group(document, category, group, sources)
    for same in document.content.get("same_prices") or ():
        for group in document.content["categories"][same["as"]]:
            for row, source in _rows_of_group(document, same["category"], group, sources):
                yield row, _both(source, sources[same["source"]])


def _rows_of_group(
    document: Document, category: str, group: Mapping[str, Any], sources: Mapping[str, Source]
) -> Iterator[tuple[Row, Source]]:
    main = document.content["source"]
    source = group.get("source") or main
    for voltage in group["voltages"]:
        place = f"tariffs/{document.content['code']}/{category}-{voltage}"
        for prices in _priced(document, group):
            named = prices.pop("source", source)
            key = place if named == main else f"{place}/{named}"
            row = {**_dated(document), "category": category, "voltage": voltage, **prices, "source": key}
            yield row, sources[named]


def _both(price: Source, whose: Source) -> Source:
    """A price that rests on two sources is as sure as the less sure of them."""
    weaker = min(
        (price, whose), key=lambda source: (source.is_confirmed, -CONFIDENCE.index(source.confidence))
    )
    clause = "; ".join(filter(None, (price.clause, f"{whose.text} ({whose.clause})")))
    return replace(weaker, text=price.text, clause=clause)


def _dated(document: Document) -> Row:
    said = document.content
    until = said["from"] if said.get("listed_only") else said["until"]
    return {"instrument": said["instrument"], "from_on": said["from"], "until_on": until}


def _priced(document: Document, group: Mapping[str, Any]) -> Iterator[Row]:
    """Answer register, tier, limit and price of a group; a named source only where it is not the group's."""
    for tier in group.get("tiers") or ():
        limit = tier["to_kwh"]
        yield {"register": "all", "tier": tier["tier"], "tier_until_kwh": limit, "price": tier["price"]}
    flat = {"tier": 1, "tier_until_kwh": None}
    if "flat" in group:
        yield {"register": "all", **flat, "price": group["flat"]}
    for register in TIMES:
        if register in group:
            yield {"register": register, **flat, "price": group[register]}
    one = document.content.get("one_register")
    if one and one["pays"] in group:
        yield {"register": "all", **flat, "price": group[one["pays"]]}
