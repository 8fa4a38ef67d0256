"""
How two addresses stand to each other: the same, nearly the same, another, or not to be told.

An address that says less is no other address: "Số 55" may be "Số 55, xóm 20". One digit apart it may be the
house next door or a typing error, which tells nothing either way.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.likeness import one_error_apart
from donghanh.engines.matching.reasons import REASON


def is_one_address() -> pl.Expr:
    """The same numbers and words, and at least one of them known."""
    house, place = (_side("l", part).eq_missing(_side("r", part)) for part in ("house", "place"))
    return house & place & (_known("house") | _known("place"))


def compare_addresses(frame: pl.DataFrame) -> list[pl.Series]:
    """
    Compare the addresses of pairs, row for row.

    frame   : l_house_key, l_place_key, r_house_key, r_place_key, commune [reason]
    returns : address [reason; null where nothing can be told], shared_parts [numbers and words that agree]
    """
    agreeing = frame.with_columns(*_stand("house", frame), *_stand("place", frame))
    agreeing = agreeing.with_columns(place_agrees=pl.col("place_agrees") | pl.col("place_near"))
    told = agreeing.select(_told().alias("address"), _shared_parts().alias("shared_parts"))
    return told.get_columns()


def _told() -> pl.Expr:
    either_silent = ~(_known("house") | _known("place"))
    agrees = [pl.col(f"{part}_agrees") | ~_known(part) for part in ("house", "place")]
    next_door = pl.col("house_near") & pl.col("house_few_differ") & agrees[1]
    return (
        pl.when(is_one_address())
        .then(pl.lit("same_address", dtype=REASON))
        .when(agrees[0] & agrees[1] & ~either_silent)
        .then(pl.lit("address_nearly", dtype=REASON))
        .when(_says_nothing() | next_door | (pl.col("commune") == "other_commune").fill_null(value=False))
        .then(None)
        .otherwise(pl.lit("other_address", dtype=REASON))
    )


def _stand(part: str, frame: pl.DataFrame) -> list[pl.Series]:
    """Compare texts that differ word by word, each two once: in a province, places repeat."""
    sides = [f"{side}_{part}_key" for side in "lr"]
    texts = frame.select(sides)
    different = texts.filter(pl.col(sides[0]) != pl.col(sides[1])).unique(maintain_order=True)
    near = one_error_apart(different[sides[0]], different[sides[1]]).alias(f"{part}_near")
    judged = different.with_columns(*_by_words(part, different), near)
    told = texts.join(judged, on=sides, how="left", maintain_order="left").drop(sides).fill_null(value=False)
    same = (frame[sides[0]] == frame[sides[1]]).fill_null(value=False)
    return told.with_columns(pl.col(f"{part}_agrees") | same).get_columns()


def _by_words(part: str, texts: pl.DataFrame) -> list[pl.Series]:
    """Whether one side says all that the other says; and whether one word may be all that differs."""
    words = texts.select(pl.all().str.split(" ").name.suffix("_words"))
    left, right = (pl.col(name) for name in words.columns)
    lists = words.with_columns(shared=left.list.set_intersection(right).list.len())
    few = pl.min_horizontal(left.list.n_unique(), right.list.n_unique())
    one_each = (left.list.len() == 1) & (right.list.len() == 1)
    return lists.select(
        (pl.col("shared") == few).alias(f"{part}_agrees"),
        ((pl.col("shared") > 0) | one_each).alias(f"{part}_few_differ"),
    ).get_columns()


def _shared_parts() -> pl.Expr:
    blanks = [_side(side, "house").str.count_matches(" ", literal=True) for side in "lr"]
    numbers = pl.min_horizontal(*blanks).cast(pl.Int64) + 1
    shared = pl.when(pl.col("house_agrees")).then(numbers).otherwise(0)
    return shared + (pl.col("place_agrees") & _known("place")).cast(pl.Int64)


def _says_nothing() -> pl.Expr:
    """One of the two sides has no address at all."""
    silent = [_side(side, "house").is_null() & _side(side, "place").is_null() for side in "lr"]
    return silent[0] | silent[1]


def _side(side: str, part: str) -> pl.Expr:
    return pl.col(f"{side}_{part}_key")


def _known(part: str) -> pl.Expr:
    return _side("l", part).is_not_null() & _side("r", part).is_not_null()
