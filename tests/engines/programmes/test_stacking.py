"""Stacking rules over households: who holds, who gives way, and what a person may except."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.programmes.stacking import EXEMPT, HELD, RULES, households_of, judge_stacking

GIFT_ONCE = ("one-gift", "gift", "gift", "must_not")
GIFT_OR_LARGE = ("gift-or-large", "large", "gift", "must_not")
TABLET_WITH_REPAIR = ("tablet-with-repair", "tablet", "repair", "must")
BOTH_FINE = ("repair-and-gift", "repair", "gift", "may")


def judged(held, rules, exempt=()):
    found = judge_stacking(
        held=pl.DataFrame(held, schema=HELD, orient="row"),
        rules=pl.DataFrame(rules, schema=RULES, orient="row"),
        exempt=pl.DataFrame(list(exempt), schema=EXEMPT, orient="row"),
    )
    return [(one.rule, one.row, one.facts.get("with")) for one in found]


def test_the_later_of_two_that_must_not_go_together_gives_way():
    held = [("A", 1, "gift"), ("B", 1, "gift")]

    assert judged(held, [GIFT_ONCE]) == [("stacking-must-not", 1, "A")]


@pytest.mark.parametrize("order", [("large", "gift"), ("gift", "large")])
def test_what_is_forbidden_one_way_is_forbidden_the_other_way(order):
    held = [("A", 1, order[0]), ("B", 1, order[1])]

    assert judged(held, [GIFT_OR_LARGE]) == [("stacking-must-not", 1, "A")]


def test_two_households_do_not_stand_in_each_others_way():
    held = [("A", 1, "gift"), ("B", 2, "gift")]

    assert judged(held, [GIFT_ONCE]) == []


def test_may_and_what_nobody_named_are_fine():
    held = [("A", 1, "repair"), ("B", 1, "gift"), ("C", 1, "masks")]

    assert judged(held, [BOTH_FINE, GIFT_ONCE]) == []


def test_a_third_gift_is_told_of_both_before_it():
    held = [("A", 1, "gift"), ("B", 1, "gift"), ("C", 1, "gift")]

    found = [("stacking-must-not", 1, "A"), ("stacking-must-not", 2, "A"), ("stacking-must-not", 2, "B")]
    assert judged(held, [GIFT_ONCE]) == found


def test_must_wants_the_other_one_in_the_same_household():
    alone, together = [("A", 1, "tablet")], [("A", 1, "tablet"), ("B", 1, "repair")]

    assert judged(alone, [TABLET_WITH_REPAIR]) == [("stacking-must", 0, None)]
    assert judged([*alone, ("B", 2, "repair")], [TABLET_WITH_REPAIR]) == [("stacking-must", 0, None)]
    assert judged(together, [TABLET_WITH_REPAIR]) == []
    assert judged([("B", 1, "repair")], [TABLET_WITH_REPAIR]) == []


@pytest.mark.parametrize("exempt", [("A", "B"), ("B", "A")])
def test_a_pair_that_a_person_allowed_is_no_breach_but_the_next_one_is(exempt):
    held = [("A", 1, "gift"), ("B", 1, "gift"), ("C", 1, "gift")]

    assert {one[1] for one in judged(held, [GIFT_ONCE], [exempt])} == {2}


def test_findings_name_rule_and_both_activities():
    held = pl.DataFrame([("A", 1, "gift"), ("B", 1, "large")], schema=HELD, orient="row")
    rules = pl.DataFrame([GIFT_OR_LARGE], schema=RULES, orient="row")

    (found,) = judge_stacking(held=held, rules=rules)

    assert found.facts == {
        "rule": "gift-or-large", "activity": "large", "with_activity": "gift", "with": "A"
    }  # fmt: skip


def test_nobody_and_no_rules_find_nothing():
    assert judged([], [GIFT_ONCE]) == []
    assert judged([("A", 1, "gift"), ("B", 1, "gift")], []) == []


PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12)


@given(PAIRS)
def test_households_are_what_walking_from_link_to_link_reaches(pairs):
    links = pl.DataFrame(pairs, schema={"left": pl.Int64, "right": pl.Int64}, orient="row")

    found = households_of(count=9, links=links).to_list()

    assert found == [min(reached(row, pairs)) for row in range(9)]


def reached(row, pairs):
    """The slow twin: everybody whom somebody reached is linked to."""
    there = {row}
    while more := {b for a, b in pairs if a in there} | {a for a, b in pairs if b in there}:
        if more <= there:
            break
        there |= more
    return there


ACTIVITIES = st.sampled_from(["gift", "large", "repair"])
HOLDINGS = st.lists(st.tuples(st.integers(0, 2), ACTIVITIES), max_size=8)


@given(HOLDINGS)
def test_without_the_rows_found_nothing_is_in_breach(holdings):
    held = [(f"B{number}", *one) for number, one in enumerate(holdings)]
    broken = {row for _, row, _ in judged(held, [GIFT_ONCE, GIFT_OR_LARGE])}

    kept = [one for row, one in enumerate(held) if row not in broken]

    assert judged(kept, [GIFT_ONCE, GIFT_OR_LARGE]) == []
