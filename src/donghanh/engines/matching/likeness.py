"""
How like two names are when their words are not the same: a typing error, an abbreviation, or another person.

A word of one error is another person's when both words are names that people bear: "Hùng" and "Dũng" are
brothers, "Hùng" and "Hùg" are one man. So the errors are looked at word by word.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from donghanh.engines.matching.commonness import CLEAN_SURNAMES, TELLS

MOST_ERRORS = 3
NEARLY, SHORTENED, OTHER = "name_nearly", "name_shortened", "other_name"
_ORDER = (SHORTENED, NEARLY, OTHER)
COMPARED = ("l_name_key", "r_name_key", "l_words_key", "r_words_key", "l_strange_words", "r_strange_words")


def one_error_apart(left: pl.Series, right: pl.Series) -> pl.Series:
    """Say where two texts are one letter (dropped, added, changed, swapped) apart; a null is not."""
    frame = pl.DataFrame([left.alias("left"), right.alias("right")])
    rows = frame.select(_may_be_one_error()).to_series().fill_null(value=False).arg_true()
    errors = _errors(left[rows], right[rows], most=1)
    return pl.repeat(False, frame.height, eager=True).scatter(rows, errors == 1)


def _may_be_one_error() -> pl.Expr:
    """One error leaves the first or the last letter of three as it is."""
    left, right = pl.col("left"), pl.col("right")
    longer = left.str.len_chars().cast(pl.Int32) - right.str.len_chars().cast(pl.Int32)
    one_end = (left.str.head(1) == right.str.head(1)) | (left.str.tail(1) == right.str.tail(1))
    is_short = pl.min_horizontal(left.str.len_chars(), right.str.len_chars()) < 3
    return (left != right) & (longer.abs() <= 1) & (one_end | is_short)


def like_names(pairs: pl.DataFrame) -> pl.Series:
    """
    Say of each pair of cleaned names of different words how like they are; rows follow the rows of `pairs`.

    pairs   : the columns of COMPARED [as in KEYS, of the two sides]
    returns : name_nearly, name_shortened or other_name
    """
    different = pairs.select(COMPARED).unique(maintain_order=True)
    judged = different.with_columns(likeness=_judge(different))
    return pairs.join(judged, on=list(COMPARED), how="left", maintain_order="left", nulls_equal=True)[
        "likeness"
    ]


def like_words(left: list[str], right: list[str], *, strange: frozenset[str] = frozenset()) -> str:
    """
    Compare two names word by word, the given name last or first; `strange` words are borne by nobody.

    >>> like_words(["n", "v", "hung"], ["nguyen", "van", "hung"]), like_words(["le", "hoa"], ["le", "ha"])
    ('name_shortened', 'other_name')
    """
    left, right = _untitled(left), _untitled(right)
    told = _like_in_order(left, right, strange)
    if told == OTHER and left[0][0] == right[-1][0]:
        told = _like_in_order([*left[1:], left[0]], right, strange)
    if told == OTHER and left[-1][0] == right[0][0]:
        told = _like_in_order([left[-1], *left[:-1]], right, strange)
    return told


def _untitled(words: list[str]) -> list[str]:
    """Anh and Chi are given names too: titles only before a surname and two words more."""
    is_titled = len(words) > 3 and words[0] in {"anh", "chi"} and words[1] in CLEAN_SURNAMES
    return words[1:] if is_titled else words


def _judge(names: pl.DataFrame) -> pl.Series:
    """Look word by word only at names of few errors, and at shortened ones that end or begin alike."""
    errors = [
        _errors(names[f"l_{key}"], names[f"r_{key}"], most=MOST_ERRORS) for key in ("name_key", "words_key")
    ]
    near = (errors[0] <= MOST_ERRORS) | (errors[1] <= MOST_ERRORS) | _may_be_short(names)
    rows = near.arg_true()
    told = [
        like_words(one.split(), other.split(), strange=frozenset(f"{left or ''} {right or ''}".split()))
        for one, other, _, _, left, right in names.select(COMPARED)[rows].rows()
    ]
    return pl.Series([OTHER]).new_from_index(0, names.height).scatter(rows, told)


def _may_be_short(names: pl.DataFrame) -> pl.Series:
    """True where one name has an initial, or fewer words, and the ends or the sorted initials agree."""
    sides = [pl.col(f"{side}_name_key") for side in "lr"]
    ends = [[name.str.extract(end) for name in sides] for end in (r"(\S+)$", r"^(\S)")]
    has_initial = pl.any_horizontal(name.str.contains(r"\b\w\b") for name in sides)
    fewer = sides[0].str.count_matches(" ") != sides[1].str.count_matches(" ")
    agree = pl.any_horizontal(one == other for one, other in ends)
    told = names.select(short=has_initial | fewer, agree=agree.fill_null(value=False))
    open_ = told.select(pl.col("short") & ~pl.col("agree")).to_series().arg_true()
    return (told["short"] & told["agree"]).scatter(open_, _same_initials(names[open_]))


def _same_initials(names: pl.DataFrame) -> pl.Series:
    one, other = (pl.col(f"{side}_words_key").str.replace_all(r"(\w)\w*", "${1}") for side in "lr")
    return names.select(one == other).to_series()


def _errors(left: pl.Series, right: pl.Series, *, most: int) -> pl.Series:
    return pl.Series(cpdist(left.to_list(), right.to_list(), scorer=OSA.distance, score_cutoff=most))


def _like_in_order(left: list[str], right: list[str], strange: frozenset[str]) -> str:
    if len(left) != len(right):
        return _like_unequal(left, right, strange)
    middle = _worst(map(_like_middle, left[1:-1], right[1:-1]))
    return _worst([middle, *_like_ends(left, right, strange)])


def _like_ends(left: list[str], right: list[str], strange: frozenset[str]) -> list[str]:
    surname = _like_word(left[0], right[0], borne=CLEAN_SURNAMES, strange=strange)
    return [surname, _like_word(left[-1], right[-1], borne=TELLS, strange=strange)]


def _like_middle(one: str, other: str) -> str:
    """A middle name parts nobody by one letter: brothers share it."""
    return _like_word(one, other, borne=())


def _like_unequal(left: list[str], right: list[str], strange: frozenset[str]) -> str:
    """Middle names or a blank left out; beginning and end must be alike."""
    one, other = "".join(left), "".join(right)
    if OSA.distance(one, other) <= 1 or (len(one) == len(other) and one in other * 2):
        return NEARLY
    short, long = sorted((left, right), key=len)
    if len(short) < 2 or not _stand_within(short[1:-1], long[1:-1]):
        return OTHER
    return _worst(_like_ends(short, long, strange))


def _stand_within(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(any(_like_middle(word, other) != OTHER for other in rest) for word in few)


def _worst(likenesses: Iterable[str]) -> str:
    return max(likenesses, key=_ORDER.index, default=SHORTENED)


def _like_word(one: str, other: str, *, borne: Container[str], strange: frozenset[str] = frozenset()) -> str:
    """An equal word says no more against than a shortened one."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and (short == long or len(short) == 1):
        return SHORTENED
    if one in borne and other in borne and strange.isdisjoint((one, other)):
        return OTHER
    return NEARLY if OSA.distance(one, other) <= (1 if len(long) < 5 else 2) else OTHER
