"""A code that is wrong is called wrong by name: its length, its form, its company, its unit."""

from __future__ import annotations

import polars as pl
import pytest

from donghanh.kernel.identifiers import (
    COMMUNE_CODE,
    CUSTOMER_CODE,
    TAX_CODE,
    UNIT_CODE,
    customer_code_problem,
    customer_code_problems,
    plain_phones,
    unit_of_code,
)

UNITS = {"PA01ND", "PA01XT"}


def test_a_code_of_one_of_our_units_has_no_problem() -> None:
    assert customer_code_problem("PA01XT0012345", unit_codes=UNITS) is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (None, "customer-code-missing"),
        ("", "customer-code-missing"),
        ("PA01ND000001", "customer-code-length"),
        ("PA01ND00000012", "customer-code-length"),
        ("pa01nd0000001", "customer-code-form"),
        ("PA01ND00000O1", "customer-code-form"),
        ("PA01ND٠٠٠٠٠٠١", "customer-code-form"),
        ("PA01ND000001\n", "customer-code-form"),
        ("PA02ND0000001", "customer-code-of-another-company"),
        ("PH01ND0000001", "customer-code-of-another-company"),
        ("PA01ZZ0000001", "customer-code-of-unknown-unit"),
        ("PA01010000001", "customer-code-of-unknown-unit"),
    ],
)
def test_what_is_wrong_with_a_code_is_named(code: str | None, problem: str) -> None:
    assert customer_code_problem(code, unit_codes=UNITS) == problem


def test_problems_follow_the_rows_of_the_column() -> None:
    codes = pl.Series(["PA01ND0000001", None, "PA01XT0000002", "x"])

    problems = customer_code_problems(codes, unit_codes=UNITS)

    assert problems.to_list() == [None, "customer-code-missing", None, "customer-code-length"]


def test_codes_that_a_spreadsheet_made_numbers_of_are_judged_as_text() -> None:
    problems = customer_code_problems(pl.Series([1234567890123]), unit_codes=UNITS)

    assert problems.to_list() == ["customer-code-form"]


def test_the_unit_that_gave_a_code_can_be_read_from_it() -> None:
    assert unit_of_code("PA01XT0012345") == "PA01XT"


def test_no_unit_is_read_from_what_is_no_code() -> None:
    with pytest.raises(ValueError, match="'0012345' is no customer code"):
        unit_of_code("0012345")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("0912345678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084 912 345 678", "0912345678"),
        ("(0228) 3849-123", "02283849123"),
        ("912345678", None),
        ("09123", None),
        ("chưa có", None),
        ("", None),
        (None, None),
    ],
)
def test_a_telephone_number_is_brought_into_one_form(typed: str | None, plain: str | None) -> None:
    assert plain_phones(pl.Series([typed], dtype=pl.String)).to_list() == [plain]


def test_forms_of_other_codes() -> None:
    assert UNIT_CODE.match("PA01ND")
    assert not UNIT_CODE.match("PA01")
    assert COMMUNE_CODE.match("13708")
    assert not COMMUNE_CODE.match("1370")
    assert TAX_CODE.match("0600123456")
    assert TAX_CODE.match("0600123456-001")
    assert not TAX_CODE.match("060012345")


def test_the_form_of_a_customer_code_is_the_same_for_python_and_for_columns() -> None:
    codes = ["PA01ND0000001", "PA05010000001", "PA01nd0000001", "PA01ND000000", "PA01ND٠٠٠٠٠٠١"]

    assert [bool(CUSTOMER_CODE.match(code)) for code in codes] == [True, True, False, False, False]
    assert pl.Series(codes).str.contains(CUSTOMER_CODE.pattern).to_list() == [True, True, False, False, False]
