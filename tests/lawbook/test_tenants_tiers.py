"""A price list with other tiers and the rule of undeclared tenants begin on one day, or the check says so."""

from __future__ import annotations

import pytest

from donghanh.lawbook.billing_law import check_texts
from donghanh.lawbook.law_texts import shipped_texts
from donghanh.lawbook.tenants_tiers import check_documents

LIST, RULES, NEW = "tariffs/qd-1279.yaml", "billing_rules/billing-rules.yaml", "tariffs/qd-1.yaml"
SIX = """        - {tier: 1, from_kwh: 0, to_kwh: 50, price: 1984}
        - {tier: 2, from_kwh: 51, to_kwh: 100, price: 2050}
        - {tier: 3, from_kwh: 101, to_kwh: 200, price: 2380}
        - {tier: 4, from_kwh: 201, to_kwh: 300, price: 2998}
        - {tier: 5, from_kwh: 301, to_kwh: 400, price: 3350}
        - {tier: 6, from_kwh: 401, to_kwh: null, price: 3460}
"""
TWO = """        - {tier: 1, from_kwh: 0, to_kwh: 100, price: 2000}
        - {tier: 2, from_kwh: 101, to_kwh: null, price: 2500}
"""
HELD = "  - rule: tenants_tier\n    is: 3\n    from: 2014-06-01\n    until: null\n"


def law(*, list_on: str = "2027-01-01", rule_on: str = "", tier: int = 2, tiers: str = TWO) -> dict[str, str]:
    """The shipped law with a new list from a day on, and with a new rule from another."""
    texts = shipped_texts()
    old = texts[LIST]
    assert "until: null" in old
    assert SIX in old
    texts[LIST] = old.replace("until: null", f"until: {list_on}", 1)
    new = old.replace("from: 2025-05-10", f"from: {list_on}", 1).replace(SIX, tiers, 1)
    texts[NEW] = new.replace('code: "1279"', 'code: "1"', 1).replace(
        'instrument: "QĐ 1279/QĐ-BCT"', 'instrument: "QĐ 1/TEST"', 1
    )
    if rule_on:
        assert HELD in texts[RULES]
        ended = HELD.replace("until: null", f"until: {rule_on}")
        more = HELD.replace("is: 3", f"is: {tier}").replace("2014-06-01", rule_on)
        words = "    source: tenants\n    vi: thử\n    en: trial\n"
        texts[RULES] = texts[RULES].replace(HELD, more + words + ended, 1)
    return texts


def found(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(one.rule, one.file) for one in check_texts(texts)]


def test_the_law_that_comes_with_the_product_holds():
    assert check_documents() == []


def test_a_list_with_the_same_tiers_asks_for_no_new_rule():
    assert found(law(tiers=SIX)) == []


def test_other_tiers_and_the_rule_on_the_same_day_are_right():
    assert found(law(rule_on="2027-01-01")) == []


@pytest.mark.parametrize("rule_on", ["2026-12-01", "2027-02-01"])
def test_a_rule_that_begins_on_another_day_than_the_tiers_is_told_with_both_days(rule_on):
    problems = [one for one in check_texts(law(rule_on=rule_on)) if one.rule == "tenants-not-with-tiers"]

    (problem,) = problems
    assert problem.file == NEW
    assert "2027-01-01" in problem.text
    assert rule_on in problem.text
    assert "until 50, 100, 200, 300, 400, … kWh before, 100, … from then" in problem.text


def test_the_line_of_the_finding_is_that_of_the_households_tiers():
    texts = law(rule_on="2027-02-01")

    line = next(one.line for one in check_texts(texts) if one.rule == "tenants-not-with-tiers")

    assert "residential:" in texts[NEW].splitlines()[line - 1]


def test_a_rule_of_a_tier_that_the_list_has_not_is_named():
    problems = check_texts(law(rule_on="2027-01-01", tier=3))

    assert [(one.rule, one.file) for one in problems] == [("tenants-tier-unknown", RULES)]
    assert "Expected 1 to 2" in problems[0].text
