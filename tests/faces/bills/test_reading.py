"""A question for a bill as people write it becomes one in the words of the law; nothing is guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from donghanh.faces.bills.given import Given
from donghanh.faces.bills.law import shipped_law
from donghanh.faces.bills.periods import whole_month
from donghanh.faces.bills.prices import instrument_named
from donghanh.faces.bills.problem_words import PROBLEMS
from donghanh.faces.bills.reading import read_bill
from donghanh.faces.bills.refusals import CannotBill, Problem
from donghanh.faces.bills.words import SUBJECTS


def read(**given):
    return read_bill(
        Given(**{"category": "residential", "kwh": "5", "read_on": "2021-12-15"} | given), law=shipped_law()
    )


@pytest.mark.parametrize(
    ("read_on", "from_on"),
    [
        (date(2021, 12, 15), date(2021, 11, 16)),
        (date(2021, 12, 31), date(2021, 12, 1)),
        (date(2021, 2, 28), date(2021, 2, 1)),
        (date(2021, 1, 15), date(2020, 12, 16)),
        (date(2021, 2, 27), date(2021, 1, 28)),
    ],
)
def test_a_reading_alone_ends_a_month_of_its_own(read_on, from_on):
    assert whole_month(read_on=read_on).from_on == from_on


@pytest.mark.parametrize("read_on", [date(2021, 12, 30), date(2021, 3, 28), date(2021, 3, 30)])
def test_where_the_month_before_is_too_short_the_month_ends_earlier_and_is_whole(read_on):
    period = whole_month(read_on=read_on)

    assert read_on - period.until_on < timedelta(days=3)
    assert period.from_on.day == period.until_on.day


def test_a_period_is_given_by_its_first_and_last_day_and_read_on_the_last():
    asked = read(read_on="", from_on="2021-11-01", to_on="2021-11-30")

    assert (asked.from_on, asked.until_on, asked.read_on) == (
        date(2021, 11, 1), date(2021, 12, 1), date(2021, 11, 30)
    )  # fmt: skip


def test_four_tenants_are_one_household_and_five_a_quarter_more():
    assert [read(tenants=many).quota_quarters for many in ("1", "4", "5")] == [1, 4, 5]


def test_households_are_read_in_quarters():
    assert [read(households=many).quota_quarters for many in ("0.25", "1.5", "2")] == [1, 6, 8]


def test_one_register_is_kept_where_the_law_has_a_price_for_all_hours():
    assert read(category="production").used == (("all", 5),)


@pytest.mark.parametrize("name", ["QĐ 1279/QĐ-BCT", "QD 1279/QD-BCT", "qđ 1279/qđ-bct", "1279"])
def test_a_price_list_is_found_as_people_write_it(name):
    assert instrument_named(name, law=shipped_law()) == "QĐ 1279/QĐ-BCT"


@examples(st.text(max_size=12))
def test_no_text_breaks_the_reader(text):
    for field in ("kwh", "read_on", "households", "tenants", "cos_phi", "instrument", "category", "from_on"):
        with suppress(CannotBill):
            read(**{field: text})


def test_every_rule_says_expected_and_next_in_both_languages():
    rules = {name.rsplit(".", 1)[0] for name in PROBLEMS if "." in name}

    for rule in rules:
        for language in ("vi", "en"):
            told = Problem(rule, "kwh", "x", "y").told(language)
            assert told["expected"]
            assert not told["next"].startswith(rule)


def test_every_sentence_stands_in_both_languages():
    for sentences in SUBJECTS.values():
        assert all(len(pair) == 2 and all(pair) for pair in sentences.values())
