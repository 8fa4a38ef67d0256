"""Months of energy: seasons, tails, and what is missing."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from donghanh.kernel.months import months_before
from donghanh.world import energy
from donghanh.world.dice import dice
from donghanh.world.reference import reference


@pytest.fixture(scope="module")
def by_group_and_month(demo_world) -> dict[tuple[str, date], float]:
    """Mean known kWh of customers whose contract covers all 24 months, without the large customers."""
    whole = demo_world.customers[demo_world.world.large :].filter(
        pl.col("contract_until").is_null() & (pl.col("contract_from") < date(2019, 12, 1))
    )
    rows = demo_world.energy.join(whole.select("code", "price_group"), on="code")
    means = rows.group_by("price_group", "month").agg(pl.col("energy_kwh").mean())
    return {(group, month): mean for group, month, mean in means.rows()}


def test_the_history_is_the_24_months_before_december_2021(demo_world):
    months = demo_world.energy["month"].unique().sort().to_list()

    assert months == list(months_before(month=date(2021, 12, 1), count=24))


def test_a_window_of_twelve_months_is_full_on_20_december_2021(demo_world):
    running = demo_world.customers.filter(
        pl.col("contract_until").is_null() & (pl.col("contract_from") < date(2020, 12, 1))
    )
    rows = demo_world.energy.filter(pl.col("month") >= date(2020, 12, 1)).join(running, on="code", how="semi")

    assert rows.group_by("code").len()["len"].unique().to_list() == [12]


def test_homes_use_most_in_the_hot_months_and_least_in_the_cool(by_group_and_month):
    of = {month: by_group_and_month["residential", date(2021, month, 1)] for month in range(1, 12)}

    assert min(of[6], of[7], of[8]) > 1.2 * max(of[3], of[4], of[10], of[11])
    assert max(of[1], of[2]) < min(of[5], of[6], of[7], of[8], of[9])


def test_tet_cuts_the_energy_of_industry(by_group_and_month):
    january, february, march = (by_group_and_month["production", date(2021, month, 1)] for month in (1, 2, 3))

    assert february < 0.82 * march
    assert february < 0.85 * january


def test_tet_of_2020_cuts_january_rather_than_february():
    shares = dict(zip(energy.MONTHS, energy.month_shares("production"), strict=True))

    assert shares[date(2020, 1, 1)] < shares[date(2020, 2, 1)]


def test_homes_use_more_than_a_year_before(by_group_and_month):
    july = by_group_and_month["residential", date(2021, 7, 1)]

    assert july == pytest.approx(1.05 * by_group_and_month["residential", date(2020, 7, 1)], rel=0.02)


@pytest.mark.parametrize("group", reference("seasons")["groups"])
def test_shares_of_the_last_twelve_months_add_up_to_one(group):
    assert sum(energy.month_shares(group)[-12:]) == pytest.approx(1)


def test_two_percent_of_readings_are_missing(demo_world):
    missing = demo_world.energy["energy_kwh"].null_count() / demo_world.energy.height

    assert 0.019 < missing < 0.021


def test_a_missing_reading_is_null_and_never_zero(demo_world):
    known = demo_world.energy["energy_kwh"].drop_nulls()

    assert known.min() >= 1


def test_months_outside_the_contract_have_no_row(demo_world):
    rows = demo_world.energy.join(
        demo_world.customers.select("code", "contract_from", "contract_until"), on="code"
    )

    assert (rows["month"] >= rows["contract_from"].dt.truncate("1mo")).all()
    assert (rows["month"] < rows["contract_until"]).drop_nulls().all()


def test_a_month_exists_when_the_contract_touches_it():
    begins = np.array(["2021-10-31", "2019-12-01", "2019-12-01"], dtype="datetime64[D]")
    ends = np.array(["NaT", "2020-02-01", "2020-02-02"], dtype="datetime64[D]")

    exists = energy.within_contract(begins=begins, ends=ends)

    assert exists.sum(axis=1).tolist() == [2, 2, 3]


def test_the_energy_frame_says_null_where_a_reading_is_missing():
    kwh = np.full((1, energy.MONTH_COUNT), 5, dtype=np.int64)
    missing = np.zeros((1, energy.MONTH_COUNT), dtype=bool)
    missing[0, 23] = True
    exists = np.zeros((1, energy.MONTH_COUNT), dtype=bool)
    exists[0, 22:] = True

    frame = energy.energy_frame(codes=pl.Series("code", ["A"]), kwh=kwh, missing=missing, exists=exists)

    assert frame.rows() == [("A", date(2021, 10, 1), 5), ("A", date(2021, 11, 1), None)]


def test_homes_have_the_tail_of_a_lognormal():
    drawn = energy.household_kwh(rolls=dice(seed=1, subject="x"), count=50_000)

    assert drawn.mean() == pytest.approx(1, rel=0.02)
    assert np.log(drawn).std() == pytest.approx(reference("mix")["groups"]["household"]["sigma"], rel=0.02)


def test_a_few_workshops_take_most_of_what_workshops_take(demo_world):
    codes = demo_world.customers[demo_world.world.large :].filter(price_group="production").select("code")
    kwh = demo_world.energy.join(codes, on="code").group_by("code").agg(pl.col("energy_kwh").sum())
    sorted_kwh = kwh["energy_kwh"].sort(descending=True)

    assert sorted_kwh.head(len(sorted_kwh) // 10).sum() > 0.5 * sorted_kwh.sum()


@pytest.mark.parametrize(("tail", "mean", "most"), [(0.95, 40_000, 1_150_000), (1.3, 5_000, 300_000)])
def test_a_bounded_tail_has_the_mean_that_was_asked_for(tail, mean, most):
    pareto = energy.pareto_with_mean(tail=tail, mean=mean, most=most)
    points = (np.arange(1_000_000) + 0.5) / 1_000_000

    assert pareto.at(points=points).mean() == pytest.approx(mean, rel=0.001)


def test_a_bounded_tail_stays_within_its_bounds():
    pareto = energy.BoundedPareto(tail=1.2, least=10, most=1000)

    assert pareto.at(points=np.array([0.0, 1.0])).tolist() == pytest.approx([10, 1000])
