"""
Households that a commune may nominate: of which social class, and with what standing.

For the repairs and the gifts of the welfare programme (activities M18, M19, M21). The rule says who may be
nominated; choosing among them is the committee's, so nobody is "chosen" here. A class that is not recorded
leaves the verdict open: the commune knows its households better than our register does.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.engines.selection.reasons import Reason, mark, mark_rows
from donghanh.engines.selection.selections import Selection, selection_of
from donghanh.engines.selection.standing import (
    STANDING_REASONS,
    Standing,
    given_standing,
    listed_rows,
    standing_conditions,
)

REASONS = (
    *STANDING_REASONS,
    Reason(
        "class_not_included", "bars", "The rule is for other classes.", ("social_class", "social_classes")
    ),
    Reason("class_unknown", "leaves_open", "The social class is not recorded."),
    Reason("class_included", "notes", "May be nominated.", ("social_class", "social_classes")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRule:
    """
    social_classes : classes that may be nominated
    standing       : who may be nominated at all
    """

    social_classes: tuple[str, ...]
    standing: Standing


def households_to_nominate(
    *,
    customers: pl.DataFrame,
    rule: HouseholdRule,
    as_of: date,
    served: pl.DataFrame | None = None,
    exclusions: pl.DataFrame | None = None,
) -> Selection:
    """
    Say of every customer whether a commune may nominate them.

    customers  : code, unit_code, kind, contract_from [day], contract_until [day, null: runs],
                 social_class [null: not recorded]
    served     : code, activity
    exclusions : code, because
    returns    : verdicts, eligible_not_chosen for whoever may be nominated, with social_class as measure
    """
    columns = customers.select(
        "code", "unit_code", "kind", "contract_from", "contract_until", pl.col("social_class").cast(pl.String)
    )
    bits = mark(frame=columns, conditions=_conditions(columns, rule, as_of), reasons=REASONS)
    rows, listed = listed_rows(
        codes=columns["code"], standing=rule.standing, served=served, exclusions=exclusions
    )
    return selection_of(
        columns=columns,
        bits=mark_rows(bits=bits, rows=rows, reasons=REASONS),
        rank=pl.repeat(None, columns.height, dtype=pl.UInt32, eager=True),
        measure="social_class",
        reasons=REASONS,
        given={"as_of": as_of, "social_classes": rule.social_classes, **given_standing(rule.standing)},
        details=listed,
        cuts={},
    )


def _conditions(columns: pl.DataFrame, rule: HouseholdRule, as_of: date) -> dict[str, pl.Expr]:
    is_included = pl.col("social_class").is_in(list(rule.social_classes))
    return {
        **standing_conditions(customers=columns, standing=rule.standing, as_of=as_of),
        "class_not_included": ~is_included,
        "class_unknown": pl.col("social_class").is_null(),
        "class_included": is_included,
    }
