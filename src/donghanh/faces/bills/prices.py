"""What the law's prices say of a question: which lists there are, which registers have a price."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.asked import BillAsked
from donghanh.faces.bills.refusals import CannotBill, Problem
from donghanh.kernel.billing_tables import ANY_VOLTAGE
from donghanh.kernel.text import fold


def instruments(*, law: Law) -> list[str]:
    """List the price lists, oldest first."""
    return law.prices.sort("from_on")["instrument"].unique(maintain_order=True).to_list()


def instrument_named(text: str, *, law: Law) -> str | None:
    """Find the price list that is meant; "QD 1279/QD-BCT" and "1279" will do as well."""
    wanted, number = fold(text), re.findall(r"[0-9]+", text)
    for name in instruments(law=law):
        if fold(name) == wanted or (text.strip().isdigit() and re.findall(r"[0-9]+", name)[:1] == number):
            return name
    return None


def instrument_on(day: date, *, law: Law, category: str) -> str | None:
    """Name the price list that holds for a category on a day."""
    held = law.prices.filter(
        (pl.col("category") == category)
        & (pl.col("from_on") <= day)
        & (pl.col("until_on").is_null() | (pl.col("until_on") > day))
    )
    return None if held.is_empty() else str(held["instrument"][0])


def with_registers_of_law(asked: BillAsked, *, law: Law) -> BillAsked:
    """
    Let a meter with one register be billed at the price of normal hours where prices differ by the hour.

    Customers without obligation to times of use pay the price of normal hours.
    raises : CannotBill, when there is no price for the category, voltage, register or day
    """
    priced = _priced(asked, law=law)
    if priced.is_empty():
        raise CannotBill(_missing(asked, law=law))
    registers = set(priced["register"])
    used = asked.used
    if used[0][0] == "all" and "all" not in registers:
        used = (("normal", used[0][1]),)
    for name, _ in used:
        if name not in registers:
            raise CannotBill(
                Problem("register-without-price", "register", name, ", ".join(sorted(registers)))
            )
    return replace(asked, used=used)


def _priced(asked: BillAsked, *, law: Law) -> pl.DataFrame:
    """The prices of a category and voltage that may touch the period, or those of the list that is forced."""
    held = law.prices.filter(
        (pl.col("category") == asked.category) & pl.col("voltage").is_in([asked.voltage, ANY_VOLTAGE])
    )
    if asked.instrument is not None:
        return held.filter(pl.col("instrument") == asked.instrument)
    last = asked.until_on - timedelta(days=1)
    return held.filter(
        (pl.col("from_on") <= last) & (pl.col("until_on").is_null() | (pl.col("until_on") > asked.from_on))
    )


def _missing(asked: BillAsked, *, law: Law) -> Problem:
    """Say whether it is the voltage, the list or the day that has no price."""
    of_category = law.prices.filter(pl.col("category") == asked.category)
    if asked.instrument is not None:
        of_category = of_category.filter(pl.col("instrument") == asked.instrument)
        if of_category.is_empty():
            return Problem("instrument-without-category", "instrument", asked.instrument, asked.category)
    voltages = set(of_category["voltage"])
    if asked.voltage not in voltages and ANY_VOLTAGE not in voltages:
        found = f"{asked.category}, {asked.voltage}"
        return Problem("price-missing-at-voltage", "voltage", found, ", ".join(sorted(voltages)))
    first = of_category["from_on"].min()
    return Problem("price-missing-on-day", "read_on", str(asked.from_on), str(first))
