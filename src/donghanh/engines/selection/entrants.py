"""
Entrants of the draw: households that registered to pay on line and installed the app, both in the window.

For the draw among customers of December 2021 (activity M17). Everybody who fulfils the conditions enters,
so "chosen" means "is on the entrants' list"; chance comes later and elsewhere. Each condition that fails
is named by itself, so "am I in, and why not" has a whole answer, not the first thing that was wrong.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.engines.selection.reasons import Reason, mark, mark_rows, rows_clear_of
from donghanh.engines.selection.selections import Selection, selection_of
from donghanh.engines.selection.standing import (
    STANDING_REASONS,
    Standing,
    given_standing,
    listed_rows,
    standing_conditions,
)
from donghanh.kernel.spans import Span

FACTS = ("registered_online_payment_on", "installed_app_on")


def _window_reasons(verb: str, column: str) -> tuple[Reason, ...]:
    """The three ways in which a recorded day fails."""
    return (
        Reason(f"not_{verb}", "bars", "No such day is recorded."),
        Reason(f"{verb}_before_window", "bars", "Before the window.", (column, f"{verb}_from")),
        Reason(f"{verb}_after_window", "bars", "After the window.", (column, f"{verb}_until")),
    )


REASONS = (
    *STANDING_REASONS,
    *_window_reasons("registered", "registered_online_payment_on"),
    *_window_reasons("installed", "installed_app_on"),
    Reason("enters", "chooses", "Both days are recorded and within the window.", FACTS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrantRule:
    """
    registered : days in which the customer must have registered to pay on line, half-open
    installed  : days in which the customer must have installed the app, half-open
    standing   : who may enter at all
    """

    registered: Span[date]
    installed: Span[date]
    standing: Standing


def entrants(
    *,
    customers: pl.DataFrame,
    rule: EntrantRule,
    as_of: date,
    served: pl.DataFrame | None = None,
    exclusions: pl.DataFrame | None = None,
) -> Selection:
    """
    Say of every customer whether they enter the draw, and everything that keeps them out.

    customers  : code, unit_code, kind, contract_from [day], contract_until [day, null: runs],
                 registered_online_payment_on [day, null: never], installed_app_on [day, null: never]
    served     : code, activity
    exclusions : code, because
    returns    : verdicts with entered_on [day: the later of both, null when one is missing] as measure;
                 rank is null, nobody is before another
    """
    days = pl.max_horizontal(*FACTS)
    both = pl.all_horizontal(pl.col(fact).is_not_null() for fact in FACTS)
    columns = customers.select(
        "code",
        "unit_code",
        "kind",
        "contract_from",
        "contract_until",
        *FACTS,
        entered_on=pl.when(both).then(days),
    )
    within = _within("registered", FACTS[0], rule.registered) | _within("installed", FACTS[1], rule.installed)
    stands = standing_conditions(customers=columns, standing=rule.standing, as_of=as_of)
    bits = mark(frame=columns, conditions={**stands, **within}, reasons=REASONS)
    rows, listed = listed_rows(
        codes=columns["code"], standing=rule.standing, served=served, exclusions=exclusions
    )
    bits = mark_rows(bits=bits, rows=rows, reasons=REASONS)
    entering = rows_clear_of(bits=bits, reasons=REASONS)
    return selection_of(
        columns=columns,
        bits=mark_rows(bits=bits, rows={"enters": entering}, reasons=REASONS),
        rank=pl.repeat(None, columns.height, dtype=pl.UInt32, eager=True),
        measure="entered_on",
        reasons=REASONS,
        given=_facts(rule, as_of),
        details=listed,
        cuts={},
    )


def _within(verb: str, column: str, window: Span[date]) -> dict[str, pl.Expr]:
    day = pl.col(column)
    return {
        f"not_{verb}": day.is_null(),
        f"{verb}_before_window": day < window.start,
        f"{verb}_after_window": pl.lit(value=False) if window.until is None else day >= window.until,
    }


def _facts(rule: EntrantRule, as_of: date) -> dict[str, object]:
    return {
        "as_of": as_of,
        "registered_from": rule.registered.start,
        "registered_until": rule.registered.until,
        "installed_from": rule.installed.start,
        "installed_until": rule.installed.until,
        **given_standing(rule.standing),
    }
