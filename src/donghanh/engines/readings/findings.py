"""One form for what the checks find: point, month, rule, the energy it is about, and its numbers as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from donghanh.engines.readings.terms import SEVERITIES
from donghanh.kernel.tables import Column, Table

FINDINGS = Table(
    "findings",
    (
        Column("point", "", pl.Int64, "number of the metering point", is_key=True),
        Column("month", "day", pl.Date, "first day of the bill month"),
        Column("rule", "", pl.String, "rule of the checks", is_key=True),
        Column("severity", "", pl.String, "hold or note", words=SEVERITIES),
        Column("is_releasable", "", pl.Boolean, "whether the bill may go out as it is"),
        Column("kwh", "kWh", pl.Int64, "energy of the period; null when not known", is_nullable=True),
        Column("facts", "", pl.String, "the numbers, as JSON"),
    ),
)


def found(rows: pl.DataFrame, *, month: date, rule: str, facts: Mapping[str, str]) -> pl.DataFrame:
    """
    Write rows down as findings of a rule, without severity.

    rows  : point, kwh and the columns that `facts` names
    facts : key in the JSON -> column
    """
    told = (
        pl.struct([pl.col(column).alias(key) for key, column in facts.items()]).struct.json_encode()
        if facts
        else pl.lit("{}")
    )
    return rows.select("point", month=pl.lit(month), rule=pl.lit(rule), kwh="kwh", facts=told)
