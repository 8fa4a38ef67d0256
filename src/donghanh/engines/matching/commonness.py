"""
How much it tells that two people bear the same word in their names: [doublings of the odds].

Frozen on purpose, not counted from the lists at hand: a score must mean the same tomorrow, for one
nomination as for fifty thousand, and a stranger who joins a list must change nobody's score (see
docs/how-to/tune-matching.md). Half of all people share a word of 1, one in eight a word of 3, one in thirty
a word of 5. Surnames: shares commonly quoted after Lê Trung Hoa (2005); middle and given names: rounded
estimate, to be confirmed with the counts of a register.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.names import clean_names

_WORDS_OF = {
    1: "nguyen thi",
    2: "van",
    3: "tran le",
    4: "pham hoang huynh phan duc thanh ngoc",
    5: (
        "vu vo dang bui minh xuan quang hong huu dinh thu hung dung tuan hai hoa huong lan ha thuy hang thang"
        " nam son anh mai phuong"
    ),
    6: (
        "do ho ngo duong ly kim quoc cong trong duy manh tien viet cuong toan long binh tung hieu trung phong"
        " huy linh nga huyen thao yen nhung trang hanh hien hue loan lien van oanh tam bich"
    ),
    7: (
        "doan trinh luong cao dao luu ta lam chu phung tong vuong to chien quan khanh phuc thinh vinh dat loi"
        " thuan tan tu hau giang dong quyet nhan nghia bao hiep luc quy thai truong thom tham thuong nguyet"
        " tuyet quynh quyen ngan cuc duyen thuc hoai thoa tuoi nhan"
    ),
}
UNKNOWN_WORD, INITIAL = 8, 3
MOST = 24


def _table() -> dict[str, int]:
    """Word, cleaned like a name, to doublings; of two that clean alike the commoner one speaks."""
    rows = [(word, tells) for tells, words in _WORDS_OF.items() for word in words.split()]
    cleaned = clean_names(pl.Series([word for word, _ in rows])).to_list()
    return {word: tells for word, (_, tells) in reversed(list(zip(cleaned, rows, strict=True)))}


TELLS = _table()


def rarity_of(names: pl.Series) -> pl.Series:
    """
    Add up what the words of each cleaned name tell; rows follow the rows of `names`.

    >>> rarity_of(pl.Series(["nguyen van hung", "khuc the thach", "n v hung"])).to_list()
    [8, 24, 11]
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
