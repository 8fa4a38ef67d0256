"""
A name as another hand would still write it: cleaned words, so that the same name gives the same words.

Titles go, brackets go; what the keyboards Telex and VNI leave in a text when they are switched off goes too:
no Vietnamese syllable holds f, j, w, z, or s, x, r behind its beginning, and none holds digits. Letters typed
twice become one. The cleaning is the same for everybody, so it cannot part what was equal.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.words import SURNAMES
from donghanh.kernel.text import fold_column, sort_key_column

# With its mark a title cannot be a surname (Hộ, not Hồ); without, only before a surname and two words more.
_TITLES = r"^(?i)\s*(?:(?:hộ|gia đình|ông|bà|cụ|bác|cô|chú|chị)\.?\s+)+"
_BARE_TITLES = r"^(?:(?:ho|gia dinh) )?(?:ong|ba) (\S+ \S+)"
_DOUBTFUL_TITLES = rf"^(?:ho|cu|bac|co|chu) ((?:{SURNAMES.replace(' ', '|')}) \S+ \S+)"
_ABBREVIATED = r"(?i)\b(?:(\p{L})\p{L}{0,2}\.|([bcdđghklmnpqrstvx])[bcdghklmnpqrstvx]{1,2}\b)"
_DOUBLED = {letter * 2: letter for letter in "abcdeghiklmnopqrstuvxy"}


def clean_names(names: pl.Series) -> pl.Series:
    """
    Clean each name; rows follow the rows of `names`.

    What is shortened, with a dot or to consonants, keeps its first letter.

    >>> clean_names(pl.Series(["Ông NGUYEENX  Vawn Hùng", "Tra62n V. An (hộ nghèo)"])).to_list()
    ['nguyen van hung', 'tran v an']
    """
    untitled = names.str.normalize("NFC").str.replace_all(r"\([^)]*\)?", " ").str.replace(_TITLES, "")
    bare = fold_column(untitled.str.replace_all(_ABBREVIATED, "${1}${2} "))
    return pl.select(_without_keyboard(_without_titles(pl.lit(bare)))).to_series().alias("name_key")


def marks_of(*, names: pl.Series, cleaned: pl.Series) -> pl.Series:
    """
    Write down the marked letters of each name, so that "Hùng" and "Hưng" can be told apart.

    names   : as written
    cleaned : what `clean_names` made of them
    returns : text to compare; null where the name bears no mark, or where the cleaning changed its letters
    """
    frame = pl.DataFrame({"name": names, "cleaned": cleaned, "folded": fold_column(names)})
    told = pl.col("folded") != pl.col("name").str.to_lowercase().str.normalize("NFC")
    kept = pl.col("folded").str.len_chars() == pl.col("cleaned").str.len_chars()
    keys = sort_key_column(names).alias("marks")
    return frame.with_columns(keys).select(pl.when(told & kept).then("marks")).to_series().alias("marks_key")


def _without_titles(names: pl.Expr) -> pl.Expr:
    return names.str.replace(_BARE_TITLES, "${1}").str.replace(_DOUBTFUL_TITLES, "${1}")


def _without_keyboard(names: pl.Expr) -> pl.Expr:
    return (
        names.str.replace_all(r"([a-z])\d+", "${1}")
        .str.replace_all(r"[fjwz]", "")
        .str.replace_all(r"\B[sx]+", "")
        .str.replace_all(r"([^t\s])r+", "${1}")
        .str.replace_many(_DOUBLED)
        .str.replace_all(r"([hklmst]|qu)y\b", "${1}i")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )
