"""
How Vietnamese text is searched and sorted, where the database knows neither.

For lists of names and addresses: `fold` makes the search key (no case, no diacritics), `sort_key`
the sort key (Vietnamese alphabet, then tones). Both are stored at intake and compared as plain bytes
(collation C). There is one formula, on columns; a single text is a column of length one, so give
many texts at once. Composed (NFC), decomposed (NFD) and Windows-1258 spellings give the same key.
"""

from __future__ import annotations

import polars as pl

# The 33 letters used in Vietnam, foreign f j w z among them, in the order of the dictionary.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Ngang carries no mark; the others in the order huyền, hỏi, ngã, sắc, nặng.
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

_TONE_MARKS = "[" + "".join(TONES) + "]"
_MARKED = {"ă": "a\u0306", "â": "a\u0302", "ê": "e\u0302", "ô": "o\u0302", "ơ": "o\u031b", "ư": "u\u031b"}
# One byte a letter, from "A" on: digits stay below letters, and no letter is the beginning of another.
_RANKS = {letter: chr(ord("A") + rank) for rank, letter in enumerate(ALPHABET)}
# A marked letter is looked for before the bare one that it begins with.
_RANKS_DECOMPOSED = {_MARKED[letter]: _RANKS[letter] for letter in _MARKED} | {
    letter: rank for letter, rank in _RANKS.items() if letter not in _MARKED
}


def fold(text: str) -> str:
    """
    Make the search key of one text: small letters, no diacritics, đ as d, single spaces.

    >>> fold("Trần  Đăng-Ninh")
    'tran dang ninh'
    """
    return str(fold_column(pl.Series([text]))[0])


def sort_key(text: str) -> str:
    """
    Make the sort key of one text: ranks of the letters, a space, then the tones of the syllables.

    >>> sorted(["Đào", "Dũng", "Ân", "An", "Dung", "Ánh"], key=sort_key)
    ['An', 'Ánh', 'Ân', 'Dung', 'Dũng', 'Đào']
    """
    return str(sort_key_column(pl.Series([text]))[0])


def fold_column(texts: pl.Series) -> pl.Series:
    """
    Make the search key of each text; rows follow the rows of `texts`, null stays null.

    texts   : text as people type it, in any Unicode normal form
    returns : lower-case letters and digits, words one space apart
    """
    return _keys(texts, _without_marks(pl.col("words")))


def sort_key_column(texts: pl.Series) -> pl.Series:
    """
    Make the sort key of each text; rows follow the rows of `texts`, null stays null.

    Letters decide over the whole text; tones only among texts of the same letters, syllable by
    syllable, so "hoà" and "hòa" are the same word. Punctuation counts as a space.

    texts   : text as people type it, in any Unicode normal form
    returns : text to be compared byte by byte (collation C)
    """
    words = pl.col("words")
    return _keys(texts, pl.concat_str(_letters(words), pl.lit(" "), _tones(words)))


def _keys(texts: pl.Series, key: pl.Expr) -> pl.Series:
    """Make the key of each text that differs, once: in a province, names repeat."""
    frame = pl.DataFrame({"text": texts.cast(pl.String)})
    different = frame.unique().with_columns(words=_words(pl.col("text"))).select("text", key.alias("key"))
    joined = frame.join(different, on="text", how="left", nulls_equal=True, maintain_order="left")
    return joined["key"].alias(texts.name)


def _words(text: pl.Expr) -> pl.Expr:
    """Decompose, lower, and leave letters, digits and their marks, words one space apart."""
    return (
        text.str.normalize("NFKD")
        .str.to_lowercase()
        .str.replace_all(r"\p{Cf}", "")
        .str.replace_all("ð", "đ", literal=True)  # U+00F0, Icelandic, typed for đ in old files
        .str.replace_all(r"(^|[^\p{L}\p{N}\p{M}])\p{M}+", "${1}")
        .str.replace_all(r"[^\p{L}\p{N}\p{M}]+", " ")
        .str.strip_chars()
    )


def _without_marks(words: pl.Expr) -> pl.Expr:
    return words.str.replace_all(r"\p{M}+", "").str.replace_all("đ", "d", literal=True)


def _letters(words: pl.Expr) -> pl.Expr:
    """Rank each letter; the gap between words ranks below digits, and above the end of the letters."""
    return (
        words.str.replace_all(_TONE_MARKS, "")
        .str.replace_many({**_RANKS_DECOMPOSED, " ": "."}, leftmost=True)
        .str.replace_all(r"\p{M}+", "")
    )


def _tones(words: pl.Expr) -> pl.Expr:
    """Keep the tones only: "hoa hồng" gives ".1"; a missing tone (ngang) ranks below every other."""
    return (
        words.str.replace_all(r"[^ " + "".join(TONES) + "]+", "")
        .str.replace_many({**TONES, " ": "."})
        .str.strip_chars_end(".")
    )
