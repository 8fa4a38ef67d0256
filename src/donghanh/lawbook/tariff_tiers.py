"""
Prices and tiers as they are printed: whole đồng, and a first kWh that follows the last of the tier before.

For the checks of price lists and of structures that have percentages in place of prices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import is_whole

Placed = tuple[At, Mapping[str, Any]]
KEYS = {"tier", "from_kwh", "to_kwh"}


def check_price(*, document: Document, at: At, price: Any) -> Iterator[Problem]:
    """Report a price that is no whole number of đồng above zero: 1.678 and "1.678" both mean 1678."""
    if not is_whole(price) or price == 0:
        text = f"{price!r} is no whole number of đồng; write the digits alone, 1678, without point or quotes."
        yield document.problem("price-not-whole", text, *at)


def check_tiers(*, document: Document, tiers: Sequence[Placed], value: str) -> Iterator[Problem]:
    """
    Check the tiers of one group: numbered from 1, each beginning where the one before ends, the last open.

    value : name of what a tier gives, `price` or `percent`; a whole number
    """
    expected = 0
    for number, (at, tier) in enumerate(tiers, start=1):
        wrong = list(_check_one(document, at, tier, value)) or list(
            _check_place(document, at, tier, number, expected)
        )
        yield from wrong
        if wrong:
            return
        expected = (tier["to_kwh"] or 0) + 1
        if (tier["to_kwh"] is None) != (number == len(tiers)):
            text = "the last tier, and it alone, has `to_kwh: null`; write where this one ends."
            yield document.problem("tier-hole", text, *at, "to_kwh")
            return


def _check_one(document: Document, at: At, tier: Mapping[str, Any], value: str) -> Iterator[Problem]:
    yield from check_keys(
        document=document, at=at, entry=tier, needed={"tier", value}, allowed={*KEYS, "source"}
    )
    if value in tier:
        yield from check_price(document=document, at=(*at, value), price=tier[value])
    for key in ("from_kwh", "to_kwh"):
        if not is_whole(tier.get(key)) and not (key == "to_kwh" and key in tier and tier[key] is None):
            text = f"`{key}` is {tier.get(key)!r}; expected whole kWh, or null for the end of the last tier."
            yield document.problem("kwh-not-whole", text, *at, key)


def _check_place(
    document: Document, at: At, tier: Mapping[str, Any], number: int, expected: int
) -> Iterator[Problem]:
    start, end = tier["from_kwh"], tier["to_kwh"]
    if tier["tier"] != number:
        text = f"tier {tier['tier']!r} stands in place {number}; number them from 1, in order."
        yield document.problem("tier-unordered", text, *at)
    elif end is not None and end < start:
        text = f"tier {number} ends at {end} before it begins at {start}."
        yield document.problem("tier-unordered", text, *at)
    elif start > expected:
        text = f"tier {number} begins at {start}; {expected} to {start - 1} kWh have no price."
        yield document.problem("tier-hole", text, *at)
    elif start < expected:
        text = f"tier {number} begins at {start}, within the tier before; expected {expected}."
        yield document.problem("tier-overlap", text, *at)
