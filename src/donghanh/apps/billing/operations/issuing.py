"""Issues adjustments and replacements: numbers, rows and books in one transaction, a run for each unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars as pl

from donghanh.apps.accounts.operations import post_adjustments
from donghanh.apps.billing.bridge.rows import COLUMNS, copy_rows, numbered
from donghanh.apps.billing.models import BillingRun
from donghanh.apps.billing.operations.numbering import series_for, take_numbers
from donghanh.apps.billing.references import house_day, reference_column
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor

_WHOLE = (
    "bill", "kwh", "gross_amount", "relief_amount", "net_amount", "vat_amount", "total_amount",
    "lines_check", "refers_to_id", "books_net", "books_vat", "books_total",
)  # fmt: skip
KINDS: dict[str, Any] = dict.fromkeys(_WHOLE, pl.Int64) | {
    "month": pl.Date, "from_on": pl.Date, "until_on": pl.Date, "read_on": pl.Date,
    "quota_quarters": pl.Int32, "is_tenants_undeclared": pl.Boolean, "vat_percent": pl.Int32,
    "cos_phi_percent": pl.Int32,
} | dict.fromkeys((
    "kind", "unit_code", "code", "category", "voltage", "quota_rounding", "name", "address", "metered",
    "tax_code", "relief", "instrument", "root",
), pl.String)  # fmt: skip


def issue_corrections(
    *, rows: Sequence[dict[str, Any]], release: str, reason: str, by: Actor, at: datetime
) -> list[int]:
    """
    Issue corrections, in the order given within each unit.

    rows    : columns of invoices with kind, refers_to_id, root, and books_net, books_vat, books_total, by
              which the books change
    returns : keys of what was issued
    """
    frame = pl.DataFrame(list(rows), schema=KINDS, orient="row")
    issued: list[int] = []
    for unit in frame["unit_code"].unique().sort():
        part = frame.filter(pl.col("unit_code") == unit)
        issued += _issue(str(unit), part, release, reason, by, at)
    return issued


def _issue(unit: str, part: pl.DataFrame, release: str, reason: str, by: Actor, at: datetime) -> list[int]:
    day = house_day(at)
    month = day.replace(day=1)
    last = BillingRun.objects.filter(kind="correction", unit_code=unit, month=month).first()
    run = BillingRun.objects.create(
        kind="correction", unit_code=unit, month=month, number=last.number + 1 if last else 1,
        release=release, state="done", planned_count=part.height, done_count=part.height,
        total_dong=int(part["books_total"].sum()), issued_at=at, why=reason, staff_id=by.staff_id,
        username=by.username,
    )  # fmt: skip
    series = series_for(unit_code=unit, month=month)
    first = take_numbers(series_id=int(series.pk), count=part.height)
    kind = pl.col("kind")
    made = numbered(rows=part, series=int(series.pk), first=first, run=int(run.pk), kind=kind)
    copy_rows(rows=made.select(*COLUMNS, "refers_to_id"), more=("refers_to_id",))
    books = made.select(
        adjustment=reference_column(template=series.template, symbol=series.symbol), invoice="root",
        net_amount="books_net", vat_amount="books_vat", total_amount="books_total",
    )  # fmt: skip
    subject = f"correction:{unit}/{month:%Y-%m}/{run.number}"
    post_adjustments(rows=books, on=day, by=by, at=at, subject=subject)
    facts = {"count": part.height, "total_dong": run.total_dong, "release": release, "reason": reason}
    record_act(actor=by, act="billing.issue_corrections", subject=subject, facts=facts, at=at)
    return [int(key) for key in made["id"]]
