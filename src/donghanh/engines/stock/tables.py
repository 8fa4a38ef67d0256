"""
The columns in which goods travel: movements as they were written, amounts as they stand.

A place has a kind; the kinds are where a thing can be between its supplier and its household.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.tables import Column, Table

OUTSIDE, WAREHOUSE, TRANSIT, CARRIER, RECIPIENT, LOST = PLACE_KINDS = (
    "outside",
    "warehouse",
    "transit",
    "carrier",
    "recipient",
    "lost",
)
MOVEMENT_KINDS = (
    "receipt",
    "transfer_out",
    "transfer_in",
    "transfer_short",
    "dispatch",
    "hand_over",
    "return",
    "write_off",
    "recount",
    "correction",
)

MOVEMENTS = Table(
    "movements",
    (
        Column("item", "", pl.String, "code of the item"),
        Column("lot", "", pl.String, "code of the lot, unique within its item"),
        Column("from_kind", "", pl.String, "kind of the place it left", words=PLACE_KINDS),
        Column("to_kind", "", pl.String, "kind of the place it came to", words=PLACE_KINDS),
        Column("quantity", "unit of measure", pl.Int64, "how many, always more than zero"),
    ),
)
LEVELS = Table(
    "levels",
    (
        Column("item", "", pl.String, "code of the item"),
        Column("lot", "", pl.String, "code of the lot, unique within its item"),
        Column("kind", "", pl.String, "kind of the place", words=PLACE_KINDS),
        Column("quantity", "unit of measure", pl.Int64, "how many stand there, as stored"),
    ),
)
SHELF = Table(
    "shelf",
    (
        Column("lot", "", pl.String, "code of the lot", is_key=True),
        Column("expires_on", "day", pl.Date, "first day on which it may not be given", is_nullable=True),
        Column("quantity", "unit of measure", pl.Int64, "how many of it stand there"),
    ),
)
