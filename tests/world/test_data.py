"""The data files hold what they say: weights that add up, words that are generic."""

import pytest

from donghanh.kernel.customer_tables import KINDS, PRICE_GROUPS, SOCIAL_CLASSES
from donghanh.lawbook.places import units_on
from donghanh.world.firms import NAMING
from donghanh.world.province import DAY
from donghanh.world.reference import group_weights, reference, weighted


def test_shares_of_ordinary_customers_add_up_to_one():
    assert sum(group["share"] for group in reference("mix")["groups"].values()) == pytest.approx(1)


def test_groups_use_the_words_of_the_kernel():
    groups = [*reference("mix")["groups"].values(), *reference("large_customers")["groups"]]

    assert {group["kind"] for group in groups} <= set(KINDS)
    assert {group["price_group"] for group in groups} <= set(PRICE_GROUPS)
    assert set(reference("mix")["social_class_energy"]) == set(SOCIAL_CLASSES)
    assert set(reference("seasons")["groups"]) == set(PRICE_GROUPS)


def test_every_group_but_households_can_be_named():
    assert set(reference("mix")["groups"]) - {"household"} <= set(NAMING)


def test_every_season_has_twelve_months():
    assert {len(season["months"]) for season in reference("seasons")["groups"].values()} == {12}


def test_large_customers_are_weighted_over_the_units_of_the_lawbook():
    assert set(reference("large_customers")["units"]) == {unit.code for unit in units_on(day=DAY)}


def test_the_two_million_of_the_article_is_the_threshold_of_the_cases():
    assert reference("large_customers")["threshold_kwh"] == 2_000_000


def test_surnames_add_up_to_about_all_people():
    assert sum(reference("names")["surnames"].values()) == pytest.approx(100, abs=6)


@pytest.mark.parametrize("name", ["names", "mix", "seasons", "large_customers", "words", "campaign"])
def test_each_file_opens_with_where_it_comes_from(name):
    from importlib.resources import files

    text = (files("donghanh.world") / "data" / f"{name}.yaml").read_text(encoding="utf-8")

    assert text.startswith("#")
    assert any(word in text.lower() for word in ("to be confirmed", "generated", "generic"))


def test_weights_are_brought_to_a_sum_of_one():
    assert weighted("names", "surnames").shares.sum() == pytest.approx(1)
    assert group_weights().shares.sum() == pytest.approx(1)
