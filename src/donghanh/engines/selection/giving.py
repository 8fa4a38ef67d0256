"""
Giving the places of a quota to whoever is eligible, and saying so with reasons.

The last step of every rule that orders its candidates: those whom nothing bars and nothing leaves open
are placed, their rank is written, and reasons tell who is within, who came too late and who tied there.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from donghanh.engines.selection.cuts import Cut
from donghanh.engines.selection.places import Key, place
from donghanh.engines.selection.reasons import Reason, mark_rows, rows_clear_of

PLACE_REASONS = (
    Reason("within_quota", "chooses", "A place of the quota is theirs.", ("rank",)),
    Reason("without_quota", "chooses", "The rule has no quota: whoever is eligible is chosen.", ("rank",)),
    Reason("quota_full", "places_beyond", "Eligible, but the places ended before.", ("rank",)),
    Reason("tie_at_the_cut", "notes", "Equal to others where the places end: a stated key decided."),
)


class Given(NamedTuple):
    """
    bits    : with the reasons of places
    rank    : row for row; null for whoever did not compete
    details : name of a reason -> code, quota, taken, and what the last placed had
    cuts    : group -> where its places ended
    """

    bits: pl.Series
    rank: pl.Series
    details: dict[str, pl.DataFrame]
    cuts: dict[str, Cut]


def give_places(
    *,
    bits: pl.Series,
    columns: pl.DataFrame,
    reasons: Sequence[Reason],
    order: Sequence[Key],
    quotas: Mapping[str, int | None],
    cuts: Mapping[str, Cut] | None = None,
    group_by: str | None = None,
) -> Given:
    """
    Place the rows that no reason bars or leaves open.

    columns  : code, the keys of `order`, and the column named by `group_by`
    quotas   : group -> places, None without limit; the group is "" when there is one only
    cuts     : of an earlier selection: compare with them instead of ordering
    """
    rows = rows_clear_of(bits=bits, reasons=reasons)
    candidates = columns[rows].select(
        "code",
        *[key.column for key in order if key.column != "code"],
        row=rows,
        group=pl.lit("") if group_by is None else pl.col(group_by).cast(pl.String),
    )
    placed, found = place(candidates=candidates, order=order, quotas=quotas, cuts=cuts)
    told = _told(candidates, order, found).join(placed, on="row", how="inner")
    parted = {name: told.filter(holds) for name, holds in _holds().items()}
    marked = mark_rows(
        bits=bits, rows={name: frame["row"] for name, frame in parted.items()}, reasons=reasons
    )
    details = {name: _facts(name, frame) for name, frame in parted.items()}
    return Given(marked, _rank(len(bits), placed), details, found)


def _holds() -> dict[str, pl.Expr]:
    has_place, has_limit = pl.col("has_place"), pl.col("quota").is_not_null()
    return {
        "within_quota": has_place & has_limit,
        "without_quota": has_place & ~has_limit,
        "quota_full": ~has_place,
        "tie_at_the_cut": pl.col("is_tied"),
    }


def _told(candidates: pl.DataFrame, order: Sequence[Key], cuts: Mapping[str, Cut]) -> pl.DataFrame:
    """Put beside each candidate the quota of its group and what the last placed had."""
    schema = {key.column: candidates.schema[key.column] for key in order}
    lasts = {
        f"last_{name}": pl.Series([_at(cut.last, k) for cut in cuts.values()], dtype=dtype)
        for k, (name, dtype) in enumerate(schema.items())
    }
    groups = pl.DataFrame(
        {
            "group": pl.Series(list(cuts), dtype=pl.String),
            "quota": pl.Series([cut.quota for cut in cuts.values()], dtype=pl.Int64),
            "taken": pl.Series([cut.taken for cut in cuts.values()], dtype=pl.Int64),
            "decided_by": pl.Series([cut.decided_by for cut in cuts.values()], dtype=pl.String),
            **lasts,
        }
    )
    return (
        candidates.select("row", "code", "group")
        .join(groups, on="group", how="left")
        .with_columns(
            quota=pl.when(pl.col("taken").is_null()).then(0).otherwise("quota"),
            taken=pl.col("taken").fill_null(0),
        )
    )


def _at(last: tuple[object, ...] | None, place_: int) -> object:
    return None if last is None else last[place_]


def _facts(name: str, told: pl.DataFrame) -> pl.DataFrame:
    lasts = [column for column in told.columns if column.startswith("last_")]
    wanted = {
        "within_quota": ["quota"],
        "without_quota": [],
        "quota_full": ["quota", "taken", *lasts],
        "tie_at_the_cut": ["decided_by", *lasts],
    }[name]
    return told.select("code", *wanted)


def _rank(height: int, placed: pl.DataFrame) -> pl.Series:
    rank = pl.repeat(None, height, dtype=pl.UInt32, eager=True)
    return rank.scatter(placed["row"], placed["rank"]) if placed.height else rank
