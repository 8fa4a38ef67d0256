"""
What sort of value stands where in a document: text, entries, lists; before anybody reads it as such.

For documents that people edit as text on a page, where anything may come. A shape is told by example:
`{"name": {"vi": TEXT}}` is an entry, `[TEXT]` a list, `{ANY: TEXT}` an entry of any keys, `FREE` a value
with a check of its own. Keys that a document lacks, or leaves empty, are for `check_keys`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from donghanh.lawbook.documents import At, Document, Problem

TEXT, FREE, ANY = "text", "free", "*"

Shape = str | list[Any] | Mapping[str, Any]


def check_shape(*, document: Document, shape: Shape) -> Iterator[Problem]:
    """Report `shape-wrong`, for every value that is no text, no list or no entry where one is to stand."""
    yield from _check(document, document.content, shape, ())


def _check(document: Document, value: Any, shape: Shape, at: At) -> Iterator[Problem]:
    if value is None or shape == FREE:
        return
    if isinstance(shape, list):
        yield from _check_list(document, value, shape[0], at)
    elif isinstance(shape, Mapping):
        yield from _check_entry(document, value, shape, at)
    elif not isinstance(value, str):
        yield _wrong(document, value, "a text; put it in quotes", at)


def _check_list(document: Document, value: Any, shape: Shape, at: At) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield _wrong(document, value, "a list", at)
        return
    for place, part in enumerate(value):
        if part is None:
            yield _wrong(document, part, "something in each place of the list", (*at, place))
        yield from _check(document, part, shape, (*at, place))


def _check_entry(document: Document, value: Any, shape: Mapping[str, Any], at: At) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield _wrong(document, value, "keys and values", at)
        return
    for key, part in value.items():
        if not isinstance(key, str):
            yield _wrong(document, key, "a text as key; put it in quotes", at)
        elif part is None and key not in shape and shape.get(ANY, FREE) != FREE:
            yield _wrong(document, part, "something under each name", (*at, key))
        else:
            yield from _check(document, part, shape.get(key, shape.get(ANY, FREE)), (*at, key))


def _wrong(document: Document, found: Any, expected: str, at: At) -> Problem:
    name = at[-1] if at else "the document"
    text = f"`{name}` holds {type(found).__name__} {str(found)[:40]!r}; expected {expected}."
    return document.problem("shape-wrong", text, *at)
