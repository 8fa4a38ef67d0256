"""
Makes the keys by which people are compared, once for each person: at intake, or just before comparing.

A key is plain text that a database can store and index. Two people are looked at together only when they
share a block: the same telephone, the same customer code, or in one commune the same words of a name, the
same beginning and end of it, or the same address.
"""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.commonness import rarity_of, strange_words_of
from donghanh.engines.matching.names import clean_names, marks_of
from donghanh.engines.matching.people import KEYS, PEOPLE
from donghanh.engines.matching.places import address_keys, code_keys, phone_keys
from donghanh.engines.matching.reasons import LEAST_RARITY_ALONE


def keys_of(*, people: pl.DataFrame) -> pl.DataFrame:
    """
    Make the keys of people; rows follow the rows of `people`.

    people  : the columns of PEOPLE
    returns : the columns of KEYS; what is missing or unreadable is null
    raises  : FrameDoesNotFit

    >>> keys_of(people=one_person(name="Ông NGUYEENX Văn Hùng"))["name_key"].item()
    'nguyen van hung'
    """
    asked = PEOPLE.require(people)
    frame = asked.select("person_id", "name", "address", "commune_code").with_columns(
        code_keys(asked["customer_code"]), phone_keys(asked["phone"])
    )
    named = _joined(frame, _name_keys(asked["name"].unique()), on="name")
    placed = _joined(named, _address_keys(asked["address"].unique()), on="address")
    return placed.with_columns(blocks=_blocks()).select(KEYS.schema.names())


def _joined(frame: pl.DataFrame, keys: pl.DataFrame, *, on: str) -> pl.DataFrame:
    return frame.join(keys, on=on, how="left", nulls_equal=True, maintain_order="left")


def _name_keys(names: pl.Series) -> pl.DataFrame:
    """Make the keys of each name that differs, once: in a province, names repeat."""
    cleaned = clean_names(names)
    words = cleaned.str.split(" ").list.sort().list.join(" ").alias("words_key")
    marks = marks_of(names=names, cleaned=cleaned)
    strange = strange_words_of(names=names, marks=marks)
    rarity = rarity_of(cleaned).alias("rarity")
    return pl.DataFrame([names.alias("name"), cleaned, words, marks, strange, rarity])


def _address_keys(addresses: pl.Series) -> pl.DataFrame:
    return address_keys(addresses).insert_column(0, addresses.alias("address"))


def _blocks() -> pl.Expr:
    """List the blocks; where a part is missing there is none, and none for whom no name is known."""
    commune, words = pl.col("commune_code"), pl.col("name_key").str.split(" ")
    address = pl.concat_str(
        pl.col("house_key").fill_null(""), pl.col("place_key").fill_null(""), separator="/"
    )
    is_placed = pl.col("house_key").is_not_null() | pl.col("place_key").is_not_null()
    here = pl.when(is_placed).then(address)
    hamlet = pl.when(pl.col("house_key").is_null()).then(pl.col("place_key"))
    first, last = words.list.first().str.head(1), words.list.last()
    rare_here = pl.when(pl.col("rarity") >= LEAST_RARITY_ALONE).then(commune)
    blocks = {
        "code": [pl.col("code_key")],
        "phone": [pl.col("phone_key")],
        "words": [commune, pl.col("words_key")],
        "ends": [rare_here, first, last],
        "begins": [rare_here, pl.col("name_key").str.replace(r"(\w)\w*$", "${1}")],
        "house": [commune, pl.col("house_key")],
        "hamlet": [commune, hamlet, last],
        "hamlet-begins": [commune, hamlet, pl.col("name_key").str.replace(r"\S+$", "")],
        "home": [here, pl.col("words_key")],
    }
    said = [pl.concat_str(pl.lit(name), *parts, separator="|") for name, parts in blocks.items()]
    is_named = pl.col("name_key") != ""
    return (
        pl.when(is_named)
        .then(pl.concat_list(said).list.drop_nulls())
        .otherwise(pl.lit([], pl.List(pl.String)))
    )
