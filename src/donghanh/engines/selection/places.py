"""
Order and places: who comes first, where a quota ends, and what is said of those who tie there.

For every rule with a quota, whole or a quota a unit. The order is complete by construction: its last key
is the code, which nobody shares, so there is never a draw of lots hidden in a sort. The end of a quota
is a `Cut`: with it one customer can be judged alone, by the same comparison that placed everybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from datetime import date, datetime
from typing import Any, NamedTuple

import polars as pl


class Key(NamedTuple):
    """A column to order by; `is_descending` where more comes first."""

    column: str
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """
    Where the places of one group ended.

    quota      : places there are; None without a limit
    taken      : places that were taken
    last       : values of the order's keys of the last who was placed, when the quota is full
    is_tied    : the first left out equals the last placed in the first key
    decided_by : the key that decided between these two; None when nobody was left out
    """

    quota: int | None
    taken: int
    last: tuple[object, ...] | None = None
    is_tied: bool = False
    decided_by: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether a further candidate has to be before the last to get a place."""
        return self.quota is not None and self.taken >= self.quota

    def as_plain(self) -> dict[str, Any]:
        """Answer the cut as values that JSON can hold; `cut_from_plain` reads them back."""
        last = None if self.last is None else [_plain(value) for value in self.last]
        return {
            "quota": self.quota,
            "taken": self.taken,
            "last": last,
            "is_tied": self.is_tied,
            "decided_by": self.decided_by,
        }


def cut_from_plain(plain: Mapping[str, Any]) -> Cut:
    """
    Read a cut that was kept as JSON.

    >>> kept = Cut(quota=1, taken=1, last=(5, date(2021, 12, 1)))
    >>> cut_from_plain(kept.as_plain()) == kept
    True
    """
    last = None if plain["last"] is None else tuple(_read(value) for value in plain["last"])
    return Cut(**{**plain, "last": last})


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    return (
        datetime.fromisoformat(value["instant"]) if "instant" in value else date.fromisoformat(value["day"])
    )


def place(
    *,
    candidates: pl.DataFrame,
    order: Sequence[Key],
    quotas: Mapping[str, int | None],
    cuts: Mapping[str, Cut] | None = None,
) -> tuple[pl.DataFrame, dict[str, Cut]]:
    """
    Order the candidates of each group and give its places to the first.

    With `cuts` of an earlier selection nobody is ordered: each candidate is compared with the last
    who was placed then, and rank is null. A group without a quota has no places.

    candidates : row [index], group [text], and the columns of `order`, none of them null
    returns    : row, rank [1 is first in its group], has_place, is_tied [at the end of the quota];
                 and the cuts
    """
    if cuts is not None:
        return _compared(candidates, order, cuts), dict(cuts)
    ordered = candidates.sort(
        "group",
        *[key.column for key in order],
        descending=[False, *[key.is_descending for key in order]],
    ).with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("group"))
    found = {group: _cut(ordered, order, group, quota) for group, quota in quotas.items()}
    limits = {group: _limit(cut) for group, cut in found.items()}
    placed = ordered.with_columns(has_place=pl.col("rank") <= _of_group(limits))
    return _with_ties(placed, order, found), found


def _limit(cut: Cut) -> int:
    return cut.taken if cut.quota is None else cut.quota


def _of_group(limits: Mapping[str, int]) -> pl.Expr:
    return pl.col("group").replace_strict(
        list(limits), list(limits.values()), default=0, return_dtype=pl.Int64
    )


def _cut(ordered: pl.DataFrame, order: Sequence[Key], group: str, quota: int | None) -> Cut:
    """Read the last place and the first left out from the ordered rows of one group."""
    mine = ordered.filter(pl.col("group") == group).select([key.column for key in order])
    taken = mine.height if quota is None else min(quota, mine.height)
    if quota is None or taken < quota or quota == 0:
        return Cut(quota=quota, taken=taken)
    last = mine.row(taken - 1)
    if mine.height == taken:
        return Cut(quota=quota, taken=taken, last=last)
    after = mine.row(taken)
    decided = next(key.column for key, a, b in zip(order, last, after, strict=True) if a != b)
    return Cut(quota=quota, taken=taken, last=last, is_tied=last[0] == after[0], decided_by=decided)


def _compared(candidates: pl.DataFrame, order: Sequence[Key], cuts: Mapping[str, Cut]) -> pl.DataFrame:
    fits = pl.lit(False)
    for group, cut in cuts.items():
        fits = fits | ((pl.col("group") == group) & _not_after(order, cut))
    placed = candidates.with_columns(rank=pl.lit(None, dtype=pl.UInt32), has_place=fits)
    return _with_ties(placed, order, cuts)


def _not_after(order: Sequence[Key], cut: Cut) -> pl.Expr:
    """Compare with the last placed key by key, the first that differs decides."""
    if not cut.is_full:
        return pl.lit(True)
    if cut.last is None:
        return pl.lit(False)
    pairs = list(zip(order, cut.last, strict=True))
    return reduce(_decided_before, reversed(pairs), pl.lit(True))


def _decided_before(rest: pl.Expr, pair: tuple[Key, object]) -> pl.Expr:
    (column, is_descending), last = pair
    mine, theirs = pl.col(column), pl.lit(last)
    before = mine > theirs if is_descending else mine < theirs
    return before | ((mine == theirs) & rest)


def _with_ties(placed: pl.DataFrame, order: Sequence[Key], cuts: Mapping[str, Cut]) -> pl.DataFrame:
    first = pl.col(order[0].column)
    tied = pl.lit(False)
    for group, cut in cuts.items():
        if cut.is_tied and cut.last is not None:
            tied = tied | ((pl.col("group") == group) & (first == pl.lit(cut.last[0])))
    return placed.with_columns(is_tied=tied).select("row", "rank", "has_place", "is_tied")
