"""Questions about metering, answered with plain values and frames; lists are scoped to who asks."""

from donghanh.apps.metering.queries.billing import Billable, billable, billable_points
from donghanh.apps.metering.queries.counts import points_kept
from donghanh.apps.metering.queries.energy import energy_by_readings
from donghanh.apps.metering.queries.equations import MonthEquation, month_equations, units_in_sight
from donghanh.apps.metering.queries.hanging import Hanging, MeterTestRow, meter_tests, points_of_customer
from donghanh.apps.metering.queries.holds import (
    HoldCard,
    HoldPage,
    HoldRow,
    RecheckRow,
    hold,
    holds,
    holds_named,
    may_see_hold,
    photo_wanted,
)
from donghanh.apps.metering.queries.imports import FindingRow, ImportRow, reading_import, reading_imports

__all__ = [
    "Billable",
    "FindingRow",
    "Hanging",
    "HoldCard",
    "HoldPage",
    "HoldRow",
    "ImportRow",
    "MeterTestRow",
    "MonthEquation",
    "RecheckRow",
    "billable",
    "billable_points",
    "energy_by_readings",
    "hold",
    "holds",
    "holds_named",
    "may_see_hold",
    "meter_tests",
    "month_equations",
    "photo_wanted",
    "points_kept",
    "points_of_customer",
    "reading_import",
    "reading_imports",
    "units_in_sight",
]
