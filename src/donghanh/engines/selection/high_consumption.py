"""
Large customers: measured energy of the last twelve months above a threshold.

For the gifts to customers who use more than 2 million kWh a year (activity M16). "Above" is strict. Who
has a month missing is unknown, not small; unless the months that are known are above already, then the
missing ones cannot change it (energy is never negative) and that is said. The programme gives threshold,
quota and exclusions; nothing about them is written here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from donghanh.engines.selection.cuts import Cut
from donghanh.engines.selection.giving import PLACE_REASONS, give_places
from donghanh.engines.selection.places import Key
from donghanh.engines.selection.reasons import Reason, bits_of, mark, mark_rows
from donghanh.engines.selection.selections import Selection, selection_of
from donghanh.engines.selection.standing import (
    STANDING_REASONS,
    Standing,
    given_standing,
    listed_rows,
    standing_conditions,
)
from donghanh.engines.selection.totals import EnergyTotals, energy_totals
from donghanh.engines.selection.windows import EnergyWindow, window_before
from donghanh.kernel.months import next_month

ORDER = (Key("energy_kwh", is_descending=True), Key("contract_from"), Key("code"))

REASONS = (
    *STANDING_REASONS,
    Reason("continued_under_new_code", "bars", "The customer goes on under another code."),
    Reason("below_threshold", "bars", "Not above the threshold.", ("energy_kwh", "threshold_kwh")),
    Reason("energy_unknown", "leaves_open", "Months are missing and the known ones do not suffice."),
    Reason("above_threshold", "notes", "Above the threshold.", ("energy_kwh", "threshold_kwh")),
    Reason("known_months_suffice", "notes", "Months are missing, but the known ones are above already."),
    Reason(
        "contract_shorter_than_window",
        "notes",
        "The contract did not run through the whole window: fewer months, none missing for that.",
        ("contract_from", "window_start"),
    ),
    Reason("moved", "notes", "The energy includes that of the codes before."),
    Reason("unit_changed", "notes", "A code before belonged to another unit; the unit stated is today's."),
    *PLACE_REASONS,
)


class WindowNotOfRule(ValueError):
    """The energy window handed in does not hold the months that the rule asks for on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighConsumptionRule:
    """
    threshold_kwh : energy of the window to be compared with [kWh]
    comparison    : "above" (strictly) or "at_least"
    months        : whole months before the day asked about
    quota         : how many are chosen at most; None for everybody eligible
    standing      : who may be chosen at all
    """

    threshold_kwh: int
    standing: Standing
    comparison: Literal["above", "at_least"] = "above"
    months: int = 12
    quota: int | None = None


def select_high_consumption(
    *,
    customers: pl.DataFrame,
    window: EnergyWindow,
    rule: HighConsumptionRule,
    as_of: date,
    successions: pl.DataFrame | None = None,
    served: pl.DataFrame | None = None,
    exclusions: pl.DataFrame | None = None,
    cuts: Mapping[str, Cut] | None = None,
) -> Selection:
    """
    Judge every customer by the energy of the window, and give the places to the largest.

    Ties: more energy first, then the earlier contract (of the first code, before any move), then the code.

    customers   : code, unit_code, kind, contract_from [day], contract_until [day, null: runs]
    window      : months before `as_of`, row for row with `customers` (see windows.lay_out)
    successions : old_code, new_code, day [first of the new code]
    served      : code, activity
    exclusions  : code, because
    cuts        : of an earlier selection, to judge a few customers alone by the same end of the quota
    returns     : verdicts with energy_kwh [kWh] as measure, and facts unit_code, kind, contract_until,
                  contract_from [of the first code, before any move];
                  details on missing months, moves, both lists
    raises      : WindowNotOfRule; CannotFollow
    """
    _check_window(window, rule, as_of)
    totals = energy_totals(customers=customers, window=window, as_of=as_of, successions=successions)
    columns = customers.select("code", "unit_code", "kind", "contract_until").with_columns(
        totals.energy_kwh, totals.contract_from
    )
    bits = mark(frame=columns, conditions=_conditions(columns, rule, as_of), reasons=REASONS)
    rows, details = _energy_rows(bits, totals, columns["code"])
    listed, lists = listed_rows(
        codes=columns["code"], standing=rule.standing, served=served, exclusions=exclusions
    )
    bits = mark_rows(
        bits=bits,
        rows=rows | listed,
        reasons=REASONS,
        instead_of={"energy_unknown": "below_threshold"},
    )
    given = give_places(
        bits=bits, columns=columns, reasons=REASONS, order=ORDER, quotas={"": rule.quota}, cuts=cuts
    )
    return selection_of(
        columns=columns,
        bits=given.bits,
        rank=given.rank,
        measure="energy_kwh",
        reasons=REASONS,
        given=_facts(window, rule, as_of),
        details=details | lists | given.details,
        cuts=given.cuts,
    )


def _check_window(window: EnergyWindow, rule: HighConsumptionRule, as_of: date) -> None:
    expected = window_before(as_of=as_of, months=rule.months)
    if window.months != expected:
        raise WindowNotOfRule(
            f"The rule asks on {as_of} for the months {expected[0]} to {expected[-1]}; the window holds "
            f"{', '.join(map(str, window.months)) or 'none'}. Lay out window_before(as_of=…)."
        )


def _conditions(columns: pl.DataFrame, rule: HighConsumptionRule, as_of: date) -> dict[str, pl.Expr]:
    energy, threshold = pl.col("energy_kwh"), rule.threshold_kwh
    is_above = energy > threshold if rule.comparison == "above" else energy >= threshold
    start = window_before(as_of=as_of, months=rule.months)[0]
    return {
        **standing_conditions(customers=columns, standing=rule.standing, as_of=as_of),
        "above_threshold": is_above,
        "below_threshold": ~is_above,
        "contract_shorter_than_window": pl.col("contract_from") > start,
    }


def _energy_rows(
    bits: pl.Series, totals: EnergyTotals, codes: pl.Series
) -> tuple[dict[str, pl.Series], dict[str, pl.DataFrame]]:
    """Find what only a few rows have, months missing and moves: their rows, and the facts by code."""
    is_below = (bits.gather(totals.missing["row"]) & bits_of(REASONS)["below_threshold"]) != 0
    units = totals.moved.filter("has_changed_unit")
    few = {
        "energy_unknown": totals.missing.filter(is_below),
        "known_months_suffice": totals.missing.filter(~is_below),
        "moved": totals.moved.drop("has_changed_unit", "previous_units"),
        "unit_changed": units.drop("has_changed_unit", "moved_on"),
        "continued_under_new_code": totals.left,
    }
    rows = {name: frame["row"] for name, frame in few.items()}
    return rows, {name: _coded(frame, codes) for name, frame in few.items()}


def _coded(frame: pl.DataFrame, codes: pl.Series) -> pl.DataFrame:
    return frame.select(codes.gather(frame["row"]).alias("code"), pl.exclude("row"))


def _facts(window: EnergyWindow, rule: HighConsumptionRule, as_of: date) -> dict[str, object]:
    return {
        "as_of": as_of,
        "threshold_kwh": rule.threshold_kwh,
        "comparison": rule.comparison,
        "quota": rule.quota,
        "window_start": window.months[0],
        "window_until": next_month(window.months[-1]),
        **given_standing(rule.standing),
    }
