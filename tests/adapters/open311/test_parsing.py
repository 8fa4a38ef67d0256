"""What real clients post is read: too much of it, too little of it, and what cannot be meant."""

from __future__ import annotations

import pytest

from donghanh.adapters.open311 import CannotReadReport, parse_report

STREET = {"service_code": ["FAULT_RESTORE"], "lat": ["20.438822"], "long": ["106.162105"]}


def told(form) -> list[str]:
    with pytest.raises(CannotReadReport) as refused:
        parse_report(form)
    assert {one.code for one in refused.value.errors} == {400}
    return [one.description for one in refused.value.errors]


def test_a_place_is_kept_in_millionths_of_a_degree():
    found = parse_report(STREET)

    assert (found.latitude_microdegrees, found.longitude_microdegrees) == (20_438_822, 106_162_105)


def test_fields_that_the_standard_does_not_know_are_left_aside():
    extra = {"utf8": ["✓"], "commit": ["Submit"], "attribute": ["x"], "attribute[": ["y"], "photo_id": ["7"]}

    assert parse_report({**STREET, **extra}) == parse_report(STREET)


def test_answers_are_read_in_every_way_in_which_clients_name_them():
    form = {
        **STREET, "attribute[sign]": ["wire_down"], "attribute[seen][]": ["a", "b"],
        "attribute[at][0]": ["c"], "attribute[at][1]": ["d"], "attribute[empty]": [" "],
    }  # fmt: skip

    assert parse_report(form).attributes == {"sign": ("wire_down",), "seen": ("a", "b"), "at": ("c", "d")}


def test_a_name_that_is_sent_twice_counts_the_last_time():
    assert parse_report({**STREET, "phone": ["", " 0912000111 "]}).phone == "0912000111"


def test_an_address_is_place_enough():
    found = parse_report({"service_code": ["X"], "address_string": ["Ngã tư Năng Tĩnh"]})

    assert (found.address, found.latitude_microdegrees) == ("Ngã tư Năng Tĩnh", None)


def test_everything_that_is_wrong_is_told_at_once():
    assert told({"lat": ["north"], "long": ["106"], "description": ["x" * 4001]}) == [
        "description has 4001 characters; at most 4000 are taken",
        "service_code was not provided",
        "lat 'north' is no number of degrees between -90 and 90",
    ]


def test_an_empty_form_is_told_what_is_missing():
    assert told({}) == [
        "service_code was not provided",
        "one of lat and long, address_string or address_id must be provided",
    ]


@pytest.mark.parametrize(
    ("lat", "long"),
    [
        ("", "106"),
        ("20", ""),
        ("91", "106"),
        ("NaN", "106"),
        ("20", "Infinity"),
        ("1e99", "1"),
        ("20,4", "106"),
    ],
)
def test_half_a_place_and_no_place_on_earth_are_refused(lat, long):
    assert len(told({"service_code": ["X"], "lat": [lat], "long": [long]})) == 1


@pytest.mark.parametrize("digits", ["1" * 5000, "0." + "9" * 5000])
def test_a_number_of_thousands_of_digits_is_refused_and_not_repeated(digits):
    (said,) = told({"service_code": ["X"], "lat": [digits], "long": ["1"]})

    assert len(said) < 120


def test_a_nul_is_refused():
    assert told({**STREET, "description": ["a\x00b"]}) == ["description holds a NUL character"]
