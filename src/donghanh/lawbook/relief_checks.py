"""
What may be wrong with a round of reductions: its words, days, percentages, conditions, and who comes first.

For `reliefs`, and for a round that is being proposed. Every problem names document and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from donghanh.engines.reliefs import DIRECTIVES, LEVELS, USES
from donghanh.kernel.billing_tables import CATEGORIES, RELIEF_EFFECTS
from donghanh.kernel.spans import Span, overlaps
from donghanh.lawbook.dates import check_span, readable_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys, repeated_values
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import check_sources

KIND = "reliefs"
WORDS: Shape = {"vi": TEXT, "en": TEXT}
GROUP: Shape = {
    "group": TEXT, "name": WORDS, "categories": [TEXT], "effect": TEXT, "as_category": TEXT, "reason": WORDS,
    "doubt": WORDS, "source": TEXT, ANY: FREE,
    "condition": {"uses": [TEXT], "directive": TEXT, "whole": [TEXT], ANY: FREE},
}  # fmt: skip
SHAPE: Shape = {
    "kind": TEXT, "round": TEXT, "name": WORDS, "source": TEXT, "sources": {ANY: {ANY: TEXT}},
    "groups": [GROUP], "examples": [{ANY: FREE}], ANY: FREE,
}  # fmt: skip
NEEDED = {"group", "name", "categories", "effect", "precedence"}
OF_EFFECT = {
    "percent_of_amount": {"percent"},
    "percent_of_tiers": {"percent", "upto_tier"},
    "as_category": {"as_category"},
}
ALLOWED = {
    "from", "until", "percent", "threshold_kwh", "percent_above", "upto_tier", "as_category", "condition",
    "is_enabled", "reason", "doubt", "source",
}  # fmt: skip
CONDITION = {"uses", "directive", "in_force_on", "whole", "most_kwh"}
HUNDRED = 10_000
_PERCENT = re.compile(r"^[0-9]{1,3}(\.[0-9]{1,2})?$", re.ASCII)

Placed = tuple[Document, At, Mapping[str, Any]]


def hundredths(said: object) -> int | None:
    """
    Read a percentage, a whole number or a text such as "12.5", as hundredths; None for what is none.

    >>> hundredths(15), hundredths("12.5"), hundredths("12,5")
    (1500, 1250, None)
    """
    if isinstance(said, bool) or not isinstance(said, int | str) or not _PERCENT.match(str(said)):
        return None
    whole, _, part = str(said).partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def check(documents: Iterable[Document]) -> list[Problem]:
    """
    Check documents that could be read: of the lawbook, or of a release that is being proposed.

    returns : problems of shape, sources, keys, words and days; `percent-not-possible`, `not-a-month`,
              `group-without-reason`, `condition-not-whole`, `group-repeated`, `overlap`
    """
    problems: list[Problem] = []
    placed: list[Placed] = []
    for document in documents:
        found = list(check_shape(document=document, shape=SHAPE))
        problems += found or [*check_sources(document), *_check(document)]
        placed += [] if found else [(document, at, entry) for at, entry in document.entries("groups")]
    named = [(one, at, {**entry, "round": one.content.get("round")}) for one, at, entry in placed]
    problems += repeated_values(placed=named, value_of=_named, rule="group-repeated")
    return problems + list(_check_precedence(placed))


def _named(entry: Mapping[str, Any]) -> str | None:
    return f"{entry['round']}/{entry['group']}" if entry.get("round") and entry.get("group") else None


def _check(document: Document) -> Iterator[Problem]:
    needed = {"kind", "round", "name", "source", "sources", "groups"}
    yield from check_keys(
        document=document, at=(), entry=document.content, needed=needed, allowed={"examples"}
    )
    for at, entry in document.entries("groups"):
        needed = NEEDED | OF_EFFECT.get(entry.get("effect", ""), set())
        needed -= {"percent"} if entry.get("is_enabled") is False else set()
        yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed=ALLOWED)
        yield from _check_words(document, at, entry)
        yield from _check_months(document, at, entry)
        yield from _check_numbers(document, at, entry)
        yield from _check_condition(document, at, entry.get("condition") or {})
        yield from _check_enabled(document, at, entry)


def _check_words(document: Document, at: At, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for word in entry.get("categories") or ():
        if word not in CATEGORIES:
            yield unknown_word(document, "categories", word, CATEGORIES, *at, "categories")
    for key, known in (("effect", RELIEF_EFFECTS), ("as_category", CATEGORIES)):
        if entry.get(key) is not None and entry[key] not in known:
            yield unknown_word(document, key, entry[key], known, *at, key)


def _check_months(document: Document, at: At, entry: Mapping[str, Any]) -> Iterator[Problem]:
    yield from check_span(document=document, at=at, entry=entry)
    for key in ("from", "until"):
        day = entry.get(key)
        if key == "until" and key in entry and day is None:
            text = "a round ends: write the first day of the first month after the last one."
            yield document.problem("not-a-month", text, *at, key)
        if isinstance(day, date) and day.day != 1:
            text = f"`{key}` is {day}; bill months begin on the first of a month."
            yield document.problem("not-a-month", text, *at, key)


def _check_numbers(document: Document, at: At, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("percent", "percent_above"):
        if entry.get(key) is not None and not 0 <= (hundredths(entry[key]) or -1) <= HUNDRED:
            text = f'`{key}` is {entry[key]!r}; expected more than 0 and at most 100, such as 15 or "12.5".'
            yield document.problem("percent-not-possible", text, *at, key)
    for key in ("threshold_kwh", "upto_tier", "precedence"):
        if entry.get(key) is not None and not (is_whole(entry[key]) and entry[key]):
            text = f"`{key}` is {entry[key]!r}; expected a whole number from 1."
            yield document.problem("not-whole", text, *at, key)
    if (entry.get("threshold_kwh") is None) != (entry.get("percent_above") is None):
        text = "`threshold_kwh` and `percent_above` belong together; write both or none."
        yield document.problem("key-missing", text, *at)


def _check_condition(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    at = (*at, "condition")
    yield from check_keys(document=document, at=at, entry=said, needed=set(), allowed=CONDITION)
    if said.get("directive") not in (None, *DIRECTIVES):
        yield unknown_word(document, "directive", said["directive"], DIRECTIVES, *at, "directive")
    for key, known in (("uses", USES), ("whole", LEVELS)):
        for word in said.get(key) or ():
            if word not in known:
                yield unknown_word(document, key, word, known, *at, key)
    if said.get("most_kwh") is not None and not is_whole(said["most_kwh"]):
        text = f"`most_kwh` is {said['most_kwh']!r}; expected whole kWh."
        yield document.problem("not-whole", text, *at, "most_kwh")
    told = [bool(said.get(key)) for key in ("directive", "in_force_on", "whole")]
    if any(told) and not (all(told) and type(said["in_force_on"]) is date):
        text = "an order is named by `directive`, `in_force_on` (a day) and `whole` (of which places)."
        yield document.problem("condition-not-whole", text, *at)


def _check_enabled(document: Document, at: At, entry: Mapping[str, Any]) -> Iterator[Problem]:
    said = entry.get("is_enabled", True)
    if not isinstance(said, bool):
        yield document.problem("not-yes-or-no", f"`is_enabled` is {said!r}.", *at, "is_enabled")
    if said is False and not entry.get("reason"):
        text = "a group that is not in force says why; write `reason:` with vi and en."
        yield document.problem("group-without-reason", text, *at)


def _check_precedence(placed: list[Placed]) -> Iterator[Problem]:
    """Two groups that may name the same customer in the same month need different places."""
    spans: dict[tuple[str, int], list[tuple[Span[date], Document, At]]] = {}
    for document, at, entry in placed:
        span, place = readable_span(entry), entry.get("precedence")
        if span is not None and isinstance(place, int):
            for category in entry.get("categories") or ():
                spans.setdefault((category, place), []).append((span, document, at))
    for (category, place), found in spans.items():
        for one in overlaps([span for span, _, _ in found]):
            _, document, at = next(each for each in reversed(found) if each[0] == one)
            text = (
                f"another group for {category} has precedence {place} in {one.start:%m/%Y}; say who is first."
            )
            yield document.problem("overlap", text, *at)
