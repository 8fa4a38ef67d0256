"""
What stands on an electricity invoice, as plain values: shared by the e-invoice (XML) and the paper (PDF).

For billing, which fills it from its rows. Nothing is computed here but checks: sums that do not hold are
refused before an invoice leaves the house. Labels are in Vietnamese; money is whole đồng, energy whole kWh.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.kernel.words import REDUCED_BY, dong_words

REPLACES, ADJUSTS = "replaces", "adjusts"
LINE_KINDS = ("energy", "reactive", "relief")
LARGEST_NUMBER = 99_999_999


class InvoiceDoesNotAddUp(ValueError):
    """A sum or a mark of the invoice does not hold; `rule` is a stable name of which."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


@dataclass(frozen=True)
class Party:
    """Seller or buyer; `code` is the customer code of a buyer."""

    name: str
    address: str
    tax_code: str = ""
    code: str = ""
    bank_account: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Reading:
    """One register of one meter over the period: indexes as read, and the energy after the multiplier."""

    meter: str
    register: str
    old_index: int
    new_index: int
    multiplier: int
    kwh: int


@dataclass(frozen=True)
class PaperLine:
    """
    One line of the invoice.

    label      : in Vietnamese: "Bậc 1", "Giờ cao điểm", "Giảm giá điện đợt 4"
    kwh, price : of energy; null otherwise. A fractional quota gives kWh as decimal text
    amount     : [đồng]; a reduction is negative
    clause     : instrument and clause behind the price or the reduction
    from_on, until_on : half-open days for which the price held
    is_confirmed : false prints "to be confirmed" beside it
    """

    kind: str
    label: str
    amount: int
    kwh: str | None = None
    price: int | None = None
    clause: str = ""
    from_on: date | None = None
    until_on: date | None = None
    is_confirmed: bool = True


@dataclass(frozen=True)
class Totals:
    """The sums of the invoice [đồng]; `relief_amount` is positive where the bill is reduced."""

    kwh: int
    gross_amount: int
    relief_amount: int
    net_amount: int
    vat_percent: int
    vat_amount: int
    total_amount: int


@dataclass(frozen=True)
class Reference:
    """The invoice that this one replaces or adjusts, and why."""

    how: str
    template: str
    symbol: str
    number: int
    issued_on: date
    why: str


@dataclass(frozen=True)
class InvoicePaper:
    """
    An invoice, ready to be written.

    template, symbol : "1" and "K22TAA"; of the old style "01GTKT0/001" and "ND/21E"
    number       : up to eight digits
    month        : first day of the bill month
    from_on, until_on : half-open period of consumption
    look_up      : secret code by which the buyer finds the invoice; `look_up_address` is the page
    notes        : sentences printed below the sums ("to be confirmed")
    """

    seller: Party
    buyer: Party
    template: str
    symbol: str
    number: int
    issued_on: date
    due_on: date | None
    month: date
    from_on: date
    until_on: date
    readings: tuple[Reading, ...]
    lines: tuple[PaperLine, ...]
    totals: Totals
    look_up: str = ""
    look_up_address: str = ""
    notes: tuple[str, ...] = ()
    refers_to: Reference | None = None

    @property
    def is_old_style(self) -> bool:
        """Whether the invoice is of the style before Decree 123/2020: its symbol has a stroke (ND/21E)."""
        return "/" in self.symbol

    @property
    def words(self) -> str:
        """The total in words; what an adjustment lowers is said as such."""
        return dong_words(self.totals.total_amount, below_zero=REDUCED_BY)


def check_paper(paper: InvoicePaper) -> None:
    """
    Check that the invoice holds in itself.

    raises : InvoiceDoesNotAddUp `lines-and-net`, `gross-and-relief`, `net-and-vat`, `kwh`, `number`,
             `below-zero`
    """
    told = paper.totals
    reliefs = sum(line.amount for line in paper.lines if line.kind == "relief")
    others = sum(line.amount for line in paper.lines if line.kind != "relief")
    _expect("gross-and-relief", told.gross_amount - told.relief_amount, told.net_amount)
    _expect("lines-and-gross", others, told.gross_amount)
    _expect("lines-and-relief", -reliefs, told.relief_amount)
    _expect("net-and-vat", told.net_amount + told.vat_amount, told.total_amount)
    if not 0 < paper.number <= LARGEST_NUMBER:
        raise InvoiceDoesNotAddUp("number", f"number {paper.number} has not one to eight digits.")
    if told.total_amount < 0 and (paper.refers_to is None or paper.refers_to.how != ADJUSTS):
        raise InvoiceDoesNotAddUp("below-zero", "only an adjustment may be below zero.")
    if paper.until_on <= paper.from_on:
        raise InvoiceDoesNotAddUp("period", f"the period ends on {paper.until_on} before it begins.")


def _expect(rule: str, found: int, expected: int) -> None:
    if found != expected:
        raise InvoiceDoesNotAddUp(rule, f"{rule}: found {found}, expected {expected}.")
