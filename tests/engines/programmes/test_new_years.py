"""Next year's plan from this year's: days move along, and what was true of one year only is dropped."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from donghanh.engines.programmes.new_years import CARRIED_OVER, CannotMakeNewYear, new_year_template

THIS_YEAR = {
    "code": "tri-an-2021",
    "previous": None,
    "source": "article",
    "sources": {"article": {"text": "a newspaper"}},
    "span": {"from": date(2021, 12, 1), "until": date(2022, 2, 1)},
    "activities": [
        {
            "code": "draw",
            "source": "article",
            "target": 10,
            "starts_on": date(2022, 1, 5),
            "due_on": date(2022, 1, 31),
            "rule": {
                "source": "article",
                "registered": {"from": date(2021, 12, 1), "until": date(2022, 1, 1)},
                "energy_window": {"from": date(2020, 12, 1), "until": date(2021, 12, 1)},
            },
            "shares": [{"unit": "PA01ND", "amount": 6, "named": [{"name": "an enterprise"}]}],
        }
    ],
    "budget": [{"code": "prizes", "activity": "draw", "amount_dong": 5_000_000, "status": "approved"}],
}


def next_year(*, from_on=date(2022, 12, 1), until_on=date(2023, 2, 1), code="tri-an-2022"):
    return new_year_template(content=THIS_YEAR, from_on=from_on, until_on=until_on, code=code)


def test_a_day_keeps_its_place_in_the_calendar():
    activity = next_year()["activities"][0]

    assert (activity["starts_on"], activity["due_on"]) == (date(2023, 1, 5), date(2023, 1, 31))
    assert activity["rule"]["registered"] == {"from": date(2022, 12, 1), "until": date(2023, 1, 1)}


def test_a_window_before_the_campaign_moves_along_uncut():
    window = next_year()["activities"][0]["rule"]["energy_window"]

    assert window == {"from": date(2021, 12, 1), "until": date(2022, 12, 1)}


def test_a_campaign_that_begins_on_another_day_keeps_the_distance_from_its_beginning():
    activity = next_year(from_on=date(2022, 11, 15), until_on=date(2023, 2, 1))["activities"][0]

    assert activity["starts_on"] == date(2022, 11, 15) + timedelta(days=35)


def test_a_shorter_campaign_pulls_the_last_days_in():
    activity = next_year(until_on=date(2023, 1, 1))["activities"][0]

    assert activity["due_on"] == date(2022, 12, 31)
    assert activity["starts_on"] == date(2022, 12, 31)


def test_the_first_day_outside_stays_the_first_day_outside():
    longer = next_year(until_on=date(2023, 2, 15))

    assert longer["span"] == {"from": date(2022, 12, 1), "until": date(2023, 2, 15)}


def test_shares_and_amounts_of_one_year_are_dropped():
    new = next_year()

    assert "shares" not in new["activities"][0]
    assert new["budget"] == [
        {"code": "prizes", "activity": "draw", "amount_dong": None, "status": "to_be_confirmed"}
    ]


def test_targets_are_kept_and_everything_is_to_be_confirmed():
    new = next_year()

    assert new["activities"][0]["target"] == 10
    assert new["source"] == CARRIED_OVER
    assert list(new["sources"]) == [CARRIED_OVER]
    assert new["sources"][CARRIED_OVER]["confidence"] == "low"
    assert "source" not in new["activities"][0]
    assert "source" not in new["activities"][0]["rule"]


def test_the_new_plan_points_back_and_the_old_one_is_unchanged():
    before = deepcopy(THIS_YEAR)

    new = next_year()

    assert (new["code"], new["previous"]) == ("tri-an-2022", "tri-an-2021")
    assert before == THIS_YEAR


@pytest.mark.parametrize("until_on", [date(2022, 12, 1), date(2022, 11, 30)])
def test_a_campaign_without_a_day_is_refused(until_on):
    with pytest.raises(CannotMakeNewYear) as refusal:
        next_year(until_on=until_on)

    assert refusal.value.facts["until_on"] == until_on


@pytest.mark.parametrize("code", ["tri-an-2021", ""])
def test_a_new_campaign_needs_a_code_of_its_own(code):
    with pytest.raises(CannotMakeNewYear, match="a code of its own"):
        next_year(code=code)


@given(
    from_on=some.dates(min_value=date(2022, 1, 1), max_value=date(2040, 1, 1)),
    length=some.integers(1, 400),
    begins_in_december=some.booleans(),
)
def test_days_of_the_campaign_stay_in_the_campaign(from_on, length, begins_in_december):
    if begins_in_december:
        from_on = from_on.replace(month=12, day=1)
    until_on = from_on + timedelta(days=length)

    activity = next_year(from_on=from_on, until_on=until_on)["activities"][0]

    for key in ("starts_on", "due_on"):
        assert from_on <= activity[key] < until_on
    assert activity["starts_on"] <= activity["due_on"]


def test_the_29th_of_february_becomes_the_28th():
    leap = {
        **THIS_YEAR,
        "span": {"from": date(2024, 1, 1), "until": date(2024, 4, 1)},
        "on": date(2024, 2, 29),
    }

    new = new_year_template(content=leap, from_on=date(2025, 1, 1), until_on=date(2025, 4, 1), code="next")

    assert new["on"] == date(2025, 2, 28)
