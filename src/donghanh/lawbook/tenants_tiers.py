"""
Do the tiers of households and the tier of undeclared tenants change on one day, and fit each other?

For `make lawbook` and for a release that is being proposed. The price list and the rule stand in two folders,
each with days of its own: a list that brings other tiers with the old rule still in force would bill tenants
by a tier that means another energy. Each is checked alone by its own module first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from donghanh.kernel.spans import Span
from donghanh.lawbook.billing_rules import TENANTS_TIER
from donghanh.lawbook.dates import readable_span
from donghanh.lawbook.documents import At, Document, Problem
from donghanh.lawbook.law_texts import Texts, readable_texts, shipped_texts

HOUSEHOLDS = "residential"

Turn = tuple[Span[date], Document, At, Mapping[str, Any]]
Limits = tuple[int | None, ...]


def check_documents() -> list[Problem]:
    """Check the law that comes with the product, as `check_together` does."""
    return check_together_texts(shipped_texts())


def check_together_texts(texts: Texts) -> list[Problem]:
    """Check the tiers and rules of texts; what cannot be read is left to the checks of its own folder."""
    documents, _ = readable_texts(texts)
    return check_together(tariffs=documents["tariffs"], rules=documents["billing_rules"])


def check_together(*, tariffs: Iterable[Document], rules: Iterable[Document]) -> list[Problem]:
    """
    Compare price lists, each with the one before, with the rules of undeclared tenants.

    returns : `tenants-not-with-tiers`, where a list brings other tiers and no rule begins on that day;
              `tenants-tier-unknown`, where a rule names a tier that a list of its days does not have
    """
    lists = sorted(_lists(tariffs), key=lambda turn: turn[0].start)
    terms = sorted(_terms(rules), key=lambda turn: turn[0].start)
    if not lists or not terms:
        return []
    return [*_begins_apart(lists, terms), *_unknown_tiers(lists, terms)]


def _begins_apart(lists: list[Turn], terms: list[Turn]) -> Iterator[Problem]:
    days = [span.start for span, _, _, _ in terms]
    for (_, _, _, before), (span, document, at, now) in pairwise(lists):
        if _limits(before) == _limits(now) or span.start in days:
            continue
        told = ", ".join(f"{day}" for day in days)
        text = (
            f"the tiers change on {span.start} (until {_told(before)} kWh before, {_told(now)} from then), "
            f"and no `{TENANTS_TIER}` begins on that day; found {told}. Write one in billing_rules with "
            f"`from: {span.start}`, also where the tier stays the same, and end the one before."
        )
        yield document.problem("tenants-not-with-tiers", text, *at)


def _unknown_tiers(lists: list[Turn], terms: list[Turn]) -> Iterator[Problem]:
    for span, document, at, rule in terms:
        for held, other, _, content in lists:
            count = len(_limits(content))
            if _meet(span, held) and isinstance(rule.get("is"), int) and rule["is"] > count:
                text = (
                    f"`is` is {rule['is']}; {other.path.name}, in force from {held.start}, has {count} "
                    f"tiers. Expected 1 to {count}, or a rule that ends on {held.start}."
                )
                yield document.problem("tenants-tier-unknown", text, *at, "is")
                break


def _lists(documents: Iterable[Document]) -> Iterator[Turn]:
    for document in documents:
        content = document.content
        span = readable_span(content)
        if span is not None and not content.get("listed_only") and _limits(content):
            yield span, document, ("categories", HOUSEHOLDS), content


def _terms(documents: Iterable[Document]) -> Iterator[Turn]:
    for document in documents:
        for at, entry in document.entries("rules"):
            span = readable_span(entry)
            if entry.get("rule") == TENANTS_TIER and entry.get("is_enabled") is not False and span:
                yield span, document, at, entry


def _limits(content: Mapping[str, Any]) -> Limits:
    """Where the tiers of households end; empty for a list whose tiers cannot be read."""
    categories = content.get("categories")
    groups = categories.get(HOUSEHOLDS) if isinstance(categories, Mapping) else None
    tiers = [
        tier
        for group in (groups if isinstance(groups, list) else ())
        for tier in (group.get("tiers") if isinstance(group, Mapping) else None) or ()
    ]
    if not all(isinstance(tier, Mapping) for tier in tiers):
        return ()
    return tuple(tier.get("to_kwh") for tier in tiers)


def _told(content: Mapping[str, Any]) -> str:
    return ", ".join("…" if limit is None else str(limit) for limit in _limits(content))


def _meet(one: Span[date], other: Span[date]) -> bool:
    ends = (one.until is None or other.start < one.until, other.until is None or one.start < other.until)
    return all(ends)
