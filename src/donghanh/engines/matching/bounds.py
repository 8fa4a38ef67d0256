"""
Which pairs could reach a score at all: the most points that they can have, from what is cheap to compare.

Texts become whole numbers here (their hashes), because whole numbers are gathered and compared much faster.
Two texts of one hash only let a pair through that is then compared in full, so nothing wrong is ever said,
and what is left out could not have reached the score: tests hold it against a slow twin without bounds.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.reasons import ADDRESS_MOST, ADDRESS_PART, POINTS, POINTS_OF_A_DOUBLING

_ENDS = ("first", "last")


def hopeful_pairs(
    *, pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame, least_score: int
) -> pl.DataFrame:
    """
    Keep the pairs of rows that may have `least_score` points or more.

    pairs       : left, right [index into the lists of the same names]
    left, right : the columns of KEYS
    """
    one = left.select(_fingerprints())[pairs["left"]].rename(lambda name: f"l_{name}")
    other = right.select(_fingerprints())[pairs["right"]].rename(lambda name: f"r_{name}")
    side_by_side = pl.concat([one, other], how="horizontal")
    return pairs.filter(side_by_side.select(_most() >= least_score).to_series())


def _fingerprints() -> list[pl.Expr]:
    phone, numbers = pl.col("phone_key"), pl.col("house_key").str.split(" ")
    texts = {
        "commune": pl.col("commune_code"),
        "code": pl.col("code_key"),
        "phone": phone,
        "phone_head": phone.str.head(4),
        "phone_tail": phone.str.tail(4),
        "house_first": numbers.list.first(),
        "house_last": numbers.list.last(),
        "place": pl.col("place_key"),
    }
    hashed = [pl.when(text.is_not_null()).then(text.hash(seed=0)).alias(name) for name, text in texts.items()]
    many = (numbers.list.len() > 2).fill_null(value=False).alias("house_is_long")
    return [*hashed, many, pl.col("rarity").cast(pl.Int16)]


def _most() -> pl.Expr:
    name = pl.min_horizontal("l_rarity", "r_rarity") * POINTS_OF_A_DOUBLING
    code = _points_where(_same("code"), "same_customer_code")
    return (
        name + code + _phone_at_most() + _address_at_most() + _points_where(_same("commune"), "same_commune")
    )


def _phone_at_most() -> pl.Expr:
    """Of nine digits one error leaves the first or the last four as they are."""
    may_be_near = _same("phone_head") | _same("phone_tail")
    return (
        pl.when(_same("phone"))
        .then(POINTS["same_phone"])
        .when(may_be_near)
        .then(POINTS["phone_nearly"])
        .when(_same("phone").is_not_null())
        .then(POINTS["other_phone"])
        .otherwise(0)
    )


def _address_at_most() -> pl.Expr:
    """Nothing agrees where no number and no words are shared; then, in one commune, addresses are others."""
    both_house, both_place = (_same(part).is_not_null() for part in ("house_first", "place"))
    says_nothing = pl.any_horizontal(
        pl.col(f"{side}_house_first").is_null() & pl.col(f"{side}_place").is_null() for side in "lr"
    )
    if_other = pl.when(_same("commune") & ~says_nothing).then(POINTS["other_address"]).otherwise(0)
    return (
        pl.when(_may_share_number() | _same("place"))
        .then(ADDRESS_MOST)
        .when(both_house & _are_several("l") & _are_several("r"))
        .then(if_other)
        .when(both_house)
        .then(0)
        .when(both_place)
        .then(ADDRESS_PART + POINTS["address_nearly"])
        .otherwise(if_other)
    )


def _may_share_number() -> pl.Expr:
    ends = [(f"l_house_{one}", f"r_house_{other}") for one in _ENDS for other in _ENDS]
    shares = pl.any_horizontal(pl.col(one) == pl.col(other) for one, other in ends)
    return shares | pl.col("l_house_is_long") | pl.col("r_house_is_long")


def _are_several(side: str) -> pl.Expr:
    return pl.col(f"{side}_house_first") != pl.col(f"{side}_house_last")


def _points_where(holds: pl.Expr, reason: str) -> pl.Expr:
    return pl.when(holds).then(POINTS[reason]).otherwise(0)


def _same(name: str) -> pl.Expr:
    return pl.col(f"l_{name}") == pl.col(f"r_{name}")
