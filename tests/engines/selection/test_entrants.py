"""Who enters the draw of December 2021, and everything that keeps somebody out."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.selection.small_world import CUSTOMER_SCHEMA, enterprise, facts_of, names_of

from donghanh.engines.selection.entrants import EntrantRule, entrants
from donghanh.engines.selection.standing import Standing
from donghanh.kernel.spans import Span

HOME = "PA01ND0000001"
DECEMBER = Span(date(2021, 12, 1), date(2022, 1, 1))
AFTER = date(2022, 1, 3)
RULE = EntrantRule(registered=DECEMBER, installed=DECEMBER, standing=Standing(kinds=("household",)))
SCHEMA = {**CUSTOMER_SCHEMA, "registered_online_payment_on": pl.Date, "installed_app_on": pl.Date}


def household(code=HOME, registered=date(2021, 12, 5), installed=date(2021, 12, 9), **changes):
    dates = {"registered_online_payment_on": registered, "installed_app_on": installed}
    return {**enterprise(code, kind="household"), **dates, **changes}


def enter(*rows, as_of=AFTER, **lists):
    return entrants(customers=pl.DataFrame(list(rows), schema=SCHEMA), rule=RULE, as_of=as_of, **lists)


def test_a_household_with_both_days_in_december_enters_on_the_later_of_them():
    entered = enter(household())

    assert entered.why(code=HOME).verdict == "chosen"
    assert entered.why(code=HOME).measure == date(2021, 12, 9)
    assert names_of(entered, HOME) == {"enters"}


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"registered": None}, {"not_registered"}),
        ({"installed": None}, {"not_installed"}),
        ({"registered": date(2021, 11, 30)}, {"registered_before_window"}),
        ({"installed": date(2022, 1, 1)}, {"installed_after_window"}),
        ({"registered": date(2022, 1, 1), "installed": date(2021, 11, 30)},
         {"registered_after_window", "installed_before_window"}),
        ({"kind": "enterprise", "registered": None, "installed": None},
         {"kind_not_included", "not_registered", "not_installed"}),
        ({"contract_until": date(2022, 1, 2)}, {"contract_ended"}),
        ({"unit_code": "PB02AA"}, {"other_company"}),
    ],
)  # fmt: skip
def test_every_condition_that_fails_is_named(changes, reasons):
    entered = enter(household(**changes))

    assert entered.why(code=HOME).verdict == "not_eligible"
    assert names_of(entered, HOME) == reasons


def test_the_first_and_the_last_day_of_december_are_inside():
    entered = enter(household(registered=date(2021, 12, 1), installed=date(2021, 12, 31)))

    assert entered.why(code=HOME).verdict == "chosen"


def test_the_window_stands_beside_the_day_that_missed_it():
    entered = enter(household(registered=date(2021, 11, 30)))

    assert facts_of(entered, HOME, "registered_before_window") == {
        "registered_online_payment_on": date(2021, 11, 30),
        "registered_from": date(2021, 12, 1),
    }


def test_somebody_excluded_by_hand_does_not_enter():
    listed = pl.DataFrame({"code": [HOME], "because": ["works for the company"]})

    assert names_of(enter(household(), exclusions=listed), HOME) == {"excluded_by_list"}


days = st.one_of(st.none(), st.integers(-3, 34).map(lambda n: DECEMBER.start + timedelta(days=n)))


@settings(max_examples=80, deadline=None)
@given(dates=st.lists(st.tuples(days, days, st.sampled_from(["household", "enterprise"])), max_size=8))
def test_whoever_enters_fulfils_all_and_whoever_does_not_is_told_something(dates):
    rows = [household(f"PA01ND000000{n}", a, b, kind=kind) for n, (a, b, kind) in enumerate(dates)]

    entered = enter(*rows)

    for row in rows:
        why = entered.why(code=row["code"])
        both = [row["registered_online_payment_on"], row["installed_app_on"]]
        is_in = row["kind"] == "household" and all(day is not None and day in DECEMBER for day in both)
        assert (why.verdict == "chosen") == is_in
        assert why.reasons
