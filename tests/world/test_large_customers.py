"""The large customers: always there, in all the cases that a rule must answer for."""

from datetime import date

import polars as pl
import pytest
from tests.world.conftest import last_year, whole

from donghanh.world.large import cases, large_count
from donghanh.world.province import World

THRESHOLD = 2_000_000


def with_case(world) -> pl.DataFrame:
    """The large customers with their case and their last twelve months."""
    rows = world.customers[: world.world.large].with_columns(case=pl.Series([one["case"] for one in cases()]))
    return rows.join(last_year(world.energy), on="code", how="left")


@pytest.fixture(scope="module")
def large(demo_world) -> pl.DataFrame:
    return with_case(demo_world)


def of(large: pl.DataFrame, case: str) -> pl.DataFrame:
    return large.filter(case=case)


@pytest.mark.parametrize("seed", [1, 2, 3, 2021])
def test_118_customers_are_above_two_million_kwh_whatever_the_seed(seed):
    world = World(customers=20_000, seed=seed)
    large = world.slice(start=0, until=world.large)

    above = last_year(large.energy).filter(pl.col("known_kwh") > THRESHOLD)

    assert above.height == 118


def test_no_ordinary_customer_comes_near_the_threshold(demo_world):
    ordinary = demo_world.customers[demo_world.world.large :].join(last_year(demo_world.energy), on="code")

    assert ordinary["known_kwh"].max() < 0.9 * THRESHOLD


def test_a_larger_world_has_the_same_large_customers(demo_world):
    larger = World(customers=650_000, seed=2021).slice(start=0, until=demo_world.world.large)

    assert larger.customers.equals(demo_world.customers[: demo_world.world.large])


def test_a_smaller_world_has_fewer_in_proportion():
    assert large_count(customers=10_000) == large_count(customers=20_000) // 2
    assert large_count(customers=20_000) == large_count(customers=650_000) == len(cases())


def test_some_stand_exactly_at_the_threshold_and_one_kwh_to_either_side(large):
    assert of(large, "at_the_threshold")["known_kwh"].to_list() == [THRESHOLD] * 3
    assert of(large, "one_kwh_above")["known_kwh"].to_list() == [THRESHOLD + 1] * 3
    assert of(large, "one_kwh_below")["known_kwh"].to_list() == [THRESHOLD - 1] * 2


def test_those_at_the_threshold_miss_no_month(large):
    at_or_near = pl.concat(
        [of(large, case) for case in ("at_the_threshold", "one_kwh_above", "one_kwh_below")]
    )

    assert at_or_near["missing_count"].sum() == 0
    assert at_or_near["month_count"].unique().to_list() == [12]


def test_some_are_above_although_months_are_missing(large):
    gaps = of(large, "above_with_gaps")

    assert (gaps["known_kwh"] > THRESHOLD).all()
    assert gaps["missing_count"].to_list() == [2] * 6


def test_some_cannot_be_known_to_be_above_because_months_are_missing(large):
    unknown = of(large, "unknown_with_gaps")

    assert (unknown["known_kwh"] <= THRESHOLD).all()
    assert (unknown["known_kwh"] * 12 > THRESHOLD * 10).all()
    assert unknown["missing_count"].to_list() == [2] * 6


def test_some_contracts_begin_within_the_twelve_months(large):
    assert (of(large, "began_above")["known_kwh"] > THRESHOLD).all()
    assert (of(large, "began_below")["known_kwh"] < THRESHOLD).all()
    assert of(large, "began_above")["contract_from"].unique().to_list() == [date(2021, 4, 12)]
    assert of(large, "began_above")["month_count"].unique().to_list() == [8]


def test_some_have_left_although_they_used_enough(large):
    left = of(large, "ended_above")

    assert (left["known_kwh"] > THRESHOLD).all()
    assert left["contract_until"].unique().to_list() == [date(2021, 9, 1)]
    assert left["month_count"].unique().to_list() == [9]


def test_some_are_public_bodies(large):
    public = large.filter(kind="public_body")

    assert public.height == 6
    assert (public["known_kwh"] > THRESHOLD).all()


def test_they_stand_in_all_nine_units_and_most_in_the_city(large):
    counts = dict(large.group_by("unit_code").len().rows())

    assert set(counts) == {f"PA01{unit}" for unit in ("ND", "VB", "YY", "NT", "NH", "GT", "HH", "XT", "TN")}
    assert min(counts.values()) >= 5
    assert counts["PA01ND"] == max(counts.values())
    assert 0.28 < counts["PA01ND"] / large.height < 0.40


def test_their_energy_has_a_heavy_tail(large):
    above = of(large, "above")["known_kwh"].sort(descending=True)

    assert above.head(len(above) // 5).sum() > 0.4 * above.sum()
    assert above.max() < 40_000_000


FIRMS = {
    "Công ty cổ phần Hoàng Vinh": "Thị trấn Xuân Trường",
    "Công ty cổ phần Vật liệu xây dựng Xuân Châu": "Xã Xuân Châu",
    "Xí nghiệp Chế biến thủy sản Xuân Thủy": "Xã Xuân Vinh",
}


def test_the_firms_that_the_newspaper_names_are_customers_in_their_place(demo_world):
    places = dict(zip(demo_world.world.places.codes, demo_world.world.places.names, strict=True))
    found = demo_world.customers.filter(pl.col("name").is_in(list(FIRMS)))

    assert {row["name"]: places[row["commune_code"]] for row in found.to_dicts()} == FIRMS
    assert found["code"].str.starts_with("PA01XT").all()


def test_nothing_that_reaches_or_describes_them_is_made_up(demo_world):
    found = demo_world.customers.filter(pl.col("name").is_in(list(FIRMS)))

    for column in ("phone", "email", "tax_code", "registered_online_payment_on", "installed_app_on"):
        assert found[column].null_count() == 3, column
    assert not any(found[column].any() for column in found.columns if column.startswith("consent_"))


def test_they_are_in_small_worlds_too():
    small = whole(World(customers=1_000, seed=5))

    assert small.customers["name"].is_in(list(FIRMS)).sum() == 3
