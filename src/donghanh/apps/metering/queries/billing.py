"""
What can be billed in a month, what is held, what is refused; for the billing run, which asks for whole units.

Unscoped: the run acts for the company. Lists that people see are in `holds` and `equations`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.metering.bridge.billing import (
    HELD_SCHEMA,
    NOT_DUE_SCHEMA,
    Reckoned,
    bill_number,
    bills_of,
    identity_of,
    reckon,
    refused_frame,
    refused_points,
)
from donghanh.apps.metering.bridge.frames import load_unit
from donghanh.apps.metering.models import HoldDecision
from donghanh.lawbook.reading_checks import read_terms


@dataclass(frozen=True)
class Billable:
    """
    A unit's month: every point whose contract touches it is in exactly one of bills, held, refused, not_due.

    bills, usage, quotas : kernel.billing_tables BILLS, USAGE, QUOTAS; cos_phi_percent, relief and instrument
                           are null, for the billing run to fill
    identity : bill, point, point_code, code, unit_code, name, address, tax_code [null], commune_code, book,
               month, registers [JSON list of serial, register, old_index, new_index, multiplier, kwh, kind,
               from_on, until_on]; of the bills
    held     : bill, point_code, code, rule, kwh [null: not known], facts [JSON]; a row a bill, its first rule
    refused  : REFUSED: rules `previous-reading-missing`, `households-missing`
    not_due  : bill, point_code, code: the contract began after the book's reading day, first bill next month
    points   : how many points have a contract in the month
    """

    unit_code: str
    month: date
    bills: pl.DataFrame
    usage: pl.DataFrame
    quotas: pl.DataFrame
    identity: pl.DataFrame
    held: pl.DataFrame
    refused: pl.DataFrame
    not_due: pl.DataFrame
    points: int

    @property
    def holds(self) -> bool:
        """Whether points = billable + held + refused + not due."""
        parts = (self.bills, self.held, self.refused, self.not_due)
        return self.points == sum(part.height for part in parts)


def billable(*, unit_code: str, month: date) -> Billable:
    """
    Reckon a unit's month afresh from readings and decisions.

    month  : first day of the bill month, in which the reading falls
    raises : NoReadingTerms, when the lawbook has no checks for the month
    """
    return _divided(reckoned_month(unit_code=unit_code, month=month), unit_code)


def billable_points(*, points: Collection[int], month: date) -> Billable:
    """Reckon some points alone, for a bill that is made anew; the comparison with like customers is lost."""
    return _divided(reckoned_points(points=points, month=month), "")


def reckoned_points(*, points: Collection[int], month: date) -> Reckoned:
    """Reckon some points before decisions are heard."""
    return reckon(loaded=load_unit(month=month, points=points), month=month, terms=read_terms(day=month))


def reckoned_month(*, unit_code: str, month: date) -> Reckoned:
    """Reckon a unit's month before decisions are heard."""
    return reckon(
        loaded=load_unit(month=month, unit_code=unit_code), month=month, terms=read_terms(day=month)
    )


def open_findings(*, reckoned: Reckoned) -> pl.DataFrame:
    """The findings that hold: those of severity hold for whose energy nobody has decided."""
    holding = reckoned.findings.filter(pl.col("severity") == "hold")
    decided = HoldDecision.objects.filter(hold__month=reckoned.month, how__in=("release", "replace"))
    rows = list(decided.values_list("hold__point_id", "hold__rule", "kwh").distinct())
    schema = {"point": pl.Int64, "rule": pl.String, "kwh": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row").unique()
    answered = pl.col("is_releasable")
    still = holding.filter(~answered)
    return pl.concat(
        [
            still,
            holding.filter(answered).join(frame, on=["point", "rule", "kwh"], how="anti", nulls_equal=True),
        ]
    ).sort("point", maintain_order=True)


def _divided(reckoned: Reckoned, unit_code: str) -> Billable:
    checked = reckoned.checked
    asked = checked.filter("is_due")
    refused = refused_points(reckoned=reckoned).join(asked, on="point", how="semi")
    held = open_findings(reckoned=reckoned).join(refused, on="point", how="anti")
    free = asked.select("point").join(refused, on="point", how="anti").join(held, on="point", how="anti")
    bills, usage, quotas = bills_of(reckoned=reckoned, points=free)
    return Billable(
        unit_code=unit_code,
        month=reckoned.month,
        bills=bills,
        usage=usage,
        quotas=quotas,
        identity=identity_of(reckoned=reckoned, points=free),
        held=_named(held.unique("point", keep="first", maintain_order=True), reckoned, HELD_SCHEMA),
        refused=refused_frame(rows=refused, month=reckoned.month),
        not_due=_named(checked.filter(~pl.col("is_due")), reckoned, NOT_DUE_SCHEMA),
        points=reckoned.loaded.points.height,
    )


def _named(rows: pl.DataFrame, reckoned: Reckoned, schema: dict[str, object]) -> pl.DataFrame:
    who = reckoned.loaded.points.select("point", "point_code", "code")
    numbered = rows.join(who, on="point").with_columns(
        bill=bill_number(point=pl.col("point"), month=reckoned.month)
    )
    return numbered.select(list(schema)).sort("bill")
