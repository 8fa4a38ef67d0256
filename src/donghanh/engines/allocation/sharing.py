"""
Shares goods out among requests: classes in their order, within a class in proportion to what is asked.

A class is served in full while it lasts. The class in which it runs short shares what is left in proportion
(largest remainder), in whole packs; who would get less than the least waits, the smallest request first, and
the others share again. The answer depends on the requests alone, not on the order of their rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from donghanh.engines.allocation.rules import AllocationRule
from donghanh.kernel.apportion import apportion

REASONS = (
    "in-full",
    "whole-packs",
    "share-of-class",
    "below-least",
    "below-a-pack",
    "nothing-left",
    "class-not-served",
)
_GRANTED = {"request": pl.String, "granted": pl.Int64, "reason": pl.String}


@dataclass(frozen=True)
class _Class:
    """Requests of one class that ask for a pack or more, sorted: names, and packs asked for."""

    requests: list[str]
    packs: list[int]


def allocate(*, requests: pl.DataFrame, available: int, rule: AllocationRule) -> pl.DataFrame:
    """
    Say how many each request gets, and why.

    requests  : request [unique], class [of rules.CLASSES], asked [pieces, zero or more]
    available : [pieces] that may be given, the reserve included
    returns   : request, class, asked, granted [whole packs, never more than asked], short [pieces], reason;
                in the order of the rule's classes, then of the requests. The sum of `granted` is never more
                than `available` less the reserve.

    >>> asked = pl.DataFrame({"request": ["A", "B"], "class": ["school", "locked_down"], "asked": [300, 100]})
    >>> given = allocate(
    ...     requests=asked, available=250, rule=AllocationRule(("locked_down", "school"), pack=50)
    ... )
    >>> given.select("request", "granted", "reason").rows()
    [('B', 100, 'in-full'), ('A', 150, 'share-of-class')]
    """
    ordered = _ordered(requests, rule)
    packs_left = max(available - rule.reserve, 0) // rule.pack
    granted: list[tuple[str, int, str]] = []
    for name in rule.order:
        served = _served(_of_class(ordered, name, rule), packs_left, rule)
        packs_left -= sum(packs for _, packs, _ in served)
        granted += [(request, packs * rule.pack, reason) for request, packs, reason in served]
    told = pl.DataFrame(granted, schema=_GRANTED, orient="row")
    return _with_reasons(ordered.join(told, on="request", how="left", maintain_order="left"), rule)


def _ordered(requests: pl.DataFrame, rule: AllocationRule) -> pl.DataFrame:
    ranks = {name: rank for rank, name in enumerate(rule.order)}
    rank = pl.col("class").replace_strict(ranks, default=len(ranks), return_dtype=pl.Int64)
    return requests.with_columns(rank=rank).sort("rank", "request").select("request", "class", "asked")


def _of_class(ordered: pl.DataFrame, name: str, rule: AllocationRule) -> _Class:
    found = ordered.filter((pl.col("class") == name) & (pl.col("asked") >= rule.pack))
    return _Class(found["request"].to_list(), (found["asked"] // rule.pack).to_list())


def _served(asking: _Class, packs_left: int, rule: AllocationRule) -> list[tuple[str, int, str]]:
    if sum(asking.packs) <= packs_left:
        return [
            (request, packs, "in-full") for request, packs in zip(asking.requests, asking.packs, strict=True)
        ]
    if not packs_left:
        return [(request, 0, "nothing-left") for request in asking.requests]
    return _shared(asking, packs_left, rule)


def _shared(asking: _Class, packs_left: int, rule: AllocationRule) -> list[tuple[str, int, str]]:
    """Share in proportion; while somebody gets less than the least, the smallest request steps back."""
    least = -(-rule.least // rule.pack)
    standing = sorted(zip(asking.packs, asking.requests, strict=True), key=lambda one: (-one[0], one[1]))
    while standing:
        by_name = sorted(standing, key=lambda one: one[1])
        weights = [packs for packs, _ in by_name]
        shares = apportion(total=min(packs_left, sum(weights)), weights=weights)
        if all(share >= min(least, packs) for share, packs in zip(shares, weights, strict=True)):
            break
        standing.pop()
    given = dict(zip((name for _, name in by_name), shares, strict=True)) if standing else {}
    return [
        (name, given.get(name, 0), "share-of-class" if name in given else "below-least")
        for name in asking.requests
    ]


def _with_reasons(told: pl.DataFrame, rule: AllocationRule) -> pl.DataFrame:
    small = pl.col("asked") < rule.pack
    unserved = ~pl.col("class").is_in(rule.order)
    reason = (
        pl.when(unserved)
        .then(pl.lit("class-not-served"))
        .when(small)
        .then(pl.lit("below-a-pack"))
        .when((pl.col("reason") == "in-full") & (pl.col("granted") < pl.col("asked")))
        .then(pl.lit("whole-packs"))
        .otherwise(pl.col("reason"))
    )
    filled = told.with_columns(granted=pl.col("granted").fill_null(0), reason=reason)
    short = pl.col("asked") - pl.col("granted")
    return filled.select("request", "class", "asked", "granted", short=short, reason="reason")
