"""Which households a commune may nominate; choosing among them is the committee's."""

import polars as pl
import pytest
from tests.engines.selection.small_world import AS_OF, CUSTOMER_SCHEMA, enterprise, facts_of, names_of

from donghanh.engines.selection.households import HouseholdRule, households_to_nominate
from donghanh.engines.selection.standing import Standing

HOME = "PA01ND0000001"
REPAIRS = HouseholdRule(
    social_classes=("policy", "poor", "merit", "living_alone", "hardship"),
    standing=Standing(kinds=("household",), not_with=("welfare-gifts",)),
)


def judge(served=None, **changes):
    row = {**enterprise(HOME, kind="household"), "social_class": "poor", **changes}
    customers = pl.DataFrame([row], schema={**CUSTOMER_SCHEMA, "social_class": pl.String})
    return households_to_nominate(customers=customers, rule=REPAIRS, as_of=AS_OF, served=served)


@pytest.mark.parametrize("social_class", REPAIRS.social_classes)
def test_a_household_of_a_named_class_may_be_nominated_but_is_not_chosen_by_rule(social_class):
    judged = judge(social_class=social_class)

    assert judged.why(code=HOME).verdict == "eligible_not_chosen"
    assert names_of(judged, HOME) == {"class_included"}


@pytest.mark.parametrize("social_class", ["none", "near_poor", "heroic_mother"])
def test_a_household_of_another_class_may_not(social_class):
    judged = judge(social_class=social_class)

    assert judged.why(code=HOME).verdict == "not_eligible"
    assert facts_of(judged, HOME, "class_not_included")["social_class"] == social_class


def test_a_class_that_is_not_recorded_is_unknown():
    judged = judge(social_class=None)

    assert judged.why(code=HOME).verdict == "unknown"
    assert names_of(judged, HOME) == {"class_unknown"}


def test_an_enterprise_may_not_be_nominated_whatever_its_class():
    assert names_of(judge(kind="enterprise"), HOME) == {"kind_not_included", "class_included"}


def test_a_household_that_had_the_other_gift_is_told_which():
    served = pl.DataFrame({"code": [HOME], "activity": ["welfare-gifts"]})

    judged = judge(served=served)

    assert judged.why(code=HOME).verdict == "not_eligible"
    assert facts_of(judged, HOME, "already_served") == {"activity": "welfare-gifts"}
