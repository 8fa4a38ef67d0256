"""Reports that may speak of one thing: rows to columns, the dated rules, and back to rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from donghanh.apps.requests.models import Case
from donghanh.apps.requests.values import Likeness
from donghanh.engines.requests.likeness import alike
from donghanh.kernel.request_tables import REPORTS
from donghanh.lawbook.duplicate_rules import likeness_rules


def scored(*, case: Case, others: Sequence[Case], day: date) -> tuple[Likeness, ...]:
    """The others that may be the same thing, the likeliest first."""
    known = {other.pk: other for other in others}
    found = alike(reports=_reports([case]), others=_reports(others), rules=likeness_rules(day=day))
    return tuple(
        _row(known[one["other"]], one["score"], one["reasons"]) for one in found.iter_rows(named=True)
    )


def _reports(cases: Sequence[Case]) -> pl.DataFrame:
    rows = [
        (
            one.pk, one.received_at, one.group, one.service_code, one.customer_code or None,
            one.phone or None,
            one.commune_code or None, one.latitude_microdegrees, one.longitude_microdegrees,
        )
        for one in cases
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=REPORTS.schema, orient="row")


def _row(other: Case, score: int, reasons: list[str]) -> Likeness:
    member = getattr(other, "membership", None)
    return Likeness(
        other.code, score, tuple(reasons), other.received_at, other.service["vi"], other.service["en"],
        other.state, member.incident.code if member else "",
    )  # fmt: skip


def pairs(*, cases: Sequence[Case], day: date) -> tuple[tuple[Case, Case, int, tuple[str, ...]], ...]:
    """Pairs among these cases that may be the same thing, the likeliest first, each pair once."""
    known = {case.pk: case for case in cases}
    reports = _reports(cases)
    found = alike(reports=reports, others=reports, rules=likeness_rules(day=day))
    once = found.filter(pl.col("case") < pl.col("other")).sort(
        ["score", "case", "other"], descending=[True, False, False]
    )
    return tuple(
        (known[one["case"]], known[one["other"]], one["score"], tuple(one["reasons"]))
        for one in once.iter_rows(named=True)
    )
