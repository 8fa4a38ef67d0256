"""
Reads a question for one bill: every value that does not fit is named, not only the first.

What the law has to say (prices there are, groups of a reduction) is asked of it here too, so that a question
that passes can be rated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from donghanh.engines.rating.law import Law
from donghanh.faces.bills import prices, values
from donghanh.faces.bills.asked import BillAsked
from donghanh.faces.bills.given import Given
from donghanh.faces.bills.periods import Period, read_period
from donghanh.faces.bills.refusals import CannotBill, Problem
from donghanh.kernel.billing_tables import CATEGORIES, QUARTERS, QUOTA_ROUNDINGS, VOLTAGES

Value = TypeVar("Value")
ROUNDS = ("covid-1", "covid-2", "covid-3", "covid-4", "covid-5")
TIMES_OF_USE = ("normal", "off_peak", "peak")
TIERED = "residential"


class _Findings:
    """Collects what is wrong; `of` answers the value, or the one that stands in until all is known."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def of(self, found: Value | Problem, *, otherwise: Value) -> Value:
        if isinstance(found, Problem):
            self.problems.append(found)
            return otherwise
        return found

    def add(self, rule: str, field: str, found: str, expected: str = "") -> None:
        self.problems.append(Problem(rule, field, found, expected))


def read_bill(given: Given, *, law: Law, today: date | None = None) -> BillAsked:
    """
    Read a question.

    today  : the day of the reading where none was given; None makes it a value that must be there
    raises : CannotBill, with everything that is wrong
    """
    wrong = _Findings()
    category = wrong.of(_word(given.category, "category", CATEGORIES), otherwise="")
    voltage = wrong.of(_word(given.voltage or VOLTAGES[0], "voltage", VOLTAGES), otherwise="")
    period = wrong.of(read_period(given, today=today), otherwise=None)
    quota_quarters = _households(given, category, wrong)
    rounding = wrong.of(
        _word(given.quota_rounding or "whole", "quota_rounding", QUOTA_ROUNDINGS), otherwise="whole"
    )
    cos_phi = _optional(given.cos_phi, values.hundredths, "cos_phi", wrong)
    instrument = _instrument(given.instrument, law, wrong)
    chosen_round = wrong.of(_word(given.relief or "none", "relief", (*ROUNDS, "none")), otherwise="none")
    used = _used(given, wrong)
    if wrong.problems or period is None:
        raise CannotBill(*wrong.problems)
    asked = BillAsked(
        category=category, used=used, from_on=period.from_on, until_on=period.until_on,
        read_on=period.read_on, voltage=voltage, quota_quarters=quota_quarters, quota_rounding=rounding,
        is_tenants_undeclared=given.tenants_undeclared, cos_phi_percent=cos_phi,
        round="" if chosen_round == "none" else chosen_round, use=given.use, instrument=instrument,
    )  # fmt: skip
    return prices.with_registers_of_law(asked, law=law)


def _used(given: Given, wrong: _Findings) -> tuple[tuple[str, int], ...]:
    if given.kwh and given.register:
        wrong.add("kwh-and-registers", "kwh", f"{given.kwh}, {', '.join(given.register)}")
        return ()
    if not given.register:
        if not given.kwh:
            wrong.add("energy-missing", "kwh", "")
            return ()
        return (("all", wrong.of(_energy(given.kwh, "kwh"), otherwise=0)),)
    return _registers(given.register, wrong)


def _registers(texts: tuple[str, ...], wrong: _Findings) -> tuple[tuple[str, int], ...]:
    used: dict[str, int] = {}
    for text in texts:
        name, equals, kwh = text.partition("=")
        if not equals or name not in TIMES_OF_USE:
            wrong.add("register-unknown", "register", text, ", ".join(TIMES_OF_USE))
        elif name in used:
            wrong.add("register-twice", "register", text)
        else:
            used[name] = wrong.of(_energy(kwh, "register"), otherwise=0)
    return tuple(used.items())


def _households(given: Given, category: str, wrong: _Findings) -> int:
    ways = [
        name
        for name, is_given in (
            ("households", given.households),
            ("tenants", given.tenants),
            ("tenants_undeclared", given.tenants_undeclared),
        )
        if is_given
    ]
    if len(ways) > 1:
        wrong.add("households-twice", ways[0], ", ".join(ways))
    elif ways and category and category != TIERED:
        wrong.add("households-not-residential", ways[0], category)
    if given.tenants:
        most = values.MOST_HOUSEHOLDS
        return wrong.of(values.whole(given.tenants, field="tenants", least=1, most=most), otherwise=QUARTERS)
    if given.households:
        return wrong.of(values.quarters(given.households, field="households"), otherwise=QUARTERS)
    return QUARTERS


def _instrument(text: str, law: Law, wrong: _Findings) -> str | None:
    if not text:
        return None
    known = prices.instrument_named(text, law=law)
    if known is None:
        wrong.add("instrument-unknown", "instrument", text, ", ".join(prices.instruments(law=law)))
    return known


def _energy(text: str, field: str) -> int | Problem:
    return values.whole(text, field=field, least=0, most=values.MOST_KWH)


def _word(text: str, field: str, words: tuple[str, ...]) -> str | Problem:
    return values.word(text, field=field, words=words)


def _optional(text: str, read: Callable[..., int | Problem], field: str, wrong: _Findings) -> int | None:
    return wrong.of(read(text, field=field), otherwise=0) if text else None


__all__ = ["Period", "ROUNDS", "TIMES_OF_USE", "read_bill"]
