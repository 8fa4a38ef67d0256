"""
Is a price list complete, and do lists follow one another without a day between?

For `tariffs`. What is wrong is said with file and line, in the words of somebody who holds the printed list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from donghanh.kernel.billing_tables import ANY_VOLTAGE, CATEGORIES, VOLTAGES
from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import check_sources
from donghanh.lawbook.tariff_tiers import check_price, check_tiers

PRICES = ("flat", "normal", "peak", "off_peak")
SOURCES: Shape = {ANY: {ANY: TEXT}}
NOTES: Shape = [{"vi": TEXT, "en": TEXT, "source": TEXT}]
GROUP: Shape = {"voltages": [TEXT], "source": TEXT, "tiers": [{ANY: FREE}], ANY: FREE}
LIST: Shape = {
    "kind": TEXT,
    "code": TEXT,
    "instrument": TEXT,
    "source": TEXT,
    "sources": SOURCES,
    "categories": {ANY: [GROUP]},
    "one_register": {"pays": TEXT, "source": TEXT},
    "same_prices": [{"category": TEXT, "as": TEXT, "source": TEXT}],
    "average_price": {"text": TEXT, "source": TEXT},
    "notes": NOTES,
    "not_rated_yet": [{"group": TEXT, "class": TEXT, "source": TEXT, "tiers": [{ANY: FREE}], ANY: FREE}],
    "examples": [{ANY: FREE}],
    ANY: FREE,
}
STRUCTURE: Shape = {
    "kind": TEXT,
    "code": TEXT,
    "instrument": TEXT,
    "reason": {"vi": TEXT, "en": TEXT},
    "source": TEXT,
    "sources": SOURCES,
    "category": TEXT,
    "percent_of_average": [{ANY: FREE}],
    "notes": NOTES,
    ANY: FREE,
}
NEEDED = {"kind", "code", "instrument", "source", "sources", "from", "categories"}
MAY = {
    "until", "listed_only", "average_price", "one_register", "same_prices", "notes", "not_rated_yet",
    "examples",
}  # fmt: skip

Turn = tuple[Document, At, Mapping[str, Any]]


def check_list(document: Document) -> list[Problem]:
    """Check one price list: its shape first; its dates, sources, words and prices when that holds."""
    wrong = list(check_shape(document=document, shape=LIST)) + list(_check_top(document))
    return wrong or [*check_sources(document), *_check_dates(document), *_check_groups(document)]


def check_structure(document: Document) -> list[Problem]:
    """Check a structure of tiers that no decision has filled with prices: it must be disabled, with why."""
    wrong = list(check_shape(document=document, shape=STRUCTURE)) or check_sources(document)
    if document.content.get("is_enabled") is not False or not document.content.get("reason"):
        text = "a structure holds no prices; write `is_enabled: false` and its `reason`."
        wrong.append(document.problem("structure-enabled", text, "is_enabled"))
    tiers = document.entries("percent_of_average")
    return [*wrong, *check_tiers(document=document, tiers=tiers, value="percent")]


def check_lists(documents: list[Document]) -> list[Problem]:
    """Check that lists follow one another: for each category, voltage and register, no gap and no overlap."""
    turns: dict[tuple[str, str, str], list[Turn]] = defaultdict(list)
    problems = list(_check_repeated(documents))
    for document in documents:
        if not document.content.get("listed_only"):
            for place in _places(document):
                turns[place].append((document, ("from",), document.content))
    for (category, voltage, register), placed in sorted(turns.items()):
        what = f"price of {category}, {voltage}, {register}"
        problems += check_turns(turns=_in_time(placed), what=what)
    return _once(problems)


def _check_top(document: Document) -> Iterator[Problem]:
    yield from check_keys(document=document, at=(), entry=document.content, needed=NEEDED, allowed=MAY)


def _check_dates(document: Document) -> Iterator[Problem]:
    yield from check_span(document=document, at=(), entry=document.content)


def _check_groups(document: Document) -> Iterator[Problem]:
    known = document.content["categories"]
    for category, groups in known.items():
        at: At = ("categories", category)
        if category not in CATEGORIES:
            yield unknown_word(document, "category", category, CATEGORIES, *at)
        for index, group in enumerate(groups):
            yield from _check_group(document, (*at, index), group)
    for at, same in document.entries("same_prices"):
        if same.get("category") not in CATEGORIES:
            yield unknown_word(document, "category", same.get("category"), CATEGORIES, *at)
        if same.get("as") not in known:
            yield unknown_word(document, "as", same.get("as"), tuple(known), *at)
    yield from _check_others(document)
    yield from _check_twice(document)
    yield from _check_complete(document)


def _check_group(document: Document, at: At, group: Mapping[str, Any]) -> Iterator[Problem]:
    allowed = {*PRICES, "tiers", "source"}
    yield from check_keys(document=document, at=at, entry=group, needed={"voltages"}, allowed=allowed)
    for index, voltage in enumerate(group.get("voltages") or ()):
        if voltage not in (*VOLTAGES, ANY_VOLTAGE):
            yield unknown_word(document, "voltage", voltage, (*VOLTAGES, ANY_VOLTAGE), *at, "voltages", index)
    if not any(key in group for key in (*PRICES, "tiers")):
        text = f"no price stands here; write one of tiers, {', '.join(PRICES)}."
        yield document.problem("price-missing", text, *at)
    yield from _check_prices(document, at, group)


def _check_prices(document: Document, at: At, group: Mapping[str, Any]) -> Iterator[Problem]:
    for key in PRICES:
        if key in group:
            yield from check_price(document=document, at=(*at, key), price=group[key])
    if "tiers" in group:
        yield from check_tiers(document=document, tiers=document.entries(*at, "tiers"), value="price")


def _check_others(document: Document) -> Iterator[Problem]:
    one = document.content.get("one_register")
    if one and one.get("pays") not in PRICES[1:]:
        yield unknown_word(document, "pays", one.get("pays"), PRICES[1:], "one_register")
    for at, group in document.entries("not_rated_yet"):
        yield from _check_prices(document, at, group)


def _check_complete(document: Document) -> Iterator[Problem]:
    """Every category has a price at every voltage, unless the list is kept for its name alone."""
    priced = {(category, voltage) for category, voltage, register in _places(document) if register == "all"}
    if document.content.get("listed_only"):
        return
    for category in CATEGORIES:
        missing = [voltage for voltage in VOLTAGES if (category, voltage) not in priced]
        if missing:
            text = f"no price for {category} at {', '.join(missing)}; write it, or name whose prices it pays."
            yield document.problem("price-missing", text, "categories", category)


def _places(document: Document) -> dict[tuple[str, str, str], At]:
    """Say where each category, voltage and register finds its price."""
    return dict(_placed(document))


def _placed(document: Document) -> Iterator[tuple[tuple[str, str, str], At]]:
    said = document.content["categories"]
    same = document.content.get("same_prices") or ()
    whose = [(one["category"], one["as"]) for one in same if one.get("as") in said and "category" in one]
    for category, of in [*((name, name) for name in said), *whose]:
        for index, group in enumerate(said[of]):
            for voltage in _voltages(group):
                for register in _registers(document, group):
                    yield (category, voltage, register), ("categories", of, index)


def _voltages(group: Mapping[str, Any]) -> tuple[str, ...]:
    named = tuple(group.get("voltages") or ())
    return VOLTAGES if ANY_VOLTAGE in named else named


def _registers(document: Document, group: Mapping[str, Any]) -> Iterator[str]:
    pays = (document.content.get("one_register") or {}).get("pays")
    if "tiers" in group or "flat" in group:
        yield "all"
    for register in PRICES[1:]:
        if register in group:
            yield register
            if register == pays:
                yield "all"


def _check_repeated(documents: list[Document]) -> Iterator[Problem]:
    seen: dict[str, Document] = {}
    for document in documents:
        for key in ("code", "instrument"):
            name = document.content[key]
            if name in seen:
                text = f"{name!r} stands already in {seen[name].path.name}; keep one."
                yield document.problem("code-repeated", text, key)
            seen[name] = document


def _check_twice(document: Document) -> Iterator[Problem]:
    placed: dict[tuple[str, str, str], At] = {}
    for place, at in _placed(document):
        if place in placed:
            text = f"{', '.join(place)} has a price already on line {document.line(*placed[place])}."
            yield document.problem("price-repeated", text, *at)
        placed[place] = at


def _in_time(placed: list[Turn]) -> list[Turn]:
    return sorted(placed, key=lambda turn: turn[2]["from"])


def _once(problems: list[Problem]) -> list[Problem]:
    """Of a gap or overlap between two lists, keep the first: all categories share the days."""
    kept: dict[tuple[str, int, str], Problem] = {}
    for problem in problems:
        kept.setdefault((problem.file, problem.line, problem.rule), problem)
    return list(kept.values())
