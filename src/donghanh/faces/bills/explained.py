"""A bill with the reasons of its amounts: finished plain values for a table, a page or a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SourceTold:
    """
    Where a value of the law comes from.

    key        : under which the law knows it, such as `tariffs/648/residential-1`
    text       : the instrument; `clause` the place in it, or empty
    confidence : high, medium or low
    """

    key: str
    text: str
    clause: str
    confidence: str
    is_confirmed: bool

    @property
    def named(self) -> str:
        """Instrument and clause in one."""
        return f"{self.text}, {self.clause}" if self.clause else self.text


@dataclass(frozen=True)
class LineExplained:
    """
    One line of the bill.

    first_on, last_on : the days that it is for
    kwh, price        : of an energy line; None on others
    formula           : "50 kWh × 1.678 đ = 83.900 đ"
    limit             : how the tier's limit was made from days and households; empty where it is the law's
    tier_source       : of the rule that gave undeclared tenants this tier; None for all others
    """

    line: int
    kind: str
    label: str
    first_on: date
    last_on: date
    register: str | None
    tier: int | None
    kwh: int | float | None
    price: int | None
    amount: int
    formula: str
    limit: str
    source: SourceTold
    tier_source: SourceTold | None = None


@dataclass(frozen=True)
class AmountExplained:
    """A sum of the bill: its label, amount and formula, and the law's source where it has one of its own."""

    name: str
    label: str
    amount: int
    formula: str
    source: SourceTold | None = None


@dataclass(frozen=True)
class Reading:
    """A register between two readings: `kwh` = (new - old) × multiplier, the roll-over counted in."""

    register: str
    old_index: int
    new_index: int
    multiplier: int
    kwh: int
    meter: str = ""


@dataclass(frozen=True)
class ReadingTold:
    """A reading with its formula: "(1.250 − 1.000) × 1 = 250 kWh"."""

    reading: Reading
    label: str
    formula: str


@dataclass(frozen=True)
class YearBefore:
    """
    The same bill under the prices of a year earlier: same energy, days, households, reduction and VAT.

    instrument   : the list that held one year before the last day of the period, for the whole bill
    total_amount : what would have been owed; `difference` is what this bill is dearer
    told         : the sentence that says it, or why there is none; then the others are None
    """

    instrument: str | None
    total_amount: int | None
    difference: int | None
    told: str


@dataclass(frozen=True)
class BillExplained:
    """
    A bill, explained.

    lines           : in their order on the bill
    sums            : gross, relief, net, vat, total, by name
    readings        : what the meter said, where it was given
    to_be_confirmed : one sentence for each value that is not confirmed; none when all are
    release         : digest of the law
    """

    lines: tuple[LineExplained, ...]
    sums: Mapping[str, AmountExplained]
    kwh: int
    vat_percent: int
    readings: tuple[ReadingTold, ...]
    to_be_confirmed: tuple[str, ...]
    release: str
    year_before: YearBefore

    def amount_of(self, name: str) -> int:
        """The amount of a sum: gross, relief, net, vat or total."""
        return self.sums[name].amount

    def sums_shown(self) -> list[AmountExplained]:
        """The sums that say something: before the reduction and the reduction only where there is one."""
        hidden = set() if self.amount_of("relief") else {"gross", "relief"}
        return [one for name, one in self.sums.items() if name not in hidden]

    def part(self, name: int | str) -> LineExplained | AmountExplained:
        """
        The explanation of one amount: a line by its number, or a sum by its name.

        raises : KeyError, when the bill has no such part
        """
        if isinstance(name, str):
            return self.sums[name]
        for line in self.lines:
            if line.line == name:
                return line
        raise KeyError(name)
