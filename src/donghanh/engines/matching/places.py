"""
An address and a telephone as another hand would still write them.

Of an address the numbers and the telling words are kept, each sorted: "Số 127, xóm 20", "xóm 20 - nhà 127"
and "SN 127 X20" give the same. Of a telephone the nine digits behind 0, 84 or +84 are kept.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.text import fold_column

_GENERIC = (
    "so|nha|sn|duong|d|pho|p|to|t|xom|x|thon|th|khu|k|kp|khoi|doi|ap|ngo|ngach|hem|kiet|dan|tdp|lang|ban"
    "|phuong|xa"
)
_WITHIN = r"^(.*\S) (?:xa|phuong|thi tran|tt|huyen|quan|thanh pho|tp|tinh) \S.*$"
NO_TEXT = ""


def address_keys(addresses: pl.Series) -> pl.DataFrame:
    """
    Keep of each address its numbers and its telling words; rows follow the rows of `addresses`.

    returns : house_key, place_key [sorted, one blank apart; null where there are none]

    >>> address_keys(pl.Series(["Số 127, xóm 20", "X20 - nhà 127", "Thôn Đông"])).rows()
    [('127 20', None), ('127 20', None), (None, 'dong')]
    """
    folded = fold_column(addresses).str.replace_all(r"([a-z])(\d)", "${1} ${2}").str.replace(_WITHIN, "${1}")
    told = folded.str.replace_all(rf"\b(?:{_GENERIC})\b", " ").alias("address")
    frame = told.to_frame()
    numbers = pl.col("address").str.extract_all(r"\b\d+[a-z]?\b")
    words = pl.col("address").str.extract_all(r"\b[a-z]+\b")
    return frame.select(_sorted(numbers).alias("house_key"), _sorted(words).alias("place_key"))


def phone_keys(phones: pl.Series) -> pl.Series:
    """
    Keep of each telephone the digits behind 0 or 84; null where there are fewer than eight.

    >>> phone_keys(pl.Series(["+84 912.345.678", "0912345678", "?"])).to_list()
    ['912345678', '912345678', None]
    """
    digits = phones.str.replace(r"\.0$", "").str.replace_all(r"\D", "")
    digits = digits.str.replace(r"^(?:00)?84(\d{9})$", "${1}").str.replace(r"^0+", "")
    frame = digits.alias("phone_key").to_frame()
    return frame.select(pl.when(pl.col("phone_key").str.len_chars() >= 8).then("phone_key")).to_series()


def code_keys(codes: pl.Series) -> pl.Series:
    """Keep capitals and digits of each customer code; null where nothing is left."""
    kept = codes.str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "").alias("code_key")
    return kept.to_frame().select(pl.when(pl.col("code_key") != NO_TEXT).then("code_key")).to_series()


def _sorted(words: pl.Expr) -> pl.Expr:
    joined = words.list.sort().list.join(" ")
    return pl.when(joined != NO_TEXT).then(joined)
