"""
What changed between two campaigns: their templates, and what came of them.

For making next year's plan from this year's and for setting both side by side. Templates are compared
as plain documents: an entry of a list is known by its `code` (or `unit`, or `name`), so a changed order is
no change. An added or removed entry is one change, not one for each of its values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

Way = tuple[str, ...]
KEYS = ("code", "unit", "name")
NOT_COMPARED = frozenset({"source", "sources", "previous"})


@dataclass(frozen=True, slots=True)
class Change:
    """
    One difference between two templates.

    way    : keys from the top, entries of lists by their code: ("activities", "masks", "target")
    kind   : added, removed, changed
    before : what stood there; None when added
    after  : what stands there; None when removed
    """

    way: Way
    kind: Literal["added", "removed", "changed"]
    before: Any
    after: Any

    @property
    def activity(self) -> str | None:
        """The activity that the change is about; None when it is about the campaign."""
        return self.way[1] if len(self.way) > 1 and self.way[0] == "activities" else None


def compare_templates(*, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """
    List what differs, in the order of `after`, then what it no longer has. Sources are not compared.

    before, after : contents of two templates
    returns       : no change at all for equal contents

    >>> old = {"activities": [{"code": "masks", "target": 20000}]}
    >>> new = {"activities": [{"code": "masks", "target": 25000}]}
    >>> compare_templates(before=old, after=new)
    (Change(way=('activities', 'masks', 'target'), kind='changed', before=20000, after=25000),)
    """
    return tuple(_changes(before, after, ()))


def compare_results(*, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """
    Set the results of two campaigns side by side, an activity a row.

    before, after : activity, and whole-number columns of the same names (target, delivered_quantity, …)
    returns       : activity, presence [both, added, removed], and for each column <name>_before,
                    <name>_after, <name>_change; null where a campaign has no such activity or figure;
                    in the order of `after`, then what it no longer has

    >>> last = pl.DataFrame({"activity": ["masks"], "delivered": [18000]})
    >>> this = pl.DataFrame({"activity": ["masks"], "delivered": [20500]})
    >>> compare_results(before=last, after=this)["delivered_change"].to_list()
    [2500]
    """
    names = [name for name in after.columns if name != "activity"]
    old = _marked(frame=before, suffix="before", names=names)
    new = _marked(frame=after, suffix="after", names=names)
    joined = new.join(old, on="activity", how="full", coalesce=True)
    return joined.sort("place_after", "place_before", nulls_last=True).select(
        "activity", _presence(), *(column for name in names for column in _pair(name))
    )


def _changes(before: Any, after: Any, way: Way) -> Iterator[Change]:
    old, new = _by_key(before), _by_key(after)
    if old is None or new is None:
        if before != after:
            yield Change(way, "changed", before, after)
        return
    for key in [*new, *(key for key in old if key not in new)]:
        if key in NOT_COMPARED:
            continue
        if key not in old:
            yield Change((*way, key), "added", None, new[key])
        elif key not in new:
            yield Change((*way, key), "removed", old[key], None)
        else:
            yield from _changes(old[key], new[key], (*way, key))


def _by_key(value: Any) -> dict[str, Any] | None:
    """Lay an entry, or a list of entries, out by key; None for what is compared as a whole."""
    if isinstance(value, Mapping):
        return {str(key): part for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        named = {_name(entry): entry for entry in value}
        return named if None not in named and len(named) == len(value) else None  # type: ignore[return-value]
    return None


def _name(entry: Any) -> str | None:
    if not isinstance(entry, Mapping):
        return None
    return next((entry[key] for key in KEYS if isinstance(entry.get(key), str)), None)


def _marked(*, frame: pl.DataFrame, suffix: str, names: Sequence[str]) -> pl.DataFrame:
    columns = [pl.col(name).cast(pl.Int64).alias(f"{name}_{suffix}") for name in names]
    return frame.select("activity", *columns).with_row_index(f"place_{suffix}")


def _presence() -> pl.Expr:
    return (
        pl.when(pl.col("place_before").is_null())
        .then(pl.lit("added"))
        .when(pl.col("place_after").is_null())
        .then(pl.lit("removed"))
        .otherwise(pl.lit("both"))
        .alias("presence")
    )


def _pair(name: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    old, new = pl.col(f"{name}_before"), pl.col(f"{name}_after")
    return old, new, (new - old).alias(f"{name}_change")
