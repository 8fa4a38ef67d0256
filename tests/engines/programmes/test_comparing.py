"""What changed between two campaigns, in their plans and in what came of them."""

import polars as pl
import pytest

from donghanh.engines.programmes.comparing import Change, compare_results, compare_templates


def plan(*activities, **more):
    return {"activities": list(activities), **more}


MASKS = {"code": "masks", "target": 20000, "rule": {"schools": True}}
GIFTS = {"code": "gifts", "target": 50}


def test_equal_plans_have_no_change_whatever_the_order_of_their_activities():
    assert compare_templates(before=plan(MASKS, GIFTS), after=plan(GIFTS, MASKS)) == ()


def test_an_added_activity_is_one_change():
    found = compare_templates(before=plan(GIFTS), after=plan(GIFTS, MASKS))

    assert found == (Change(("activities", "masks"), "added", None, MASKS),)
    assert found[0].activity == "masks"


def test_a_removed_activity_is_one_change():
    found = compare_templates(before=plan(GIFTS, MASKS), after=plan(GIFTS))

    assert found == (Change(("activities", "masks"), "removed", MASKS, None),)


def test_a_changed_rule_is_named_by_the_way_to_it():
    without_schools = MASKS | {"rule": {"schools": False}}

    found = compare_templates(before=plan(MASKS), after=plan(without_schools))

    assert found == (Change(("activities", "masks", "rule", "schools"), "changed", True, False),)


def test_shares_are_known_by_their_unit():
    before = plan(GIFTS | {"shares": [{"unit": "PA01ND", "amount": 10}, {"unit": "PA01XT", "amount": 3}]})
    after = plan(GIFTS | {"shares": [{"unit": "PA01XT", "amount": 4}, {"unit": "PA01ND", "amount": 10}]})

    found = compare_templates(before=before, after=after)

    assert [(change.way[2:], change.before, change.after) for change in found] == [
        (("shares", "PA01XT", "amount"), 3, 4)
    ]


def test_a_list_of_words_is_compared_as_a_whole():
    before, after = plan(GIFTS | {"kinds": ["a", "b"]}), plan(GIFTS | {"kinds": ["b"]})

    assert compare_templates(before=before, after=after)[0].before == ["a", "b"]


def test_two_entries_of_one_name_are_compared_as_a_whole_and_none_is_lost():
    twice = [{"code": "masks", "target": 1}, {"code": "masks", "target": 2}]

    found = compare_templates(before=plan(*twice), after=plan({"code": "masks", "target": 2}))

    assert [change.kind for change in found] == ["changed"]
    assert found[0].way == ("activities",)


def test_a_change_of_the_campaign_itself_belongs_to_no_activity():
    found = compare_templates(before=plan(motto={"vi": "một"}), after=plan(motto={"vi": "hai"}))

    assert found[0].way == ("motto", "vi")
    assert found[0].activity is None


@pytest.mark.parametrize("key", ["source", "sources", "previous"])
def test_where_a_plan_comes_from_is_not_a_change_of_the_plan(key):
    assert compare_templates(before=plan(**{key: "a"}), after=plan(**{key: "b"})) == ()


def test_results_of_two_years_stand_side_by_side():
    last = pl.DataFrame({"activity": ["gifts", "masks"], "target": [50, 20000], "delivered": [48, 19000]})
    this = pl.DataFrame({"activity": ["masks", "lamps"], "target": [25000, 9], "delivered": [25000, 0]})

    rows = compare_results(before=last, after=this).to_dicts()

    assert [row["activity"] for row in rows] == ["masks", "lamps", "gifts"]
    assert [row["presence"] for row in rows] == ["both", "added", "removed"]
    assert [row["delivered_change"] for row in rows] == [6000, None, None]
    assert [row["target_before"] for row in rows] == [20000, None, 50]


def test_a_figure_that_one_year_lacks_has_no_change():
    last = pl.DataFrame(
        {"activity": ["masks"], "delivered": [None]}, schema_overrides={"delivered": pl.Int64}
    )
    this = pl.DataFrame({"activity": ["masks"], "delivered": [7]})

    assert compare_results(before=last, after=this)["delivered_change"].to_list() == [None]


def test_a_fall_is_a_negative_change_also_for_unsigned_counts():
    last = pl.DataFrame({"activity": ["masks"], "delivered": [9]}, schema_overrides={"delivered": pl.UInt32})
    this = pl.DataFrame({"activity": ["masks"], "delivered": [7]}, schema_overrides={"delivered": pl.UInt32})

    assert compare_results(before=last, after=this)["delivered_change"].to_list() == [-2]
