"""The keys of people: what another hand changes does not change them, and what is missing is null."""

from __future__ import annotations

import polars as pl
import pytest
from tests.engines.matching.small_lists import people

from donghanh.engines.matching.names import clean_names
from donghanh.engines.matching.people import KEYS, PEOPLE
from donghanh.engines.matching.places import address_keys, phone_keys


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Hộ bà Trần Thị Lan", "tran thi lan"),
        ("Hồ Thị Lan", "ho thi lan"),
        ("Chu Khắc Duy", "chu khac duy"),
        ("ong nguyen van an", "nguyen van an"),
        ("Nguye6n4 Va8n Cu7o7ng2", "nguyen van cuong"),
        ("Nguyeenx Thij Thuyr", "nguyen thi thuy"),
        ("Tr. V. An", "t v an"),
        ("Lý Mỹ", "li mi"),
        ("Trần An (đã mất)", "tran an"),
        ("", ""),
    ],
)
def test_a_name_is_cleaned_of_titles_and_keyboards_but_keeps_its_surname(written, cleaned):
    assert clean_names(pl.Series([written])).to_list() == [cleaned]


@pytest.mark.parametrize(
    "written", ["0912345678", "+84 912 345 678", "84912345678", "912.345.678", "912345678.0"]
)
def test_a_telephone_is_the_same_however_it_is_written(written):
    assert phone_keys(pl.Series([written])).to_list() == ["912345678"]


@pytest.mark.parametrize(
    "written", ["Số 5, đường Quang Trung", "quang trung - so 5", "SN 5 đ. Quang Trung, xã Hải Anh"]
)
def test_an_address_is_the_same_however_it_is_written(written):
    assert address_keys(pl.Series([written])).rows() == [("5", "quang trung")]


def test_what_is_missing_has_null_keys_and_no_block():
    row = people(a={"name": "Lê Thị Hoa"}).row(0, named=True)

    assert [row[key] for key in ("phone_key", "code_key", "house_key", "place_key")] == [None] * 4
    assert row["blocks"] == []


def test_keys_follow_the_rows_and_fit_their_table():
    keys = people(b={"name": "Lê Thị Hoa"}, a={"name": "Lê Thị Hoa", "commune_code": "14065"})

    assert keys["person_id"].to_list() == ["b", "a"]
    assert KEYS.check(keys) == ()
    assert PEOPLE.empty().height == 0
