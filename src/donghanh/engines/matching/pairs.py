"""
Finds the pairs of people who may be one household, with a score and its reasons: for the desk that looks.

Deterministic: the answer depends on the people alone, not on the order of rows, and what is found about
two people does not depend on who else is on the lists.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.candidates import candidates
from donghanh.engines.matching.comparing import KINDS, score_pairs
from donghanh.engines.matching.people import KEYS
from donghanh.engines.matching.reasons import LEAST

FOUND: dict[str, type[pl.DataType] | pl.DataType] = {
    "left_id": pl.String, "right_id": pl.String, "score": pl.Int64, "reasons": pl.List(pl.String),
}  # fmt: skip


def find_pairs(*, left: pl.DataFrame, right: pl.DataFrame, least_score: int = LEAST) -> pl.DataFrame:
    """
    Find who of `left` may be somebody of `right`.

    left, right : people with their keys: the columns of KEYS, others may stand beside them
    least_score : [1 to 1000] pairs below it are not shown
    returns     : left_id, right_id, score [0 to 1000], reasons [list of names of REASONS, in their order];
                  best first, then by the two ids; never decided: a person must look
    raises      : FrameDoesNotFit
    """
    left, right = (KEYS.require(people.select(KEYS.schema.names())) for people in (left, right))
    pairs = candidates(left=left, right=right)
    return _spelled_out(pairs=pairs, left=left, right=right, least_score=least_score)


def find_pairs_within(*, people: pl.DataFrame, least_score: int = LEAST) -> pl.DataFrame:
    """
    Find who of one list may be somebody else of it: as `find_pairs`, each pair once, the lesser id left.

    people : people with their keys: the columns of KEYS, others may stand beside them
    """
    sorted_ = KEYS.require(people.select(KEYS.schema.names())).sort("person_id")
    pairs = candidates(left=sorted_, right=sorted_).filter(pl.col("left") < pl.col("right"))
    return _spelled_out(pairs=pairs, left=sorted_, right=sorted_, least_score=least_score)


def _spelled_out(
    *, pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, least_score: int
) -> pl.DataFrame:
    if pairs.is_empty():
        return pl.DataFrame(schema=FOUND)
    scored = score_pairs(pairs=pairs, left=left, right=right, least_score=least_score)
    said = pl.concat_list(pl.col(kind).cast(pl.String) for kind in KINDS).list.drop_nulls()
    named = scored.select(
        "score",
        left_id=left["person_id"][scored["left"]],
        right_id=right["person_id"][scored["right"]],
        reasons=said,
    )
    return named.select(list(FOUND)).sort("score", "left_id", "right_id", descending=[True, False, False])
