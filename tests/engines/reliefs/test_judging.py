"""Who is entitled and who is not, reason by reason."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.engines.reliefs.conftest import AUGUST, CUSTOMER, OCTOBER, ORDER, SEPTEMBER, framed

from donghanh.engines.reliefs import CUSTOMERS, GROUPS, ORDERS, SITE_USES, judge
from donghanh.lawbook.reliefs import condition_rows, read_relief_groups

SCHOOL = {"code": "school", "category": "hospital_school"}
HOUSEHOLDS, QUARANTINE = "covid-4/households", "covid-4/quarantine"


def test_a_household_of_a_district_under_directive_16_on_30_july_is_entitled_by_that_order(judged):
    entitled = judged(orders=[{}]).entitled

    assert entitled.row(0, named=True) == {
        "code": "household", "relief": HOUSEHOLDS, "evidence": "O1",
    }  # fmt: skip


@pytest.mark.parametrize("month", [date(2021, 7, 1), OCTOBER])
def test_nobody_is_entitled_in_a_month_before_or_after_the_round(judged, month):
    assert judged(orders=[{}], month=month).entitled["relief"].to_list() == [None]


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (None, "order-missing"),
        ({"directive": "directive-15"}, "order-missing"),
        ({"place_code": "365"}, "order-missing"),
        ({"from_on": date(2021, 7, 31)}, "order-not-on-day"),
        ({"until_on": date(2021, 7, 30)}, "order-not-on-day"),
        ({"level": "commune", "place_code": "14215"}, "order-of-part"),
        ({"level": "province", "place_code": "36"}, "entitled"),
        ({"until_on": date(2021, 7, 31)}, "entitled"),
        ({"until_on": None}, "entitled"),
    ],
)
def test_the_order_must_hold_over_the_whole_place_on_the_day_of_the_regulation(why, order, reason):
    assert why(HOUSEHOLDS, orders=[] if order is None else [order]) == reason


@pytest.mark.parametrize(
    ("customer", "reason"),
    [
        ({"category": "business"}, "category-not-named"),
        ({"contract_from": SEPTEMBER}, "contract-not-in-month"),
        ({"contract_until": AUGUST}, "contract-not-in-month"),
        ({"contract_until": date(2021, 8, 2)}, "entitled"),
    ],
)
def test_the_customer_must_be_named_and_have_a_contract_in_the_month(why, customer, reason):
    assert why(HOUSEHOLDS, customers=[customer], orders=[{}]) == reason


def test_a_site_of_quarantine_is_entitled_in_the_months_in_which_it_was_used(judged):
    found = [
        judged(customers=[SCHOOL], uses=[{}], month=month).entitled["relief"][0]
        for month in (date(2021, 7, 1), AUGUST, SEPTEMBER, OCTOBER)
    ]

    assert found == [None, QUARANTINE, QUARANTINE, None]


@pytest.mark.parametrize(
    ("use", "reason"),
    [
        (None, "use-missing"),
        ({"use": "quarantine_fee"}, "use-missing"),
        ({"use": "quarantine_part_fee"}, "entitled"),
        ({"until_on": date(2021, 8, 21), "from_on": date(2021, 6, 1)}, "entitled"),
        ({"until_on": AUGUST, "from_on": date(2021, 6, 1)}, "use-not-in-month"),
    ],
)
def test_a_site_that_takes_its_whole_cost_from_people_is_not_free(why, use, reason):
    assert why(QUARANTINE, customers=[SCHOOL], uses=[] if use is None else [use]) == reason


def test_of_two_groups_that_name_a_site_it_is_given_one_and_the_other_says_so(judged):
    told = judged(customers=[SCHOOL], uses=[{}, {"reference": "U2", "use": "medical"}])
    reasons = dict(told.standings.select("relief", "reason").iter_rows())

    assert told.entitled["relief"].to_list() == [QUARANTINE]
    assert reasons["covid-3/medical"] == reasons["covid-3/quarantine"] == "superseded"


def test_round_5_gives_nothing_to_whom_it_names_while_its_rate_is_not_confirmed(judged):
    factory = {"category": "production", "code": "school"}
    province = {"level": "province", "place_code": "36", "until_on": None}
    told = judged(
        customers=[factory], uses=[{"use": "seafood_processing"}], orders=[province], month=SEPTEMBER
    )

    assert told.entitled["relief"].to_list() == [None]
    assert ("covid-5/enterprises", "not-in-force") in told.standings.select("relief", "reason").rows()


def test_evidence_that_came_after_the_month_counts_from_the_day_on_which_it_was_known(why):
    late = [{"known_on": date(2021, 11, 3)}]

    assert why(HOUSEHOLDS, orders=late, known_on=date(2021, 9, 30)) == "order-missing"
    assert why(HOUSEHOLDS, orders=late, known_on=date(2021, 11, 3)) == "entitled"


@given(
    kwh=some.lists(some.integers(0, 999), min_size=1, max_size=8),
    order=some.sampled_from(["commune", "district", "province"]),
    is_reversed=some.booleans(),
)
def test_the_order_of_rows_decides_nothing_and_each_customer_has_one_answer(kwh, order, is_reversed):
    place = {"commune": "14215", "district": "366", "province": "36"}[order]
    customers = framed(
        CUSTOMERS, [CUSTOMER | {"code": f"C{number}", "kwh": used} for number, used in enumerate(kwh)]
    )
    facts = framed(
        ORDERS,
        [
            ORDER | {"level": order, "place_code": place},
            ORDER | {"reference": "O2", "directive": "directive-15"},
        ],
    )

    told = judge(
        groups=framed(GROUPS, condition_rows(read_relief_groups())),
        customers=customers,
        orders=facts.reverse() if is_reversed else facts,
        uses=SITE_USES.empty(), month=AUGUST, known_on=date(2021, 12, 1),
    )  # fmt: skip

    assert told.entitled["code"].to_list() == customers["code"].to_list()
    expected = None if order == "commune" else HOUSEHOLDS
    assert set(told.entitled["relief"]) == {expected}
    assert told.standings.height == customers.height * told.standings["relief"].n_unique()
    yes = told.standings.filter(pl.col("reason") == "entitled")
    assert yes.height == told.entitled["relief"].count()
