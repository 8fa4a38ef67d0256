"""What columns are taken for."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.engines.intake import fields


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Mã khách hàng", "code"),
        ("MA_KHANG", "code"),
        ("ma kh", "code"),
        ("Ho ten", "name"),
        ("HỌ VÀ TÊN", "name"),
        ("Số điện thoại", "phone"),
        ("Mã số thuế", "tax_code"),
        ("registered_online_payment_on", "registered_online_payment_on"),
        ("kWh 2021-01", "energy:2021-01"),
        ("kWh 01/2021", "energy:2021-01"),
        ("Tháng 1/2021", "energy:2021-01"),
        ("T12.2021", "energy:2021-12"),
        ("2021-07", "energy:2021-07"),
        ("Sản lượng 07/2021", "energy:2021-07"),
        ("Ghi chú", ""),
        ("202101", ""),
        ("kWh 13/2021", ""),
    ],
)
def test_headers_are_understood_with_and_without_diacritics(header, field):
    assert fields.propose_mapping(header=[header]) == {header: field}


def test_a_field_goes_to_the_first_column_that_bears_its_name():
    assert fields.propose_mapping(header=["Mã KH", "MA_KHANG"]) == {"Mã KH": "code", "MA_KHANG": ""}


def test_required_fields_without_a_column_are_listed():
    assert fields.missing_fields(mapping={"a": "code"}, content="energy") == ["month", "energy_kwh"]


def test_a_field_that_two_columns_claim_is_listed():
    assert fields.repeated_fields(mapping={"a": "code", "b": "code", "c": "", "d": ""}) == ["code"]


@pytest.mark.parametrize("field", ["xyz", "energy:2021-13", "energy:", "search_key"])
def test_what_is_no_field_is_listed(field):
    assert fields.unknown_fields(mapping={"a": field, "b": "code", "c": "energy:2021-01"}) == [field]


def test_a_month_field_names_its_first_day():
    assert fields.month_of_field("energy:2021-03") == date(2021, 3, 1)
    assert fields.month_of_field("name") is None
