"""The page of prices: every list with its days, and what is not confirmed says so."""

from __future__ import annotations

from donghanh.faces.cli import docs_prices
from donghanh.lawbook.billing_law import read_law

TEXT = docs_prices.page()


def line_of(*words: str) -> str:
    (line,) = (line for line in TEXT.splitlines() if all(word in line for word in words))
    return line


def test_every_list_stands_with_its_days_and_every_price_once():
    assert "## QĐ 648/QĐ-BCT, from 2019-03-20 until 2023-05-04" in TEXT
    assert "## QĐ 1279/QĐ-BCT, from 2025-05-10 until further notice" in TEXT
    assert "## QĐ 2256/QĐ-BCT, by its name alone" in TEXT
    before_vat = TEXT.partition("## VAT")[0]
    rows = [line for line in before_vat.splitlines() if line.startswith("| `")]
    assert len(rows) == read_law().prices.height


def test_what_is_not_confirmed_says_so():
    assert "**to be confirmed**" in line_of("| 2027-01-01 | – |")
    assert "**to be confirmed**" not in line_of("| 2025-07-01 | 2027-01-01 |")


def test_what_does_not_hold_says_why():
    assert "no: Decided but not applied" in line_of("QĐ 963", "| Sunday |")
    assert "not in force" in line_of("`tenants_tier`", "`2`")
