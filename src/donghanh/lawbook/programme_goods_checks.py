"""
What must hold of the goods of an activity: the item, whether its stock is kept, how it is shared out.

For `programme_activity_checks`. The item is one of `data/stock_items`; an allocation is stated in full, so
that nobody has to guess who comes first when there is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from donghanh.engines.allocation.rules import CLASSES
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.stock_items import read_items

STOCK = ("optional", "required")
NEEDED = {"order", "pack", "least", "reserve"}

Entry = Mapping[str, Any]


def check_goods(*, document: Document, at: At, activity: Entry) -> Iterator[Problem]:
    """
    Check what an activity hands out, if it hands anything out.

    returns : problems `word-unknown`, `key-missing`, `key-unknown`, `not-whole`, `not-a-day`
    """
    item, stock, allocate = (activity.get(key) for key in ("item", "stock", "allocate"))
    known = tuple(one.code for one in read_items())
    if item is not None and item not in known:
        yield unknown_word(document, "item", item, known, *at, "item")
    if (item is None) != (stock is None):
        yield document.problem("key-missing", "`item` and `stock` are said together, or neither.", *at)
    if stock is not None and stock not in STOCK:
        yield unknown_word(document, "stock", stock, STOCK, *at, "stock")
    if allocate is not None:
        yield from _check_allocation(document, (*at, "allocate"), allocate, activity)


def _check_allocation(document: Document, at: At, said: Entry, activity: Entry) -> Iterator[Problem]:
    if activity.get("method") != "allocation":
        yield unknown_word(document, "method", activity.get("method"), ("allocation",), *at)
    allowed = {"source", "reserve_until"}
    yield from check_keys(document=document, at=at, entry=said, needed=NEEDED, allowed=allowed)
    for name in said.get("order") or ():
        if name not in CLASSES:
            yield unknown_word(document, "order", name, CLASSES, *at, "order")
    for key, least in (("pack", 1), ("least", 0), ("reserve", 0)):
        value = said.get(key)
        if value is not None and not (is_whole(value) and value >= least):
            text = f"`{key}` is {value!r}; expected a whole number from {least}."
            yield document.problem("not-whole", text, *at, key)
    until = said.get("reserve_until")
    if until is not None and type(until) is not date:
        text = f"`reserve_until` is {until!r}; expected a day, 2022-01-10."
        yield document.problem("not-a-day", text, *at, "reserve_until")
