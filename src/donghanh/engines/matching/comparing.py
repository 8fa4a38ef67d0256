"""
What speaks for and against each pair: one reason of each kind, then the points of all of them.

Most people who share a block share nothing else. So a bound comes first: what a pair would have if all that
is costly to compare spoke for it. Only pairs that could reach `least_score` are compared in full.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.addresses import compare_addresses, is_one_address
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
_BOUNDING = ("commune_code", "code_key", "phone_key", "words_key", "rarity", "house_key", "place_key")
_OTHERS = ("name_key", "marks_key", "strange_words")


def score_pairs(
    *, pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, least_score: int
) -> pl.DataFrame:
    """
    Score each pair of rows and keep those of `least_score` points or more.

    pairs       : left, right [index into the lists of the same names]
    left, right : the columns of KEYS
    returns     : left, right, score [0 to 1000], and a reason of each of KINDS [null where nothing speaks]
    """
    bounded = _side_by_side(pairs, left, right, _BOUNDING)
    hopeful = bounded.filter(_bound() >= least_score)
    full = _side_by_side(hopeful, left, right, _OTHERS).with_columns(_code(), _commune(), _name())
    told = full.with_columns(_phone(full), *compare_addresses(full))
    scored = _with_names(told.filter(_points() + _name_at_most() >= least_score)).with_columns(
        score=_points().clip(0, MOST)
    )
    return scored.filter(pl.col("score") >= least_score).select("left", "right", "score", *KINDS)


def _side_by_side(
    pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, columns: tuple[str, ...]
) -> pl.DataFrame:
    one = left.select(columns)[pairs["left"]].rename(lambda name: f"l_{name}")
    other = right.select(columns)[pairs["right"]].rename(lambda name: f"r_{name}")
    return pl.concat([pairs, one, other], how="horizontal")


def _bound() -> pl.Expr:
    """The most points that a pair can have, from what is cheap to compare."""
    if_named = pl.when(_same("words_key")).then(0).otherwise(POINTS["name_shortened"])
    return (
        _rarity_points()
        + if_named
        + _phone_at_most()
        + _address_at_most()
        + _points_where(_same("commune_code"), "same_commune")
        + _points_where(_same("code_key"), "same_customer_code")
    )


def _phone_at_most() -> pl.Expr:
    """Of nine digits one error leaves the first or the last four as they are."""
    left, right = pl.col("l_phone_key"), pl.col("r_phone_key")
    may_be_near = (left.str.head(4) == right.str.head(4)) | (left.str.tail(4) == right.str.tail(4))
    return (
        pl.when(left == right)
        .then(POINTS["same_phone"])
        .when(may_be_near)
        .then(POINTS["phone_nearly"])
        .when(_known("phone_key"))
        .then(POINTS["other_phone"])
        .otherwise(0)
    )


def _address_at_most() -> pl.Expr:
    """Two parts agree only where all numbers or all words do; none, where both houses are known apart."""
    left, right = pl.col("l_house_key"), pl.col("r_house_key")
    apart = ~(left.str.contains(right, literal=True) | right.str.contains(left, literal=True))
    nearly = pl.when(_same("house_key") | _same("place_key")).then(ADDRESS_MOST).otherwise(ADDRESS_PART)
    return (
        pl.when(is_one_address())
        .then(ADDRESS_MOST)
        .when(apart.fill_null(value=False))
        .then(0)
        .otherwise(nearly + POINTS["address_nearly"])
    )


def _points() -> pl.Expr:
    """Add up the points of the reasons, the rarity of the name and the size of the address."""
    said = [pl.col(kind).replace_strict(POINTS, default=0, return_dtype=pl.Int64) for kind in KINDS]
    rarity = pl.when(pl.col("name").cast(pl.String).is_in(ADDS_RARITY)).then(_rarity_points()).otherwise(0)
    told = pl.col("address").cast(pl.String).is_in(["same_address", "address_nearly"])
    address = pl.when(told).then(_parts_points(pl.col("shared_parts"))).otherwise(0)
    return pl.sum_horizontal(*said, rarity, address)


def _name_at_most() -> pl.Expr:
    """What the name may still add where its words differ and nobody has looked at them."""
    return pl.when(pl.col("name").is_null()).then(_rarity_points() + POINTS["name_shortened"]).otherwise(0)


def _rarity_points() -> pl.Expr:
    return pl.min_horizontal("l_rarity", "r_rarity") * POINTS_OF_A_DOUBLING


def _parts_points(parts: pl.Expr) -> pl.Expr:
    return (parts.cast(pl.Int64) * ADDRESS_PART).clip(0, ADDRESS_MOST)


def _points_where(holds: pl.Expr, reason: str) -> pl.Expr:
    return pl.when(holds).then(POINTS[reason]).otherwise(0)


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


def _with_names(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill in the reason where the words differ."""
    rows = frame["name"].is_null().arg_true()
    unlike = frame.select(COMPARED)[rows]
    told = like_names(unlike).cast(REASON)
    return frame.with_columns(frame["name"].scatter(rows, told))
