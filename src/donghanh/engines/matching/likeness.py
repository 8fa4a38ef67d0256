"""
How like two names are when their words are not the same: a typing error, an abbreviation, or another person.

A word of one error is another person's when both words are names that people bear: "Hùng" and "Dũng" are
brothers, "Hùng" and "Hùg" are one man. So the errors are looked at word by word.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from donghanh.engines.matching.commonness import TELLS

MOST_ERRORS = 4
NEARLY, SHORTENED, OTHER = "name_nearly", "name_shortened", "other_name"
ABBREVIATIONS = frozenset({"ng", "ngu", "tr", "th", "ph", "kh", "nh", "gi", "qu", "hg"})
_COLUMNS = ("l_name_key", "r_name_key", "l_words_key", "r_words_key")


def one_error_apart(left: pl.Series, right: pl.Series) -> pl.Series:
    """Say where two texts are one letter (dropped, added, changed, swapped) apart; a null is not."""
    errors = _errors(left.fill_null(""), right.fill_null(""), most=1)
    return (errors == 1) & left.is_not_null() & right.is_not_null()


def like_names(pairs: pl.DataFrame) -> pl.Series:
    """
    Say of each pair of cleaned names of different words how like they are; rows follow the rows of `pairs`.

    pairs   : l_name_key, r_name_key, l_words_key, r_words_key [as in KEYS, of the two sides]
    returns : name_nearly, name_shortened or other_name
    """
    different = pairs.select(_COLUMNS).unique(maintain_order=True)
    judged = different.with_columns(likeness=_judge(different))
    return pairs.join(judged, on=list(_COLUMNS), how="left", maintain_order="left")["likeness"]


def like_words(left: list[str], right: list[str]) -> str:
    """
    Compare two names word by word, the given name last or first.

    >>> like_words(["n", "v", "hung"], ["nguyen", "van", "hung"]), like_words(["le", "hoa"], ["le", "ha"])
    ('name_shortened', 'other_name')
    """
    ways = (left, [*left[1:], left[0]], [*left[-1:], *left[:-1]])
    return min((_like_in_order(way, right) for way in ways), key=(SHORTENED, NEARLY, OTHER).index)


def _judge(names: pl.DataFrame) -> pl.Series:
    """Look word by word only at names of few errors, or of one given name."""
    errors = [
        _errors(names[f"l_{key}"], names[f"r_{key}"], most=MOST_ERRORS) for key in ("name_key", "words_key")
    ]
    given = [pl.col(f"{side}_name_key").str.extract(r"(\S+)$") for side in "lr"]
    same_given = names.select(given[0] == given[1]).to_series()
    rows = ((errors[0] <= MOST_ERRORS) | (errors[1] <= MOST_ERRORS) | same_given).arg_true()
    told = [like_words(one.split(), other.split()) for one, other in names.select(_COLUMNS[:2])[rows].rows()]
    return pl.Series([OTHER]).new_from_index(0, names.height).scatter(rows, told)


def _errors(left: pl.Series, right: pl.Series, *, most: int) -> pl.Series:
    return pl.Series(cpdist(left.to_list(), right.to_list(), scorer=OSA.distance, score_cutoff=most))


def _like_in_order(left: list[str], right: list[str]) -> str:
    if len(left) != len(right):
        return _like_unequal(left, right)
    return _worst(_like_word(one, other) for one, other in zip(left, right, strict=True))


def _like_unequal(left: list[str], right: list[str]) -> str:
    """Middle names or a blank left out; beginning and end must be alike."""
    if "".join(left) == "".join(right):
        return NEARLY
    short, long = sorted((left, right), key=len)
    if len(short) < 2 or not _stand_within(short[1:-1], long[1:-1]):
        return OTHER
    return _worst(_like_word(short[at], long[at]) for at in (0, -1))


def _stand_within(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(any(_like_word(word, other) != OTHER for other in rest) for word in few)


def _worst(likenesses: Iterable[str]) -> str:
    return max(likenesses, key=(SHORTENED, NEARLY, OTHER).index)


def _like_word(one: str, other: str) -> str:
    """An equal word says no more against than a shortened one."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and (short == long or len(short) == 1 or short in ABBREVIATIONS):
        return SHORTENED
    if one in TELLS and other in TELLS:
        return OTHER
    return NEARLY if OSA.distance(one, other) <= (1 if len(long) < 5 else 2) else OTHER
