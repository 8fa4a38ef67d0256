"""Series of invoices: the style of the bill month, one series a unit, and what the check refuses."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.lawbook import invoice_series
from donghanh.lawbook.invoice_series import (
    FOLDER,
    NoInvoiceSeries,
    check_documents,
    last_day_of_issue,
    series_terms,
)

SHIPPED = (FOLDER / "series.yaml").read_text()


def test_months_before_2022_have_an_old_series_and_later_ones_a_new():
    before = series_terms(unit_code="PA01XT", month=date(2021, 12, 1))
    after = series_terms(unit_code="PA01XT", month=date(2022, 1, 1))

    assert (before.template, before.symbol, before.year) == ("01GTKT0/001", "XT/21E", 2021)
    assert (after.template, after.symbol, after.year) == ("1", "K22TXT", 2022)


def test_no_two_units_share_a_symbol():
    units = ("ND", "VB", "YY", "NT", "NH", "GT", "HH", "XT", "TN")
    symbols = {series_terms(unit_code=f"PA01{unit}", month=date(2021, 11, 1)).symbol for unit in units}

    assert len(symbols) == 9


def test_letters_of_a_unit_are_said_to_be_unconfirmed():
    _, letters = series_terms(unit_code="PA01ND", month=date(2021, 11, 1)).sources

    assert letters.confidence == "low"


def test_a_unit_without_letters_has_no_series():
    with pytest.raises(NoInvoiceSeries):
        series_terms(unit_code="PA02XX", month=date(2021, 11, 1))


def test_bills_are_issued_until_the_seventh_of_the_next_month():
    assert last_day_of_issue(month=date(2021, 11, 1)) == date(2021, 12, 7)


def test_the_shipped_series_pass():
    assert check_documents() == []


@pytest.mark.parametrize(
    ("found", "put", "rule"),
    [
        ("letters: VB, source", "letters: ND, source", "repeated"),
        ("letters: VB, source", "letters: V1, source", "letters-not-allowed"),
        ("until: 2022-01-01", "until: 2021-12-01", "gap"),
        ("until: 2022-01-01", "until: 2022-02-01", "overlap"),
        ("until_day: 7", "until_day: 31", "not-whole"),
        ("largest_number: 99999999", "largest_number: 999999999", "not-whole"),
        ('template: "1", ', "", "key-missing"),
    ],
)
def test_a_spoiled_document_is_refused_with_its_line(tmp_path, found, put, rule):
    assert found in SHIPPED
    (tmp_path / "series.yaml").write_text(SHIPPED.replace(found, put, 1))

    problems = invoice_series.check_documents(folder=tmp_path)

    assert rule in {problem.rule for problem in problems}
    assert all(problem.line > 0 for problem in problems)
