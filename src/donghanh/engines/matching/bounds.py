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
    one = _fingerprints(left).rechunk()[pairs["left"]].rename(lambda name: f"l_{name}")
    other = _fingerprints(right).rechunk()[pairs["right"]].rename(lambda name: f"r_{name}")
    side_by_side = pl.concat([one, other], how="horizontal")
    return pairs.filter(side_by_side.select(_most() >= least_score).to_series())


def _fingerprints(keys: pl.DataFrame) -> pl.DataFrame:
    """Split the numbers of an address once; of one or two, the first and the last are all there are."""
    phone, numbers = pl.col("phone_key"), pl.col("numbers")
    texts = {
        "commune": pl.col("commune_code"),
        "code": pl.col("code_key"),
        "phone": phone,
        "phone_head": phone.str.head(4),
        "phone_tail": phone.str.tail(4),
        "first": numbers.list.first(),
        "last": numbers.list.last(),
        "place": pl.col("place_key"),
    }
    hashed = [pl.when(text.is_not_null()).then(text.hash(seed=0)).alias(name) for name, text in texts.items()]
    count = numbers.list.len().cast(pl.Int16).alias("count")
    split = keys.with_columns(numbers=pl.col("house_key").str.split(" "))
    return split.select(*hashed, count, pl.col("rarity").cast(pl.Int16))


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
    """Where numbers are known and contradict each other, the best is the house next door: nothing."""
    both_house, both_place = (_same(part).is_not_null() for part in ("first", "place"))
    says_nothing = pl.any_horizontal(
        pl.col(f"{side}_first").is_null() & pl.col(f"{side}_place").is_null() for side in "lr"
    )
    if_other = pl.when(_same("commune") & ~says_nothing).then(POINTS["other_address"]).otherwise(0)
    numbers = pl.when(both_house).then(pl.min_horizontal("l_count", "r_count")).otherwise(0)
    parts = numbers + both_place.cast(pl.Int16)
    return (
        pl.when(both_house & ~_numbers_may_agree())
        .then(pl.when(_may_be_next_door()).then(0).otherwise(if_other))
        .when(parts > 0)
        .then((parts * ADDRESS_PART).clip(0, ADDRESS_MOST))
        .otherwise(if_other)
    )


def _numbers_may_agree() -> pl.Expr:
    """All that one side says, the other says too; of three numbers and more it is not known here."""
    is_long = (pl.col("l_count") > 2) | (pl.col("r_count") > 2)
    return is_long | _stand_within("l", "r") | _stand_within("r", "l")


def _stand_within(few: str, many: str) -> pl.Expr:
    among = [
        pl.any_horizontal(pl.col(f"{few}_{one}") == pl.col(f"{many}_{other}") for other in _ENDS)
        for one in _ENDS
    ]
    return among[0] & among[1]


def _may_be_next_door() -> pl.Expr:
    """One number is shared, or there is but one on each side."""
    ends = [(f"l_{one}", f"r_{other}") for one in _ENDS for other in _ENDS]
    shares = pl.any_horizontal(pl.col(one) == pl.col(other) for one, other in ends)
    return shares | (pl.max_horizontal("l_count", "r_count") == 1)


def _points_where(holds: pl.Expr, reason: str) -> pl.Expr:
    return pl.when(holds).then(POINTS[reason]).otherwise(0)


def _same(name: str) -> pl.Expr:
    return pl.col(f"l_{name}") == pl.col(f"r_{name}")
