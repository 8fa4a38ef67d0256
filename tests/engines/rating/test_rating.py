"""What a bill comes to, one rule after another, with numbers that can be checked by hand."""

import json

import pytest
from tests.engines.rating.conftest import a_bill, day, frames, small_law

from donghanh.engines.rating import rate
from donghanh.kernel.billing_tables import LINES, REFUSED, TOTALS
from donghanh.kernel.tables import FrameDoesNotFit


def one(law, kwh, **changes):
    rated = rate(law, **frames([a_bill(**changes)], kwh))
    assert rated.refused.is_empty(), rated.refused.rows()
    return rated


def amounts(rated):
    return rated.lines["amount"].to_list()


def test_250_kwh_of_a_household_fill_three_tiers_and_half_of_the_fourth(law):
    rated = one(law, 250)

    assert rated.lines["kwh_scaled"].to_list() == [50, 50, 100, 50]
    assert amounts(rated) == [83900, 86700, 201400, 126800]
    assert rated.totals.row(0) == (1, 250, 498800, 0, 498800, 10, 49880, 548680)


def test_frames_are_the_tables_of_the_contract(law):
    rated = one(law, 250, cos_phi_percent=83, relief="four/households")

    for table, frame in ((TOTALS, rated.totals), (LINES, rated.lines), (REFUSED, rated.refused)):
        assert table.require(frame).equals(frame)


def test_two_households_double_each_tier(law):
    rated = one(law, 350, quota_quarters=8)

    assert rated.lines["kwh_scaled"].to_list() == [100, 100, 150]


def test_five_quarters_of_a_household_round_each_tier_to_whole_kwh(law):
    assert one(law, 200, quota_quarters=5).lines["kwh_scaled"].to_list() == [63, 63, 74]


def test_five_quarters_of_a_household_stay_fractions_when_asked_exactly(law):
    rated = one(law, 200, quota_quarters=5, quota_rounding="exact")

    assert rated.lines["kwh_scaled"].to_list() == [125, 125, 75]
    assert rated.lines["kwh_scale"].to_list() == [2, 2, 1]
    assert amounts(rated) == [104875, 108375, 151050]


def test_tenants_whose_number_was_not_declared_pay_the_third_tier_for_all(law):
    rated = one(law, 120, is_tenants_undeclared=True)

    assert rated.lines.select("tier", "kwh_scaled", "amount").rows() == [(3, 120, 241680)]


def test_three_registers_have_three_prices_and_reactive_power_is_charged_on_their_sum(law):
    rated = one(law, {"normal": 100, "peak": 10, "off_peak": 50}, category="production", cos_phi_percent=83)

    assert rated.lines["register"].to_list() == ["normal", "peak", "off_peak", None]
    assert amounts(rated) == [168500, 30760, 55000, 21434]


def test_a_power_factor_of_09_and_better_costs_nothing(law):
    assert one(law, 100, category="production", cos_phi_percent=97).lines.height == 1


def test_a_power_factor_below_06_costs_what_the_last_row_says(law):
    assert one(law, 100, category="production", cos_phi_percent=12).lines["percent_hundredths"][1] == 5254


@pytest.mark.parametrize(("kwh", "relief", "total"), [(200, 55800, 347820), (201, 37454, 370790)])
def test_one_kwh_above_the_threshold_a_household_gets_a_tenth_instead_of_15_percent(law, kwh, relief, total):
    rated = one(law, kwh, relief="four/households")

    assert rated.totals.select("relief_amount", "total_amount").row(0) == (relief, total)


def test_the_threshold_is_each_household_s(law):
    rated = one(law, 400, quota_quarters=8, relief="four/households")

    assert rated.lines["percent_hundredths"].to_list()[-1] == 1500


def test_a_relief_of_the_first_tiers_leaves_the_others_alone(law):
    rated = one(law, 350, relief="one/households")

    assert rated.lines.row(-1, named=True)["basis_amount"] == 83900 + 86700 + 201400 + 253600
    assert rated.totals["relief_amount"][0] == 62560


def test_lodging_gets_the_difference_to_the_price_of_production(law):
    rated = one(law, 100, category="tourist_lodging", relief="one/lodging")

    assert rated.totals["relief_amount"][0] == 266600 - 168500


def test_a_dearer_category_reduces_nothing_and_adds_nothing(law):
    rated = one(law, 100, category="production", relief="one/odd")

    assert rated.totals["relief_amount"][0] == 0
    assert rated.lines.height == 1


def test_a_site_of_quarantine_owes_nothing(law):
    rated = one(law, 250, relief="three/quarantine")

    assert rated.totals.select("net_amount", "vat_amount", "total_amount").row(0) == (0, 0, 0)


def test_vat_is_of_the_day_of_the_reading(law):
    january = {"from_on": day("2022-01-02"), "until_on": day("2022-02-02")}

    assert one(law, 250, **january, read_on=day("2022-02-01")).totals["total_amount"][0] == 538704
    assert one(law, 250, **january, read_on=day("2022-01-31")).totals["total_amount"][0] == 548680


def test_a_forced_price_list_holds_for_all_days(law):
    assert one(law, 10, instrument="list 3").lines["price"].to_list() == [1878]


def test_nothing_used_is_a_bill_of_nothing(law):
    rated = one(law, 0)

    assert rated.lines.is_empty()
    assert rated.totals["total_amount"][0] == 0


REFUSALS = {
    "period-backwards": ({"until_on": day("2021-11-16")}, {"all": 1}),
    "price-missing": ({"category": "hospital_school", "voltage": "from_110kv"}, {"all": 1}),
    "kwh-negative": ({}, {"all": -1}),
    "kwh-too-large": ({}, {"all": 10**12}),
    "quota-not-positive": ({"quota_quarters": 0}, {"all": 1}),
    "vat-missing": ({"read_on": day("1999-01-01")}, {"all": 1}),
    "cos-phi-out-of-range": ({"cos_phi_percent": 101}, {"all": 1}),
    "reactive-missing": ({"cos_phi_percent": 70}, {"all": 1}),
    "instrument-unknown": ({"instrument": "QĐ 1/QĐ-BCT"}, {"all": 1}),
    "relief-unknown": ({"relief": "six"}, {"all": 1}),
    "relief-category": ({"category": "production", "relief": "four/households"}, {"all": 1}),
    "relief-disabled": ({"category": "production", "relief": "five/enterprises"}, {"all": 1}),
}


@pytest.mark.parametrize("rule", REFUSALS)
def test_a_bill_that_cannot_be_rated_is_refused_by_rule_with_its_facts(law, rule):
    changes, kwh = REFUSALS[rule]

    rated = rate(law, **frames([a_bill(**changes)], kwh))

    assert rated.refused["rule"].to_list() == [rule]
    assert json.loads(rated.refused["facts"][0])["from_on"] == "2021-11-16"
    assert rated.totals.is_empty()
    assert rated.lines.is_empty()


UNDECLARED = {"is_tenants_undeclared": True}
RULE_CHANGES = ((day("2014-06-01"), day("2021-12-01"), 3), (day("2021-12-01"), None, 2))


def test_undeclared_tenants_pay_the_tier_of_the_rule_that_held_and_the_bill_is_cut_where_it_changes():
    changing = small_law(RULE_CHANGES)
    november = {"from_on": day("2021-11-01"), "until_on": day("2021-12-01")}
    december = {"from_on": day("2021-12-01"), "until_on": day("2022-01-01")}

    def tiers(**changes):
        return one(changing, 300, **UNDECLARED, **changes).lines.select("from_on", "tier", "amount").rows()

    assert tiers(**november) == [(day("2021-11-01"), 3, 300 * 2014)]
    assert tiers(**december) == [(day("2021-12-01"), 2, 300 * 1734)]
    assert tiers() == [(day("2021-11-16"), 3, 150 * 2014), (day("2021-12-01"), 2, 150 * 1734)]


def test_others_are_not_cut_where_the_rule_of_undeclared_tenants_changes(law):
    changing = small_law(RULE_CHANGES)

    for changes in ({}, UNDECLARED | {"category": "production"}):
        assert one(changing, 300, **changes).lines.equals(one(law, 300, **changes).lines)


def test_a_rule_written_anew_with_the_same_tier_cuts_nothing(law):
    renewed = small_law(((day("2014-06-01"), day("2021-12-01"), 3), (day("2021-12-01"), None, 3)))

    assert one(renewed, 301, **UNDECLARED).lines.equals(one(law, 301, **UNDECLARED).lines)


@pytest.mark.parametrize(
    ("rules", "found_on"),
    [
        ((), "2021-11-16"),
        (((day("2014-06-01"), day("2021-12-01"), 3),), "2021-12-01"),
        (((day("2021-12-01"), None, 3),), "2021-11-16"),
        (((day("2014-06-01"), None, 7),), "2021-11-16"),
    ],
)
def test_undeclared_tenants_without_a_rule_or_a_price_of_its_tier_are_refused(rules, found_on):
    refused = rate(small_law(rules), **frames([a_bill(**UNDECLARED)], 300)).refused

    assert refused["rule"].to_list() == ["tenants-missing"]
    assert json.loads(refused["facts"][0])["found_on"] == found_on


def test_a_register_without_a_price_is_refused(law):
    rated = rate(law, **frames([a_bill(category="hospital_school")], {"normal": 5, "peak": 5}))

    assert rated.refused["rule"].to_list() == ["price-missing"]


def test_days_before_the_first_price_list_are_refused(law):
    early = a_bill(from_on=day("2019-03-10"), until_on=day("2019-04-10"))

    refused = rate(law, **frames([early], 5)).refused

    assert refused["rule"].to_list() == ["price-missing"]
    assert json.loads(refused["facts"][0])["found_on"] == "2019-03-10"


@pytest.mark.parametrize(
    ("cut", "rule"),
    [
        ([("2021-11-16", "2021-12-01"), ("2021-12-02", "2021-12-16")], "usage-gap"),
        ([("2021-11-16", "2021-12-02"), ("2021-12-01", "2021-12-16")], "usage-gap"),
        ([("2021-11-16", "2021-12-15")], "usage-gap"),
        ([("2021-11-16", "2021-11-15")], "usage-backwards"),
        ([], "usage-missing"),
    ],
)
def test_stretches_that_do_not_fill_the_period_are_refused(law, cut, rule):
    stretches = [(1, day(start), day(until), "all", 5) for start, until in cut]

    assert rate(law, **frames([a_bill()], stretches=stretches)).refused["rule"].to_list() == [rule]


def test_households_that_do_not_fill_the_period_are_refused(law):
    quotas = [(1, day("2021-11-16"), day("2021-12-01"), 4)]

    assert rate(law, **frames([a_bill()], 5, quotas=quotas)).refused["rule"].to_list() == ["quota-gap"]


def test_energy_of_a_bill_that_is_not_there_is_the_caller_s_mistake(law):
    given = frames([a_bill()], stretches=[(2, day("2021-11-16"), day("2021-12-16"), "all", 5)])

    with pytest.raises(FrameDoesNotFit, match="first 2"):
        rate(law, **given)


def test_no_bills_make_no_papers(law):
    rated = rate(law, **frames([], 5))

    assert (rated.totals.height, rated.lines.height, rated.refused.height) == (0, 0, 0)
