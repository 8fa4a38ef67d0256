"""Brings a commune's spreadsheet to the engine, with what its activities take and who is named already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.adapters.nomination_sheets import ReadSheet
from donghanh.adapters.spreadsheets.sheets import Trouble
from donghanh.apps.programmes.bridge.people import customers_facts
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.queries.open_activities import OpenActivity
from donghanh.engines.intake import nomination_columns, nominations
from donghanh.engines.intake.nomination_standing import compare_with_standing
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.text import fold

STANDING = {
    "activity": pl.String,
    "customer_code": pl.String,
    "search_key": pl.String,
    "kind": pl.String,
    "address": pl.String,
    "phone": pl.String,
    "quantity": pl.Int64,
    "reference": pl.String,
}


@dataclass(frozen=True)
class Judged:
    """The rows that may be nominated, and everything that was found."""

    rows: tuple[Mapping[str, object], ...]
    findings: pl.DataFrame


def judge_sheet(
    *,
    sheet: ReadSheet,
    activities: Collection[OpenActivity],
    campaign_code: str,
    commune_code: str,
    day: date,
) -> Judged:
    """Read every row of a sheet, and compare with who of the commune is named already."""
    checked = nominations.check_nominations(
        rows=sheet.rows, activities={one.code: _terms(one) for one in activities}, day=day,
        date_system=sheet.date_system,
    )  # fmt: skip
    told = compare_with_standing(rows=checked.rows, standing=_standing(campaign_code, commune_code))
    known_customers = _strangers(checked.rows, commune_code)
    troubles = _troubles(sheet)
    findings = pl.concat([troubles, checked.findings, told, known_customers]).sort("row", maintain_order=True)
    bad = findings.filter(pl.col("severity") == "error")["row"].unique()
    rows = checked.rows.filter(~pl.col("row").is_in(bad.implode()))
    return Judged(tuple(_plain(row) for row in rows.iter_rows(named=True)), findings)


def activity_words(activity: OpenActivity) -> tuple[str, ...]:
    """The ways in which a sheet may name an activity, folded; the first is that of the template."""
    said = (
        activity_label(activity), activity.short_vi, activity.name_vi, activity.row, activity.code,
        activity.short_en, activity.name_en,
    )  # fmt: skip
    return tuple(dict.fromkeys(fold(one) for one in said if one))


def activity_label(activity: OpenActivity) -> str:
    """How the template's list names an activity."""
    return f"{activity.row} {activity.short_vi or activity.name_vi}".strip()


def _terms(one: OpenActivity) -> nominations.ActivityTerms:
    return nominations.ActivityTerms(
        words=activity_words(one), kinds=one.kinds, classes=one.classes, is_goods=one.is_goods,
        is_open=one.is_open,
    )  # fmt: skip


def _standing(campaign_code: str, commune_code: str) -> pl.DataFrame:
    rows = (
        Benefit.objects.filter(activity__campaign__code=campaign_code, commune_code=commune_code)
        .exclude(state__in=BENEFIT.exits)
        .order_by("id")
        .values_list(
            "activity__code", "customer_code", "search_key", "beneficiary_kind", "address", "phone",
            "quantity", "reference",
        )
    )  # fmt: skip
    return pl.DataFrame(list(rows), schema=STANDING, orient="row")


def _strangers(rows: pl.DataFrame, commune_code: str) -> pl.DataFrame:
    """Codes that no customer of the commune has; that somebody elsewhere has one is not told."""
    codes = rows["customer_code"].drop_nulls().unique().to_list()
    known = customers_facts(codes=codes)
    mine = [code for code, facts in known.items() if facts.commune_code == commune_code]
    return rows.filter(
        pl.col("customer_code").is_not_null() & ~pl.col("customer_code").is_in(mine)
    ).select(
        severity=pl.lit("error"), rule=pl.lit("customer-unknown"), row="row", field=pl.lit("customer_code"),
        found="customer_code", expected=pl.lit(None, pl.String),
    )  # fmt: skip


def _troubles(sheet: ReadSheet) -> pl.DataFrame:
    """What the reader of spreadsheets could not trust; in a column that nobody asks for it does no harm."""
    fields = {name: field for field, name in nomination_columns.columns_of(header=sheet.header).items()}
    rows = [
        _trouble(one, fields.get(one.column or ""))
        for one in sheet.troubles
        if one.column is None or one.column in fields
    ]
    return pl.DataFrame(rows, schema=nominations.FINDINGS.schema, orient="row")


def _trouble(one: Trouble, field: str | None) -> tuple[str, str, int, str | None, str | None, str | None]:
    return ("error", one.rule, one.row, field, one.found or None, one.expected or None)


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    """One row as JSON and digests take it; what is empty is left out."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if value is not None
    }
