"""The equation of a unit's month: points = billable + held + refused + not due yet; scoped to who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.apps.metering.permissions import check_see
from donghanh.apps.metering.queries.billing import billable
from donghanh.apps.organisation.permissions import Actor, check_see_unit
from donghanh.apps.organisation.queries import units_on
from donghanh.kernel.months import next_month


@dataclass(frozen=True)
class MonthEquation:
    """
    One unit's month in numbers.

    points  : with a contract in the month
    not_due : of them, those whose contract began after the book's day: first bill a month later
    input   : points less not_due; must be billable + held + refused
    by_rule : of the held, by their first rule
    """

    unit_code: str
    month: date
    points: int
    not_due: int
    input: int
    billable: int
    held: int
    refused: int
    kwh: int
    by_rule: dict[str, int]
    holds: bool


def month_equations(*, actor: Actor, month: date, unit_code: str = "") -> tuple[MonthEquation, ...]:
    """
    Reckon the equation of each unit in sight, or of one.

    raises : Forbidden, for one whose work is not with readings, or of a unit out of sight
    """
    check_see(actor=actor)
    if unit_code:
        check_see_unit(actor=actor, unit_code=unit_code)
        return (_equation(unit_code, month),)
    return tuple(_equation(code, month) for code in units_in_sight(actor=actor, month=month))


def units_in_sight(*, actor: Actor, month: date) -> tuple[str, ...]:
    """Codes of the units that serve customers in the month and are in sight."""
    seen = actor.unit_codes
    codes = (one.code for one in units_on(day=next_month(month)) if one.kind != "company")
    return tuple(sorted(code for code in codes if seen is None or code in seen))


def _equation(unit_code: str, month: date) -> MonthEquation:
    said = billable(unit_code=unit_code, month=month)
    by_rule = dict(said.held["rule"].value_counts().sort("rule").iter_rows())
    not_due, held, refused = said.not_due.height, said.held.height, said.refused.height
    return MonthEquation(
        unit_code, month, said.points, not_due, said.points - not_due, said.bills.height, held, refused,
        int(said.usage["kwh"].sum()), by_rule, said.holds,
    )  # fmt: skip
