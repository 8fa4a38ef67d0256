"""The page of the torture suite: each case with its inputs, its lines, what it comes to, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from donghanh.engines.rating import Rated
from donghanh.faces.cli.docs_tables import code, opening, table
from donghanh.faces.cli.torture_cases import CASES, Case

SAYS = (
    "Bills with everything that can happen inside one period. Prices are invented and round, so that each "
    "line can be checked by hand: tiers of 50, 50, 100 kWh and the rest at 1000, 1500, 2000 and 3000 đồng "
    "(list A); list B from 1/12/2021, C from 11/12, D from 21/12 cost 100, 200, 300 đồng more. Days are "
    "half-open: the second is the first day after. Tests hold the engine and its slow twin to every total."
)
HEAD = ("line", "days", "register", "tier", "kWh", "đồng a kWh", "of", "percent", "amount", "source")


def page() -> str:
    """Write the page."""
    return "\n".join([opening(title="The torture suite of rating", says=SAYS), *map(_section, CASES)])


def _section(case: Case) -> str:
    first = case.rated()
    parts = [f"## {case.name}", case.happens, f"Why: {case.why}", _inputs(case), _lines(first), _sum(first)]
    if case.is_rated_again:
        again = case.rated(again=True)
        parts += [
            f"Rated again with the reduction {code(case.relief_later or 'none')}:",
            _lines(again),
            _sum(again),
            f"Adjustment: {_total(again) - _total(first)} đồng.",
        ]
    return "\n\n".join(parts) + "\n"


def _inputs(case: Case) -> str:
    rows = [(_days(start, until), register, str(kwh)) for start, until, register, kwh in case.usage]
    inputs = table(head=("days", "register", "kWh"), rows=rows)
    households = [(_days(start, until), _quarters(quarters)) for start, until, quarters in case.quotas]
    more = table(head=("days", "households"), rows=households)
    return f"{inputs}\n\n{more}" if households else inputs


def _lines(rated: Rated) -> str:
    return table(head=HEAD, rows=[_line(row) for row in rated.lines.iter_rows(named=True)])


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    scaled, scale = row["kwh_scaled"], row["kwh_scale"]
    kwh = "" if scaled is None else str(scaled) if scale == 1 else f"{scaled}/{scale}"
    percent = row["percent_hundredths"]
    return (
        f"{row['line']} {row['kind']}",
        _days(row["from_on"], row["until_on"]),
        row["register"] or "",
        _text(row["tier"]),
        kwh,
        _text(row["price"]),
        _text(row["basis_amount"]),
        "" if percent is None else f"{percent // 100}.{percent % 100:02} %",
        str(row["amount"]),
        row["source"],
    )


def _sum(rated: Rated) -> str:
    total = rated.totals.row(0, named=True)
    return (
        f"{total['kwh']} kWh; gross {total['gross_amount']} - reduction {total['relief_amount']} = net "
        f"{total['net_amount']}; VAT {total['vat_percent']} % = {total['vat_amount']}; "
        f"to pay **{total['total_amount']}** đồng."
    )


def _total(rated: Rated) -> int:
    return int(rated.totals["total_amount"][0])


def _days(start: date, until: date) -> str:
    return f"{start:%d/%m/%Y} – {until:%d/%m/%Y}"


def _quarters(quarters: int) -> str:
    return str(quarters // 4) if quarters % 4 == 0 else f"{quarters}/4"


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
