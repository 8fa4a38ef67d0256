"""Days of registering to pay on line and of installing the app."""

from datetime import date

import numpy as np
import polars as pl

from donghanh.world.dice import dice
from donghanh.world.signing_up import sign_up_days, sign_ups

DECEMBER = (date(2021, 12, 1), date(2021, 12, 31))


def within(rows: pl.DataFrame, column: str) -> pl.Series:
    return rows[column].is_between(*DECEMBER).fill_null(value=False)


def test_one_to_two_percent_of_households_do_both_in_december_2021(households):
    both = within(households, "registered_online_payment_on") & within(households, "installed_app_on")

    assert 0.01 < both.mean() < 0.02


def test_more_do_one_of_the_two_in_december_than_both(households):
    pays, app = (
        within(households, column) for column in ("registered_online_payment_on", "installed_app_on")
    )

    assert (pays ^ app).sum() > (pays & app).sum()


def test_some_enterprises_do_both_and_are_not_households(demo_world):
    firms = demo_world.customers.filter(kind="enterprise")
    both = within(firms, "registered_online_payment_on") & within(firms, "installed_app_on")

    assert both.sum() >= 3


def test_some_days_lie_after_the_demo_s_day(households):
    days = households["registered_online_payment_on"].drop_nulls()

    assert (days > date(2021, 12, 20)).sum() > 50
    assert days.is_between(date(2022, 1, 1), date(2022, 1, 31)).sum() > 50
    assert days.max() <= date(2022, 1, 31)


def test_sign_ups_grow_over_the_two_years_with_a_bump_in_december(households):
    months = households["registered_online_payment_on"].drop_nulls().dt.truncate("1mo")
    counts = dict(months.value_counts().rows())

    assert counts[date(2021, 11, 1)] > 1.5 * counts[date(2020, 6, 1)] > 1.5 * counts[date(2020, 1, 1)] > 0
    assert counts[date(2021, 12, 1)] > 1.25 * counts[date(2021, 11, 1)]
    assert counts[date(2021, 12, 1)] > 1.25 * counts[date(2022, 1, 1)]


def test_some_sign_up_on_the_first_and_on_the_last_day_of_december(households):
    days = set(households["installed_app_on"])

    assert {date(2021, 11, 30), *DECEMBER, date(2022, 1, 1)} <= days


def test_nobody_signs_up_before_the_contract(demo_world):
    for column in ("registered_online_payment_on", "installed_app_on"):
        rows = demo_world.customers.drop_nulls(column)

        assert (rows[column] >= rows["contract_from"]).all()


def test_a_contract_that_begins_after_all_days_leaves_nobody_signed_up():
    begins = np.full(2_000, np.datetime64("2022-02-01"))

    pays, app = sign_ups(rolls=dice(seed=1, subject="x"), kinds=["household"] * 2_000, begins=begins)

    assert np.isnat(pays).all()
    assert np.isnat(app).all()


def test_every_day_of_the_25_months_can_come():
    days = sign_up_days()

    assert len(days.things) == 366 + 365 + 31
    assert days.shares.min() > 0
