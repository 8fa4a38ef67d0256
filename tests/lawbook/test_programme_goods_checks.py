"""The goods of an activity: an item that exists, whether its stock is kept, a rule that is stated in full."""

from __future__ import annotations

import pytest
from tests.lawbook.test_programme_checks import TEXT, refused

from donghanh.engines.allocation.rules import AllocationRule, rule_of
from donghanh.lawbook.programmes import parse_template

RULE = "{order: [school], pack: 1, least: 0, reserve: 0}"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("item: mask\n", "item: masque\n", "word-unknown"),
        ("item: tablet\n    stock: optional\n", "item: tablet\n", "key-missing"),
        ("item: tablet\n    stock: optional\n", "stock: optional\n", "key-missing"),
        ("stock: optional\n", "stock: sometimes\n", "word-unknown"),
        ("pack: 50\n", "pack: 0\n", "not-whole"),
        ("pack: 50\n", "pack: 2.5\n", "not-whole"),
        ("      pack: 50\n", "", "key-missing"),
        ("least: 100\n", "least: -1\n", "not-whole"),
        ("      least: 100\n", "      leest: 100\n", "key-missing"),
        ("order: [locked_down, quarantined, school, other]", "order: [rich, school]", "word-unknown"),
        ("order: [locked_down, quarantined, school, other]", "order: school", "shape-wrong"),
        ("reserve_until: 2022-01-10", "reserve_until: soon", "not-a-day"),
        ("    item: tablet\n", f"    allocate: {RULE}\n    item: tablet\n", "word-unknown"),
    ],
)  # fmt: skip
def test_a_slip_in_the_goods_of_an_activity_is_named(old, new, rule):
    problems, _ = refused(old, new)

    assert rule in {problem.rule for problem in problems}


def test_the_rule_of_the_masks_is_read_as_it_is_written():
    masks = parse_template(text=TEXT).activity(code="masks")

    assert masks.terms["item"] == "mask"
    assert rule_of(masks.terms["allocate"]) == AllocationRule(
        ("locked_down", "quarantined", "school", "other"), pack=50, least=100, reserve=2000
    )


def test_an_activity_without_goods_has_no_item():
    assert parse_template(text=TEXT).activity(code="household-repairs").terms["item"] == ""
