"""
What must hold of the documents of units.

For `places`, which reads them: codes stand once, a parent is there before its children, and two units
do not share a tile of the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from donghanh.kernel.identifiers import UNIT_CODE
from donghanh.lawbook.dates import check_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys, repeated_values

KINDS = ("corporation", "company", "department", "unit")


def check_units(documents: Sequence[Document]) -> list[Problem]:
    """
    Check the documents of kind `units`.

    returns : problems of keys and days, and `code-repeated`, `unit-code`, `word-unknown`,
              `parent-unknown`, `tile-shared`
    """
    placed = [(document, at, entry) for document in documents for at, entry in document.entries("units")]
    problems = [problem for document in documents for problem in _check_header(document)]
    codes: set[Any] = set()
    for document, at, entry in placed:
        problems += _check_unit(document, at, entry, codes)
        codes.add(entry.get("code"))
    problems += repeated_values(placed=placed, value_of=lambda entry: entry.get("code"), rule="code-repeated")
    problems += repeated_values(placed=placed, value_of=_tile, rule="tile-shared")
    return problems


def _check_header(document: Document) -> Iterator[Problem]:
    needed = {"kind", "source", "sources", "span", "units"}
    yield from check_keys(document=document, at=(), entry=document.content, needed=needed, allowed=set())
    yield from check_span(document=document, at=("span",), entry=document.content.get("span") or {})


def _check_unit(document: Document, at: At, entry: Mapping[str, Any], above: set[Any]) -> Iterator[Problem]:
    needed = {"code", "kind", "vi", "en", "short"}
    allowed = {"parent", "source", "span", "districts", "tile"}
    yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed=allowed)
    if entry.get("kind") not in KINDS:
        text = f"`kind` is {entry.get('kind')!r}; expected one of {', '.join(KINDS)}."
        yield document.problem("word-unknown", text, *at, "kind")
    if entry.get("kind") == "unit" and not UNIT_CODE.match(str(entry.get("code"))):
        text = f"`code` is {entry.get('code')!r}; expected six characters, PA01ND."
        yield document.problem("unit-code", text, *at, "code")
    if entry.get("parent") is not None and entry["parent"] not in above:
        text = f"parent `{entry['parent']}` is not above this entry; write the parent first."
        yield document.problem("parent-unknown", text, *at, "parent")
    if "span" in entry:
        yield from check_span(document=document, at=(*at, "span"), entry=entry["span"])


def _tile(entry: Mapping[str, Any]) -> tuple[Any, Any] | None:
    tile = entry.get("tile")
    return (tile.get("column"), tile.get("row")) if isinstance(tile, Mapping) else None
