"""
How two addresses stand to each other: the same, nearly the same, another, or not to be told.

An address that says less is no other address: "Số 55" may be "Số 55, xóm 20". One digit apart it may be the
house next door or a typing error, which tells nothing either way.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.likeness import one_error_apart
from donghanh.engines.matching.reasons import REASON

PARTS = ("house", "place")


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
    parts = frame.with_columns(
        one_error_apart(frame[f"l_{part}_key"], frame[f"r_{part}_key"]).alias(f"{part}_near")
        for part in PARTS
    )
    agreeing = parts.with_columns(
        house_agrees=_agrees("house"), place_agrees=_agrees("place") | pl.col("place_near")
    )
    told = agreeing.select(_told().alias("address"), _shared_parts().alias("shared_parts"))
    return told.get_columns()


def _told() -> pl.Expr:
    either_silent = ~(_known("house") | _known("place"))
    agrees = [pl.col(f"{part}_agrees") | ~_known(part) for part in PARTS]
    next_door = pl.col("house_near") & _one_number_differs() & agrees[1]
    return (
        pl.when(is_one_address())
        .then(pl.lit("same_address", dtype=REASON))
        .when(agrees[0] & agrees[1] & ~either_silent)
        .then(pl.lit("address_nearly", dtype=REASON))
        .when(_says_nothing() | next_door | (pl.col("commune") == "other_commune").fill_null(value=False))
        .then(None)
        .otherwise(pl.lit("other_address", dtype=REASON))
    )


def _one_number_differs() -> pl.Expr:
    left, right = (_words(side, "house") for side in "lr")
    return (left.list.set_intersection(right).list.len() > 0) | (
        (left.list.len() == 1) & (right.list.len() == 1)
    )


def _shared_parts() -> pl.Expr:
    numbers = pl.min_horizontal(*(_words(side, "house").list.len() for side in "lr")).cast(pl.Int64)
    shared = pl.when(pl.col("house_agrees")).then(numbers).otherwise(0)
    return shared + (pl.col("place_agrees") & _known("place")).cast(pl.Int64)


def _agrees(part: str) -> pl.Expr:
    """All that one side says, the other says too."""
    left, right = (_words(side, part) for side in "lr")
    shared = left.list.set_intersection(right).list.len()
    few = pl.min_horizontal(left.list.n_unique(), right.list.n_unique())
    return (shared == few).fill_null(value=False)


def _says_nothing() -> pl.Expr:
    """One of the two sides has no address at all."""
    silent = [_side(side, "house").is_null() & _side(side, "place").is_null() for side in "lr"]
    return silent[0] | silent[1]


def _words(side: str, part: str) -> pl.Expr:
    return _side(side, part).str.split(" ")


def _side(side: str, part: str) -> pl.Expr:
    return pl.col(f"{side}_{part}_key")


def _known(part: str) -> pl.Expr:
    return _side("l", part).is_not_null() & _side("r", part).is_not_null()
