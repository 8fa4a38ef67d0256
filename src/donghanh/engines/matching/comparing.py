"""
What speaks for and against each pair: one reason of each kind, then the points of all of them.

Most people who share a block share nothing else. So bounds come first (`bounds`, and again before names are
looked at word by word): only pairs that could reach `least_score` are compared in full.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.addresses import compare_addresses
from donghanh.engines.matching.bounds import hopeful_pairs
from donghanh.engines.matching.likeness import COMPARED, like_names, one_error_apart
from donghanh.engines.matching.reasons import (
    ADDRESS_MOST,
    ADDRESS_PART,
    MOST,
    POINTS,
    POINTS_OF_A_DOUBLING,
    REASON,
)  # fmt: skip

KINDS = ("code", "phone", "name", "address", "commune")
ADDS_RARITY = (
    "same_name", "same_words_other_order", "name_without_marks", "other_marks", "name_shortened",
    "name_nearly",
)  # fmt: skip
_FIRST = ("commune_code", "code_key", "phone_key", "rarity", "house_key", "place_key")
_NAMES = ("name_key", "words_key", "marks_key", "strange_words")


def score_pairs(
    *, pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, least_score: int
) -> pl.DataFrame:
    """
    Score each pair of rows and keep those of `least_score` points or more.

    pairs       : left, right [index into the lists of the same names]
    left, right : the columns of KEYS
    returns     : left, right, score [0 to 1000], and a reason of each of KINDS [null where nothing speaks]
    """
    left, right = (people.select(_FIRST + _NAMES).rechunk() for people in (left, right))
    hopeful = hopeful_pairs(pairs=pairs, left=left, right=right, least_score=least_score)
    placed = _side_by_side(hopeful, left, right, _FIRST).with_columns(_code(), _commune())
    placed = placed.with_columns(_phone(placed), *compare_addresses(placed), name=pl.lit(None, REASON))
    near = placed.filter(_points() + _rarity_points() >= least_score)
    told = _with_names(_side_by_side(near, left, right, _NAMES).with_columns(_name()), least_score)
    scored = told.with_columns(score=_points().clip(0, MOST))
    return scored.filter(pl.col("score") >= least_score).select("left", "right", "score", *KINDS)


def _side_by_side(
    pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, columns: tuple[str, ...]
) -> pl.DataFrame:
    one = left.select(columns)[pairs["left"]].rename(lambda name: f"l_{name}")
    other = right.select(columns)[pairs["right"]].rename(lambda name: f"r_{name}")
    return pl.concat([pairs, one, other], how="horizontal")


def _points() -> pl.Expr:
    """Add up the points of the reasons, the rarity of the name and the size of the address."""
    said = [pl.col(kind).replace_strict(POINTS, default=0, return_dtype=pl.Int64) for kind in KINDS]
    rarity = pl.when(pl.col("name").cast(pl.String).is_in(ADDS_RARITY)).then(_rarity_points()).otherwise(0)
    told = pl.col("address").cast(pl.String).is_in(["same_address", "address_nearly"])
    address = pl.when(told).then(_parts_points(pl.col("shared_parts"))).otherwise(0)
    return pl.sum_horizontal(*said, rarity, address)


def _rarity_points() -> pl.Expr:
    return pl.min_horizontal("l_rarity", "r_rarity") * POINTS_OF_A_DOUBLING


def _parts_points(parts: pl.Expr) -> pl.Expr:
    return (parts.cast(pl.Int64) * ADDRESS_PART).clip(0, ADDRESS_MOST)


def _same(column: str) -> pl.Expr:
    return pl.col(f"l_{column}") == pl.col(f"r_{column}")


def _known(column: str) -> pl.Expr:
    return pl.col(f"l_{column}").is_not_null() & pl.col(f"r_{column}").is_not_null()


def _differs(column: str) -> pl.Expr:
    return (pl.col(f"l_{column}") != pl.col(f"r_{column}")).fill_null(value=False)


def _reason(name: str) -> pl.Expr:
    return pl.lit(name, dtype=REASON)


def _code() -> pl.Expr:
    return pl.when(_same("code_key")).then(_reason("same_customer_code")).alias("code")


def _commune() -> pl.Expr:
    same = pl.when(_same("commune_code")).then(_reason("same_commune"))
    return same.when(_known("commune_code")).then(_reason("other_commune")).alias("commune")


def _phone(frame: pl.DataFrame) -> pl.Series:
    near = one_error_apart(frame["l_phone_key"], frame["r_phone_key"])
    told = (
        pl.when(_same("phone_key"))
        .then(_reason("same_phone"))
        .when(pl.lit(near))
        .then(_reason("phone_nearly"))
        .when(_known("phone_key"))
        .then(_reason("other_phone"))
    )
    return frame.select(told.alias("phone")).to_series()


def _name() -> pl.Expr:
    """Names of the same words; null where the words differ."""
    marked = [pl.col(f"{side}_marks_key").is_not_null() for side in "lr"]
    in_order = (
        pl.when(_differs("marks_key"))
        .then(_reason("other_marks"))
        .when(marked[0] ^ marked[1])
        .then(_reason("name_without_marks"))
        .otherwise(_reason("same_name"))
    )
    turned = pl.when(_same("words_key")).then(_reason("same_words_other_order"))
    return pl.when(_same("name_key")).then(in_order).otherwise(turned).alias("name")


def _with_names(frame: pl.DataFrame, least_score: int) -> pl.DataFrame:
    """Fill in the reason where the words differ; who cannot reach the score is not looked at."""
    at_most = _points() + _rarity_points() + POINTS["name_shortened"]
    unlike = frame.with_columns(name=pl.col("name").fill_null(_reason("other_name")))
    rows = frame.select(pl.col("name").is_null() & (at_most >= least_score)).to_series().arg_true()
    told = like_names(frame.select(COMPARED)[rows]).cast(REASON)
    return unlike.with_columns(unlike["name"].scatter(rows, told))
