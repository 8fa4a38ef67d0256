"""One line of a bill in words: its label, its formula with the numbers, how a tier's limit was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Any

import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.explained import LineExplained, SourceTold
from donghanh.faces.bills.figures import plain_number, written, written_day, written_fraction, written_percent
from donghanh.faces.bills.limits import limit_told, quota_of, stretch_of
from donghanh.faces.bills.sources import source_told
from donghanh.faces.bills.words import Language, said

_ONE_DAY = timedelta(days=1)


def line_told(
    law: Law,
    *,
    bill: Mapping[str, Any],
    line: Mapping[str, Any],
    quotas: pl.DataFrame | None,
    language: Language,
) -> LineExplained:
    """
    Explain one line.

    bill, line : rows of BILLS and LINES
    quotas     : QUOTAS of the bill, or None
    """
    is_energy = line["kind"] == "energy"
    kwh = Fraction(line["kwh_scaled"], line["kwh_scale"]) if is_energy else None
    price_row = _price_row(law, line=line) if is_energy else None
    return LineExplained(
        line=line["line"],
        kind=line["kind"],
        label=_label(bill, line, price_row, language) + _days(bill, line, language),
        first_on=line["from_on"],
        last_on=line["until_on"] - _ONE_DAY,
        register=line["register"],
        tier=line["tier"],
        kwh=None if kwh is None else plain_number(kwh),
        price=line["price"],
        amount=line["amount"],
        formula=_formula(law, line, kwh, language),
        limit=_limit(law, bill=bill, line=line, quotas=quotas, language=language),
        source=source_told(law, line["source"]),
        tier_source=_tier_source(law, bill=bill, line=line),
    )


def _tier_source(law: Law, *, bill: Mapping[str, Any], line: Mapping[str, Any]) -> SourceTold | None:
    """The rule of the line's first day, by which undeclared tenants pay its tier."""
    if line["kind"] != "energy" or not bill["is_tenants_undeclared"]:
        return None
    if _tiers(law, line=line).height < 2:
        return None
    first = pl.lit(line["from_on"])
    held = law.tenants.filter(
        (pl.col("from_on") <= first) & (pl.col("until_on").is_null() | (pl.col("until_on") > first))
    )
    return None if held.is_empty() else source_told(law, held["source"][0])


def _limit(
    law: Law,
    *,
    bill: Mapping[str, Any],
    line: Mapping[str, Any],
    quotas: pl.DataFrame | None,
    language: Language,
) -> str:
    """How the limit of the line's tier was made; empty where it has none, or the law's own."""
    tier_kwh = tier_width(law, line=line)
    if tier_kwh is None or bill["is_tenants_undeclared"]:
        return ""
    return limit_told(
        tier_kwh=tier_kwh, stretch=stretch_of(bill=bill, line=line),
        quota_quarters=quota_of(bill=bill, line=line, quotas=quotas),
        is_rounded=bill["quota_rounding"] == "whole", language=language,
    )  # fmt: skip


def _tiers(law: Law, *, line: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of PRICES beside that of an energy line."""
    return law.prices.filter(pl.col("source") == line["source"], pl.col("register") == line["register"])


def tier_width(law: Law, *, line: Mapping[str, Any]) -> int | None:
    """How many kWh of a month of one household a line's tier holds; None for a tier without end, or none."""
    tiers = _tiers(law, line=line).sort("tier") if line["tier"] else law.prices.clear()
    until = dict(zip(tiers["tier"], tiers["tier_until_kwh"], strict=True))
    limit = until.get(line["tier"])
    return None if limit is None else int(limit - (until.get(line["tier"] - 1) or 0))


def _price_row(law: Law, *, line: Mapping[str, Any]) -> dict[str, Any] | None:
    """The row of PRICES that made an energy line."""
    found = law.prices.filter(
        (pl.col("source") == line["source"])
        & (pl.col("price") == line["price"])
        & (pl.col("tier") == line["tier"])
    )
    return None if found.is_empty() else found.row(0, named=True)


def _label(
    bill: Mapping[str, Any], line: Mapping[str, Any], price: Mapping[str, Any] | None, language: Language
) -> str:
    if line["kind"] == "reactive":
        return said("labels", "reactive", language)
    if line["kind"] == "relief":
        return relief_label(str(bill["relief"]), language)
    if bill["is_tenants_undeclared"]:
        return said("labels", "tenants", language, tier=line["tier"])
    if bill["category"] == "residential":
        return said("labels", "tier", language, tier=line["tier"])
    category = price["category"] if price else bill["category"]
    return _flat_label(category, line["register"], language)


def _flat_label(category: str, register: str, language: Language) -> str:
    name = said("categories", category, language)
    if register == "all":
        return name
    return said(
        "labels", "energy", language, category=name, register=said("registers", register, language).lower()
    )


def relief_label(relief: str, language: Language) -> str:
    """Name a group of a reduction: "covid-4/households"."""
    round_name, _, group = relief.partition("/")
    told = said("groups", group, language)
    return said("labels", "relief", language, round=round_name.removeprefix("covid-"), group=told)


def _days(bill: Mapping[str, Any], line: Mapping[str, Any], language: Language) -> str:
    """The days of a line that is not for the whole period."""
    if (line["from_on"], line["until_on"]) == (bill["from_on"], bill["until_on"]):
        return ""
    first, last = written_day(line["from_on"]), written_day(line["until_on"] - _ONE_DAY)
    return f" ({said('labels', 'days', language, first=first, last=last)})"


def _as_category(law: Law, line: Mapping[str, Any], language: Language) -> str:
    """A reduction to the prices of another group: what it would cost there, less what it costs here."""
    named = law.reliefs.filter(pl.col("source") == line["source"])["as_category"].drop_nulls()
    category = said("categories", named[0], language) if len(named) else ""
    basis, amount = line["basis_amount"], line["amount"]
    return said(
        "formulas", "as_category", language, category=category, other=written(basis + amount),
        basis=written(basis), amount=written(amount),
    )  # fmt: skip


def _formula(law: Law, line: Mapping[str, Any], kwh: Fraction | None, language: Language) -> str:
    amount = written(line["amount"])
    if kwh is not None:
        places = {"kwh": written_fraction(kwh), "price": written(line["price"]), "amount": amount}
        return said("formulas", "energy", language, **places)
    sign = "−" if line["kind"] == "relief" else ""
    if line["percent_hundredths"] is None:
        return _as_category(law, line, language)
    return sign + said(
        "formulas", "percent", language, basis=written(line["basis_amount"]),
        percent=written_percent(line["percent_hundredths"]), amount=amount,
    )  # fmt: skip
