"""
Why each amount of a bill is what it is: the formula with its numbers, the clause, and last year's prices.

For one bill at a time: the calculator, and the pages and papers of an invoice. The amounts are those that
rating answers for the same frames; nothing is computed anew here but the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from donghanh.engines.rating import rate
from donghanh.engines.rating.law import Law
from donghanh.faces.bills import line_words, sums, year_before
from donghanh.faces.bills.explained import BillExplained, LineExplained, Reading, ReadingTold
from donghanh.faces.bills.figures import written
from donghanh.faces.bills.refusals import CannotBill, Problem
from donghanh.faces.bills.rules import rules_used
from donghanh.faces.bills.sources import notes_of
from donghanh.faces.bills.words import Language, said
from donghanh.kernel.billing_tables import QUOTAS

LACKING = {
    "price-missing": ("from_on", "from_on"),
    "vat-missing": ("read_on", "read_on"),
    "reactive-missing": ("cos_phi", "read_on"),
    "tenants-missing": ("tenants_undeclared", "from_on"),
}
"""What the law may lack on a day: the field to mend, and the column of BILLS that holds the day."""


def explain(
    law: Law,
    *,
    bills: pl.DataFrame,
    usage: pl.DataFrame,
    quotas: pl.DataFrame | None = None,
    readings: Sequence[Reading] = (),
    language: Language = "vi",
) -> BillExplained:
    """
    Explain one bill.

    law      : of the release under which it was made
    bills    : BILLS, one row
    usage    : USAGE of that bill; quotas : QUOTAS of it, or None
    readings : what the registers said, where known
    returns  : every line and sum with its formula and source
    raises   : CannotBill, when rating refuses the bill
    """
    lines, totals = rated(law, bills=bills, usage=usage, quotas=quotas)
    bill = bills.row(0, named=True)
    told = tuple(
        line_words.line_told(law, bill=bill, line=line, quotas=quotas, language=language) for line in lines
    )
    summed = sums.sums_told(law, bill=bill, totals=totals, lines=told, language=language)
    rules = rules_used(law, bill=bill, lines=told, quotas=quotas)
    return BillExplained(
        lines=told,
        sums=summed,
        kwh=totals["kwh"],
        vat_percent=totals["vat_percent"],
        readings=tuple(_reading_told(reading, language) for reading in readings),
        to_be_confirmed=notes_of(
            [*(line.source for line in told), summed["vat"].source, *rules], language=language
        ),
        release=law.release,
        year_before=year_before.under_prices_of_year_before(
            law, bills=bills, usage=usage, quotas=quotas, total=totals["total_amount"], language=language
        ),
    )


def rated(
    law: Law, *, bills: pl.DataFrame, usage: pl.DataFrame, quotas: pl.DataFrame | None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Answer the rows of LINES, in order, and the row of TOTALS. raises : CannotBill"""
    made = rate(law, bills=bills, usage=usage, quotas=QUOTAS.empty() if quotas is None else quotas)
    if not made.refused.is_empty():
        raise CannotBill(_refused(made.refused.row(0, named=True), bills.row(0, named=True)))
    return made.lines.sort("line").to_dicts(), made.totals.row(0, named=True)


def _refused(refused: Mapping[str, Any], bill: Mapping[str, Any]) -> Problem:
    """Say why rating refuses: a sentence where the law lacks something on a day, else rule and facts."""
    rule = refused["rule"]
    if rule not in LACKING:
        return Problem("not-rated", "", f"{rule} {refused['facts']}")
    field, column = LACKING[rule]
    return Problem(rule, field, str(bill[column]))


def _reading_told(reading: Reading, language: Language) -> ReadingTold:
    old, new = written(reading.old_index), written(reading.new_index)
    formula = f"({new} − {old}) × {written(reading.multiplier)} = {written(reading.kwh)} kWh"
    return ReadingTold(reading, said("registers", reading.register, language), formula)


__all__ = ["BillExplained", "LineExplained", "Reading", "explain", "rated"]
