"""
The goods that a company keeps, and the warehouses it opens with: `data/stock_items/*.yaml`.

For the first load of the stock. What is not known of an item (its value, its contents) is null and shown as
"to be confirmed", as is everything whose source is a proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.lawbook.documents import (
    DATA,
    At,
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

FOLDER = DATA / "stock_items"
KIND = "stock_items"
WORDS: Shape = {"vi": TEXT, "en": TEXT}
NEEDED = {"code", "name", "unit_of_measure", "is_serialised", "has_expiry"}
MAY_BE_UNKNOWN = {"value_dong", "contents", "source"}
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "items": [{"code": TEXT, "name": WORDS, "unit_of_measure": WORDS, "contents": TEXT, "source": TEXT}],
    "warehouses": [{"code": TEXT, "unit": TEXT, "name": WORDS, "source": TEXT}],
    ANY: FREE,
}


@dataclass(frozen=True)
class StockItem:
    """
    One sort of goods.

    value_dong : [đồng] of one piece, or null: to be confirmed
    contents   : what a gift holds, or null: to be confirmed
    """

    code: str
    name_vi: str
    name_en: str
    unit_of_measure_vi: str
    unit_of_measure_en: str
    is_serialised: bool
    has_expiry: bool
    value_dong: int | None
    contents: str | None
    source: Source


@dataclass(frozen=True)
class StockWarehouse:
    """A warehouse that is opened with the first load; `unit_code` is the company or a power unit."""

    code: str
    unit_code: str
    name_vi: str
    name_en: str
    source: Source


@cache
def read_items(*, folder: Path = FOLDER) -> tuple[StockItem, ...]:
    """
    Read the items of all documents, in their order.

    raises : DocumentRefused

    >>> [item.code for item in read_items() if item.is_serialised]
    ['tablet']
    """
    return tuple(
        _item(said, sources_of(document), document.content["source"])
        for document in read_documents(folder=folder, kind=KIND)
        for said in document.content.get("items") or ()
    )


@cache
def read_warehouses(*, folder: Path = FOLDER) -> tuple[StockWarehouse, ...]:
    """Read the warehouses to open with. raises : DocumentRefused"""
    return tuple(
        StockWarehouse(
            said["code"], said["unit"], said["name"]["vi"], said["name"]["en"],
            sources_of(document)[said.get("source") or document.content["source"]],
        )
        for document in read_documents(folder=folder, kind=KIND)
        for said in document.content.get("warehouses") or ()
    )  # fmt: skip


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the lists of goods.

    returns : problems of shape, sources and keys; `not-yes-or-no`, `not-whole`, `code-repeated`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        shaped = list(check_shape(document=document, shape=SHAPE))
        problems += shaped or [*check_sources(document), *_check(document)]
    placed = [(one, at, entry) for one in documents for at, entry in _entries(one)]
    return problems + list(repeated_values(placed=placed, value_of=_code, rule="code-repeated"))


def _code(entry: Mapping[str, Any]) -> str | None:
    code = entry.get("code")
    return code if isinstance(code, str) else None


def _entries(document: Document) -> list[tuple[At, Mapping[str, Any]]]:
    return [*document.entries("items"), *document.entries("warehouses")]


def _check(document: Document) -> Iterator[Problem]:
    for at, entry in document.entries("items"):
        yield from check_keys(document=document, at=at, entry=entry, needed=NEEDED, allowed=MAY_BE_UNKNOWN)
        for key in ("is_serialised", "has_expiry"):
            if entry.get(key) is not None and not isinstance(entry[key], bool):
                yield document.problem(
                    "not-yes-or-no", f"`{key}` is {entry[key]!r}; expected true or false.", *at
                )
        if entry.get("value_dong") is not None and not is_whole(entry["value_dong"]):
            text = f"`value_dong` is {entry['value_dong']!r}; expected whole đồng, or null while not known."
            yield document.problem("not-whole", text, *at, "value_dong")
    for at, entry in document.entries("warehouses"):
        needed = {"code", "unit", "name"}
        yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed={"source"})


def _item(said: Mapping[str, Any], sources: Mapping[str, Source], source: str) -> StockItem:
    return StockItem(
        code=said["code"],
        name_vi=said["name"]["vi"],
        name_en=said["name"]["en"],
        unit_of_measure_vi=said["unit_of_measure"]["vi"],
        unit_of_measure_en=said["unit_of_measure"]["en"],
        is_serialised=said["is_serialised"],
        has_expiry=said["has_expiry"],
        value_dong=said.get("value_dong"),
        contents=said.get("contents"),
        source=sources[said.get("source") or source],
    )
