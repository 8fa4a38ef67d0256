"""Who the customers are, and what part of the energy they take."""

from datetime import date

import polars as pl
import pytest
from tests.world.conftest import last_year

from donghanh.world.province import World
from donghanh.world.reference import reference

PROVINCE = 650_000
SAMPLE = 60_000


@pytest.fixture(scope="module")
def province_energy() -> dict[str, float]:
    """kWh of the last twelve months by price group, as a sample tells for the whole province."""
    world = World(customers=PROVINCE, seed=11)
    large = world.slice(start=0, until=world.large)
    some = world.slice(start=world.large, until=world.large + SAMPLE)
    times = (PROVINCE - world.large) / SAMPLE
    kwh: dict[str, float] = {}
    for chunk, factor in ((large, 1.0), (some, times)):
        year = chunk.customers.join(last_year(chunk.energy), on="code")
        for group, known in year.group_by("price_group").agg(pl.col("known_kwh").sum()).rows():
            kwh[group] = kwh.get(group, 0.0) + known * factor
    return kwh


def share(kwh: dict[str, float], group: str) -> float:
    return kwh[group] / sum(kwh.values())


def test_households_take_about_46_percent_of_the_province(province_energy):
    wanted = reference("mix")["household_share_of_energy"]

    assert share(province_energy, "residential") == pytest.approx(wanted, abs=0.02)


def test_industry_takes_about_45_percent_of_the_province(province_energy):
    wanted = reference("mix")["industry_share_of_energy"]

    assert share(province_energy, "production") == pytest.approx(wanted, abs=0.02)


def test_the_province_takes_about_2_7_billion_kwh_a_year(province_energy):
    assert sum(province_energy.values()) == pytest.approx(2.7e9, rel=0.05)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [("household", 0.91, 0.94), ("enterprise", 0.055, 0.075), ("public_body", 0.008, 0.013)],
)
def test_kinds_come_in_their_shares(demo_world, kind, least, most):
    assert least < (demo_world.customers["kind"] == kind).mean() < most


@pytest.mark.parametrize(
    ("social_class", "least", "most"),
    [
        ("poor", 0.018, 0.026),
        ("near_poor", 0.025, 0.033),
        ("policy", 0.018, 0.026),
        ("merit", 0.022, 0.030),
        ("living_alone", 0.006, 0.011),
        ("hardship", 0.008, 0.013),
        ("heroic_mother", 0.0001, 0.0009),
    ],
)
def test_social_classes_come_in_their_shares_of_households(households, social_class, least, most):
    assert least < (households["social_class"] == social_class).mean() < most


def test_only_households_have_a_social_class(demo_world):
    others = demo_world.customers.filter(pl.col("kind") != "household")

    assert others["social_class"].unique().to_list() == ["none"]


def test_price_groups_go_with_kinds(demo_world):
    pairs = set(demo_world.customers.select("kind", "price_group").unique().rows())

    assert pairs == {
        ("household", "residential"),
        ("enterprise", "production"),
        ("enterprise", "business"),
        ("enterprise", "tourist_lodging"),
        ("public_body", "hospital_school"),
        ("public_body", "public_office"),
    }


def test_poor_households_use_less_than_others(demo_world, households):
    year = households.join(last_year(demo_world.energy), on="code")
    mean = dict(year.group_by("social_class").agg(pl.col("known_kwh").mean()).rows())

    assert mean["poor"] < 0.65 * mean["none"]
    assert mean["living_alone"] < 0.65 * mean["none"]


def test_towns_and_wards_have_more_customers_than_communes(demo_world):
    places = demo_world.world.places
    kinds = pl.DataFrame({"commune_code": places.codes, "place": places.kinds})
    counts = demo_world.customers.group_by("commune_code").len().join(kinds, on="commune_code")
    mean = dict(counts.group_by("place").agg(pl.col("len").mean()).rows())

    assert mean["town"] > mean["ward"] > 1.15 * mean["commune"]


def test_contracts_are_old_new_and_ended(demo_world):
    rows = demo_world.customers

    new = (rows["contract_from"] >= date(2019, 12, 1)).mean()
    assert 0.03 < new < 0.045
    assert rows["contract_from"].min() >= date(1996, 1, 1)
    assert rows["contract_from"].max() < date(2021, 12, 1)
    assert 0.005 < rows["contract_until"].is_not_null().mean() < 0.012


def test_no_contract_ends_before_it_begins(demo_world):
    ended = demo_world.customers.drop_nulls("contract_until")

    assert (ended["contract_until"] > ended["contract_from"]).all()
