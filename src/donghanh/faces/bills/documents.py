"""One bill as one document: what the command prints and the API answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.faces.bills.answering import BillAnswer
from donghanh.faces.bills.choosing import ReliefChosen
from donghanh.faces.bills.explained import BillExplained, LineExplained, SourceTold, YearBefore


@dataclass(frozen=True)
class LineTold:
    """
    A line: energy, reactive or relief (whose amount is negative).

    kwh, price     : of an energy line, else null
    amount         : in đồng
    source         : instrument and clause; `source_key` is its name in the release
    formula, limit : "50 kWh × 1.678 đ = 83.900 đ"; how a tier's limit was made, where it is not the law's own
    tier_source    : rule by which undeclared tenants pay this tier; empty for all others
    """

    kind: str
    label: str
    kwh: int | float | None
    price: int | None
    amount: int
    source: str
    source_key: str
    confidence: str
    is_confirmed: bool
    register: str | None
    tier: int | None
    first_on: date
    last_on: date
    formula: str
    limit: str
    tier_source: str


@dataclass(frozen=True)
class PeriodTold:
    """First and last day, and the day of the reading."""

    first_on: date
    last_on: date
    read_on: date


@dataclass(frozen=True)
class SumTold:
    """A sum with its formula."""

    name: str
    label: str
    amount: int
    formula: str


@dataclass(frozen=True)
class Reasons:
    """The sums' formulas, and the same bill under the prices of a year earlier."""

    sums: list[SumTold]
    year_before: YearBefore


@dataclass(frozen=True)
class BillTold:
    """
    A bill. Amounts are whole đồng.

    relief          : what became of the reduction that was asked for
    to_be_confirmed : sentences: what is not confirmed, or holds only under a condition
    release         : digest of the law
    explained       : reasons, where asked for
    """

    lines: list[LineTold]
    kwh: int
    gross_amount: int
    relief_amount: int
    net_amount: int
    vat_percent: int
    vat_amount: int
    total_amount: int
    vat_source: str
    period: PeriodTold
    relief: ReliefChosen
    to_be_confirmed: list[str]
    release: str
    explained: Reasons | None


def document(told: BillAnswer, *, explained: bool = False) -> BillTold:
    """Write an answer as one document; `explained` adds reasons."""
    bill, asked = told.bill, told.asked
    return BillTold(
        lines=[_line(line) for line in bill.lines],
        kwh=bill.kwh,
        gross_amount=bill.amount_of("gross"),
        relief_amount=bill.amount_of("relief"),
        net_amount=bill.amount_of("net"),
        vat_percent=bill.vat_percent,
        vat_amount=bill.amount_of("vat"),
        total_amount=bill.amount_of("total"),
        vat_source=_named(bill.sums["vat"].source),
        period=PeriodTold(asked.from_on, asked.until_on - timedelta(days=1), asked.read_on),
        relief=told.relief,
        to_be_confirmed=list(told.notes),
        release=bill.release,
        explained=_reasons(bill) if explained else None,
    )


def _line(line: LineExplained) -> LineTold:
    return LineTold(
        kind=line.kind, label=line.label, kwh=line.kwh, price=line.price, amount=line.amount,
        source=_named(line.source), source_key=line.source.key, confidence=line.source.confidence,
        is_confirmed=line.source.is_confirmed, register=line.register, tier=line.tier,
        first_on=line.first_on, last_on=line.last_on, formula=line.formula, limit=line.limit,
        tier_source=_named(line.tier_source),
    )  # fmt: skip


def _reasons(bill: BillExplained) -> Reasons:
    sums = [SumTold(one.name, one.label, one.amount, one.formula) for one in bill.sums_shown()]
    return Reasons(sums, bill.year_before)


def _named(source: SourceTold | None) -> str:
    return source.named if source else ""
