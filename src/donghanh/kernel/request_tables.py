"""
The columns in which requests, reports and calls travel through the house, for figures and for likeness.

For the engine of requests and whoever loads its columns. Instants are kept in UTC; a day or a month is one of
Asia/Ho_Chi_Minh. What only clocks need (kinds, pauses, due times) stands in `case_tables`.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.tables import Column, Table

INSTANT = pl.Datetime("us", "UTC")
ZONE = "Asia/Ho_Chi_Minh"
LIKE_REASONS = ("same_customer", "same_phone", "same_place", "near", "same_service")

_CASE = Column("case", "", pl.Int64, "number of the case", is_key=True)
_AT = Column("received_at", "instant", INSTANT, "when the request arrived")

FACTS = Table(
    "facts",
    (
        _CASE,
        Column("service", "", pl.String, "code of the service"),
        Column("unit", "", pl.String, "power unit; null while it is the company's", is_nullable=True),
        Column("channel", "", pl.String, "channel by which it came"),
        Column("is_electronic", "", pl.Boolean, "whether that channel is electronic"),
        Column("clerk", "", pl.String, "username of who has, or had, it", is_nullable=True),
        _AT,
        Column("due_at", "instant", INSTANT, "due time; null while no clock runs", is_nullable=True),
        Column("answered_at", "instant", INSTANT, "of the answer that stands", is_nullable=True),
        Column("left_at", "instant", INSTANT, "when it was withdrawn or refused", is_nullable=True),
    ),
)
PAUSED = Table(
    "paused",
    (
        Column("case", "", pl.Int64, "FACTS.case"),
        Column("clerk", "", pl.String, "username of who paused it"),
        Column("from_at", "instant", INSTANT, "first moment of the pause"),
        Column("until_at", "instant", INSTANT, "first moment after; null while it lasts", is_nullable=True),
    ),
)
CALLS = Table(
    "calls",
    (
        Column("call", "", pl.Int64, "number of the call", is_key=True),
        Column("unit", "", pl.String, "whose call centre; null for the company's", is_nullable=True),
        Column("rang_at", "instant", INSTANT, "when it began to ring"),
        Column("answered_at", "instant", INSTANT, "when somebody answered", is_nullable=True),
    ),
)
TARGETS = Table(
    "targets",
    (
        Column("service", "", pl.String, "code of the service", is_key=True),
        Column("target_percent", "percent", pl.Int64, "more than this share must be in time"),
    ),
)
REPORTS = Table(
    "reports",
    (
        _CASE,
        _AT,
        Column("group", "", pl.String, "group of the service"),
        Column("service", "", pl.String, "code of the service"),
        Column("customer", "", pl.String, "customer code", is_nullable=True),
        Column("phone", "", pl.String, "telephone, digits alone", is_nullable=True),
        Column("place", "", pl.String, "commune, substation or pole, as a code", is_nullable=True),
        Column("latitude", "1e-6 degree", pl.Int64, "north", is_nullable=True),
        Column("longitude", "1e-6 degree", pl.Int64, "east", is_nullable=True),
    ),
)
ALIKE = Table(
    "alike",
    (
        Column("case", "", pl.Int64, "the report that came", is_key=True),
        Column("other", "", pl.Int64, "an earlier one that may tell of the same thing", is_key=True),
        Column("rule", "", pl.String, "code of the rule that gave the score"),
        Column("score", "points", pl.Int64, "weights of the reasons, added"),
        Column("reasons", "", pl.List(pl.String), "words of LIKE_REASONS, in that order"),
        Column("apart_seconds", "second", pl.Int64, "from the earlier to the later"),
        Column("apart_metres", "metre", pl.Int64, "null when a place is unknown", is_nullable=True),
    ),
)
