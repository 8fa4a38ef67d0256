"""A bill as lines of text: columns laid out for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from donghanh.faces.bills.answering import BillAnswer
from donghanh.faces.bills.explained import BillExplained, LineExplained
from donghanh.faces.bills.figures import written, written_fraction
from donghanh.faces.bills.words import Language, said

_GAP = "  "
Row = tuple[str, str, str, str]


def written_bill(told: BillAnswer, *, explained: bool, language: Language) -> list[str]:
    """Lay a bill out: head, lines, sums, what is to be confirmed; with the reasons where asked for."""
    bill = told.bill
    rows = [
        (*(said("table", head, language) for head in ("what", "kwh", "price", "amount")),),
        *(_line_row(line) for line in bill.lines),
        ("", "", "", ""),
        *_sum_rows(bill),
    ]
    reasons = [*_reasons(bill, language)] if explained else []
    return [
        *_head(told, language), "", *_columns(rows), "", *reasons, *told.notes,
        said("table", "release", language, release=bill.release),
    ]  # fmt: skip


def _head(told: BillAnswer, language: Language) -> Iterator[str]:
    asked = told.asked
    category, voltage = (
        said("categories", asked.category, language),
        said("voltages", asked.voltage, language),
    )
    yield said("table", "title", language, category=category, voltage=voltage)
    yield told.period_told(language)


def _line_row(line: LineExplained) -> Row:
    kwh = "" if line.kwh is None else written_fraction(Fraction(line.kwh))
    price = "" if line.price is None else written(line.price)
    return (line.label, kwh, price, written(line.amount))


def _sum_rows(bill: BillExplained) -> Iterator[Row]:
    for place, one in enumerate(bill.sums_shown()):
        yield (one.label, "" if place else written(bill.kwh), "", written(one.amount))


def _reasons(bill: BillExplained, language: Language) -> Iterator[str]:
    yield said("table", "why", language)
    for line in bill.lines:
        yield f"{_GAP}{line.label}: {line.formula}"
        if line.limit:
            yield f"{_GAP * 2}{said('table', 'limit', language, limit=line.limit)}"
        for source in (line.source, line.tier_source):
            if source is not None:
                yield f"{_GAP * 2}{said('table', 'source', language, source=source.named)}"
    for one in bill.sums_shown():
        yield f"{_GAP}{one.label}: {one.formula}"
    yield bill.year_before.told
    yield ""


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    return [
        _GAP.join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
