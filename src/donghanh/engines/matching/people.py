"""The two tables of this engine: people as a list names them, and the keys by which they are compared."""

from __future__ import annotations

import polars as pl

from donghanh.kernel.tables import Column, Table

PEOPLE = Table(
    "people",
    (
        Column("person_id", "", pl.String, "whatever names the person in his list", is_key=True),
        Column("name", "", pl.String, "name as written"),
        Column("address", "", pl.String, "address as written, without the commune", is_nullable=True),
        Column("commune_code", "", pl.String, "official code of the commune", is_nullable=True),
        Column("phone", "", pl.String, "telephone as written", is_nullable=True),
        Column("customer_code", "", pl.String, "code on the electricity bill", is_nullable=True),
    ),
)

KEYS = Table(
    "keys of people",
    (
        Column("person_id", "", pl.String, "as in the list of people"),
        Column("commune_code", "", pl.String, "as in the list of people", is_nullable=True),
        Column("code_key", "", pl.String, "customer code, capitals and digits only", is_nullable=True),
        Column("phone_key", "", pl.String, "nine digits, without 0 or 84 before", is_nullable=True),
        Column("name_key", "", pl.String, "cleaned words of the name in their order"),
        Column("words_key", "", pl.String, "the same words, sorted"),
        Column("strange_words", "", pl.String, "words that nobody bears so marked", is_nullable=True),
        Column("marks_key", "", pl.String, "the marked letters; null where none are sure", is_nullable=True),
        Column("rarity", "doublings", pl.Int64, "how often the odds double when this name is met twice"),
        Column("house_key", "", pl.String, "numbers of the address, sorted", is_nullable=True),
        Column(
            "place_key", "", pl.String, "words of the address, sorted, without generic ones", is_nullable=True
        ),
        Column("blocks", "", pl.List(pl.String), "two people are compared when they share one of these"),
    ),
)
