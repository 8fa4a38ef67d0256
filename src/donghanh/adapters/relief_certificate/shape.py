"""What the folder of a certificate holds: its files, their columns, and how each is written down as bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from donghanh.kernel.billing_tables import BILLS, QUOTAS, USAGE

FORMAT = "donghanh-relief-certificate/2"
MANIFEST, README, LAW, RELEASES = "manifest.json", "READ-ME.txt", "law.yaml", "releases.json"
LISTS: Mapping[str, Mapping[str, Any]] = {
    "owed.csv": {"token": pl.String, "unit_code": pl.String, "category": pl.String, "relief": pl.String},
    "paid.csv": {
        "token": pl.String, "unit_code": pl.String, "category": pl.String, "relief": pl.String,
        "kwh": pl.Int64, "quota_quarters": pl.Int64, "gross_amount": pl.Int64, "relief_amount": pl.Int64,
    },
    "excused.csv": {"token": pl.String, "relief": pl.String, "reason": pl.String},
    "refused.csv": {
        "unit_code": pl.String, "category": pl.String, "relief": pl.String, "reason": pl.String,
        "customers": pl.Int64,
    },
    "totals.csv": {
        "unit_code": pl.String, "category": pl.String, "relief": pl.String, "customers": pl.Int64,
        "kwh": pl.Int64, "gross_amount": pl.Int64, "relief_amount": pl.Int64,
    },
    "bills.csv": {"token": pl.String, "release": pl.String, **BILLS.schema},
    "usage.csv": USAGE.schema,
    "quotas.csv": QUOTAS.schema,
}  # fmt: skip
"""The lists and their columns; each is sorted by its columns from the left, so that it has one spelling."""
NULLABLE = {"bills.csv": ("cos_phi_percent", "relief", "instrument")}
"""Columns in which an empty cell says that there is none."""
FILES = (*LISTS, LAW, RELEASES, README)


class NotACertificate(ValueError):
    """The folder is not one that can be checked at all: says what was found and expected."""


@dataclass(frozen=True)
class CertificateProblem:
    """One thing that does not hold: stable rule, and a sentence with what was found and expected."""

    rule: str
    text: str


class ListUnreadable(ValueError):
    """A list is no CSV of its columns."""


def write_list(name: str, frame: pl.DataFrame) -> bytes:
    """Write a list in its one spelling: UTF-8, commas, line feeds, sorted."""
    columns = list(LISTS[name])
    schema = {column: LISTS[name][column] for column in columns}
    text = frame.select(pl.col(column).cast(schema[column]) for column in columns).sort(columns).write_csv()
    return text.encode()


def read_list(name: str, content: bytes) -> pl.DataFrame:
    """Read a list. raises : ListUnreadable, also when it is not in its one spelling"""
    try:
        frame = pl.read_csv(io.BytesIO(content), schema=dict(LISTS[name]))
    except (pl.exceptions.PolarsError, ValueError) as reason:
        raise ListUnreadable(f"{name}: {str(reason).splitlines()[0]}") from reason
    has_nulls = any(column.null_count() for column in frame if column.name not in NULLABLE.get(name, ()))
    if has_nulls or frame.columns != list(LISTS[name]) or write_list(name, frame) != content:
        raise ListUnreadable(f"{name}: expected the columns {', '.join(LISTS[name])}, sorted, without nulls.")
    return frame


def totals_of(paid: pl.DataFrame) -> pl.DataFrame:
    """Totals by unit, price group and group of the round."""
    keys = ["unit_code", "category", "relief"]
    return paid.group_by(keys).agg(
        pl.len().cast(pl.Int64).alias("customers"), pl.col("kwh", "gross_amount", "relief_amount").sum()
    )
