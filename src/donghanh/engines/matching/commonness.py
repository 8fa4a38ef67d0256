"""
How rare a name is: what its words tell together, when two people bear it [doublings of the odds].
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.names import clean_names
from donghanh.engines.matching.words import SURNAMES, WORDS_OF
from donghanh.kernel.text import sort_key_column

UNKNOWN_WORD, INITIAL = 8, 2
MOST = 24


def _table() -> dict[str, int]:
    """Word, cleaned like a name, to doublings; of two that clean alike the commoner one speaks."""
    rows = [(word, tells) for tells, words in WORDS_OF.items() for word in words.split()]
    cleaned = clean_names(pl.Series([word for word, _ in rows])).to_list()
    return {word: tells for word, (_, tells) in reversed(list(zip(cleaned, rows, strict=True)))}


TELLS = _table()
_BORNE = frozenset(sort_key_column(pl.Series(" ".join(WORDS_OF.values()).split())))
CLEAN_SURNAMES = frozenset(clean_names(pl.Series(SURNAMES.split())))


def rarity_of(names: pl.Series) -> pl.Series:
    """
    Add up what the words of each cleaned name tell; rows follow the rows of `names`.

    >>> rarity_of(pl.Series(["nguyen van hung", "khuc the thach", "n v hung"])).to_list()
    [8, 22, 9]
    """
    different = names.unique().alias("name").to_frame()
    words = different.with_columns(word=pl.col("name").str.split(" ")).explode("word")
    tells = pl.col("word").replace_strict(TELLS, default=UNKNOWN_WORD, return_dtype=pl.Int64)
    is_initial = pl.col("word").str.contains("^[^aeiouy]{1,2}$|^.$")
    told = words.group_by("name").agg(
        rarity=pl.when(is_initial).then(INITIAL).otherwise(tells).sum().clip(upper_bound=MOST)
    )
    frame = names.alias("name").to_frame()
    return frame.join(told, on="name", how="left", maintain_order="left", nulls_equal=True)["rarity"]


def strange_words_of(*, names: pl.Series, marks: pl.Series) -> pl.Series:
    """
    List the words that people bear, but with other diacritics: errors, for Hủy is nobody's name.

    names   : as written
    marks   : what `names.marks_of` made of them; where it is null, no word can be told
    returns : cleaned words, one blank apart; null where there are none

    >>> strange_words_of(names=pl.Series(["Lê Thị Hủy"]), marks=pl.Series(["-"])).to_list()
    ['huy']
    """
    told = pl.DataFrame({"name": names, "marks": marks}).filter(pl.col("marks").is_not_null()).unique("name")
    lower = pl.col("name").str.normalize("NFC").str.to_lowercase().str.extract_all(r"\p{L}+")
    words = told.select("name", word=lower).explode("word").drop_nulls()
    spelt = words.with_columns(
        clean_names(words["word"]).alias("clean"), sort_key_column(words["word"]).alias("key")
    )
    is_strange = pl.col("clean").is_in(list(TELLS)) & ~pl.col("key").is_in(list(_BORNE))
    strange = (
        spelt.filter(is_strange).group_by("name", maintain_order=True).agg(pl.col("clean").str.join(" "))
    )
    joined = names.alias("name").to_frame().join(strange, on="name", how="left", maintain_order="left")
    return joined["clean"].alias("strange_words")
