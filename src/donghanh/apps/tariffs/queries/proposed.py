"""
Which reduction a past bill would carry by another law: the one that it has, a proposed one, or none any more.

Pure. A new group that asks for nothing but price groups and months is given to every bill that it names;
one with conditions (an order over a place, a use of the site) asks what a bill does not tell, and is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from donghanh.lawbook.reliefs import ReliefGroup


@dataclass(frozen=True)
class Granted:
    """
    bills       : as BILLS, each with the reduction that it would carry
    not_counted : groups that are new and in force, but ask for what a bill does not tell
    """

    bills: pl.DataFrame
    not_counted: tuple[str, ...]


def with_proposed(
    *, bills: pl.DataFrame, before: Iterable[ReliefGroup], after: Iterable[ReliefGroup]
) -> Granted:
    """
    Mark bills by the groups of another law.

    before, after : groups of the law by which the bills were made, and of the other law
    returns       : bills in their order; a reduction that the other law does not know is taken off
    """
    known, wanted = {group.relief for group in before}, tuple(after)
    new = sorted(
        (group for group in wanted if group.relief not in known and group.is_enabled),
        key=lambda group: group.precedence,
    )
    kept = pl.col("relief").is_in([group.relief for group in wanted])
    marked = bills.with_columns(relief=pl.when(kept).then("relief"))
    for group in new:
        if not _asks_more(group):
            marked = marked.with_columns(relief=_given(group))
    return Granted(marked, tuple(group.relief for group in new if _asks_more(group)))


def _given(group: ReliefGroup) -> pl.Expr:
    """The group's name on bills without a reduction whose last day lies in its months."""
    last = pl.col("until_on").dt.offset_by("-1d")
    names = pl.col("category").is_in(list(group.categories))
    holds = names & (last >= group.from_month) & (last < group.until_month)
    return pl.when(pl.col("relief").is_null() & holds).then(pl.lit(group.relief)).otherwise("relief")


def _asks_more(group: ReliefGroup) -> bool:
    return bool(group.uses or group.directive)
