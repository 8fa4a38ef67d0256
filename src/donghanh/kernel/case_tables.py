"""
The columns in which the clocks of cases travel: what runs, what was paused, when each is due.

For the engine of deadlines and whoever loads its columns. Instants are kept in UTC; days are those of
Asia/Ho_Chi_Minh.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.request_tables import INSTANT
from donghanh.kernel.tables import Column, Table

CLOCK_KINDS = ("working_days", "working_hours", "calendar_days", "hours", "seconds", "immediate")

_CASE = Column("case", "", pl.Int64, "number of the case", is_key=True)

CLOCKED = Table(
    "clocked",
    (
        _CASE,
        Column("clock", "", pl.String, "what is counted", words=CLOCK_KINDS),
        Column("amount", "of the clock", pl.Int64, "how many of them"),
        Column("start_at", "instant", INSTANT, "when the clock starts"),
    ),
)
PAUSES = Table(
    "pauses",
    (
        Column("case", "", pl.Int64, "CLOCKED.case"),
        Column("from_at", "instant", INSTANT, "first moment of the pause"),
        Column("until_at", "instant", INSTANT, "first moment after; null while it lasts", is_nullable=True),
    ),
)
DUE = Table(
    "due",
    (
        _CASE,
        Column("due_at", "instant", INSTANT, "last moment in time"),
        Column("due_on", "day", pl.Date, "its day"),
        Column("paused_seconds", "second", pl.Int64, "what pauses gave back, in the clock's own time"),
        Column("is_paused", "", pl.Boolean, "whether a pause lasts"),
    ),
)
