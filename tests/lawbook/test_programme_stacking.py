"""Stacking rules of a template: read into frozen values; what contradicts itself is refused with its line."""

from __future__ import annotations

from textwrap import dedent

import pytest

from donghanh.lawbook.documents import DocumentRefused
from donghanh.lawbook.programmes import parse_template, read_template, template_text

CODE = "tri-an-khach-hang-2021"
TEXT = template_text(code=CODE)
START, END = TEXT.index("\nstacking:\n") + 1, TEXT.index("\nactivities:\n") + 1


def with_rules(*rules):
    """The template with other stacking rules: (activity, with, says) each, named r1, r2, …"""
    told = "".join(
        dedent(f"""\
          - rule: r{number}
            activity: {activity}
            with: {other}
            says: {says}
            why: {{vi: vì sao, en: why}}
        """)
        for number, (activity, other, says) in enumerate(rules, start=1)
    )
    return TEXT[:START] + "stacking:\n" + told + TEXT[END:]


def problems(text):
    with pytest.raises(DocumentRefused) as refusal:
        parse_template(text=text, name="plan.yaml")
    return refusal.value.problems, text


def test_the_rules_are_read_and_are_all_to_be_confirmed():
    template = read_template(code=CODE)

    told = {one.rule: (one.activity_code, one.with_code, one.says) for one in template.stacking}
    assert told["one-welfare-gift"] == ("welfare-gifts", "welfare-gifts", "must_not")
    assert told["large-customer-or-welfare"] == ("large-customer-gifts", "welfare-gifts", "must_not")
    assert not any(one.source.is_confirmed for one in template.stacking)


def test_both_activities_of_a_rule_keep_it_in_their_terms():
    template = read_template(code=CODE)

    kept = template.activity(code="tablets").terms["stacking"]
    assert [one["rule"] for one in kept] == ["tablets-of-two-pupils", "tablet-and-gift"]
    assert not kept[0]["is_confirmed"]
    assert "tablet-and-gift" in {one["rule"] for one in template.activity(code=GIFTS).terms["stacking"]}
    assert template.activity(code="masks").terms["stacking"] == []


def test_a_template_without_stacking_is_read_and_has_none():
    assert parse_template(text=TEXT[:START] + TEXT[END:]).stacking == ()


PROPOSAL, FIRST = "    source: proposal", "stacking:\n  - rule: one-welfare-gift\n"
GIFTS, LARGE, REPAIRS = "welfare-gifts", "large-customer-gifts", "household-repairs"


@pytest.mark.parametrize(
    ("rules", "rule"),
    [
        ([("scarves", GIFTS, "may")], "word-unknown"),
        ([(GIFTS, "scarves", "may")], "word-unknown"),
        ([(GIFTS, REPAIRS, "sometimes")], "word-unknown"),
        ([("staff-conduct", GIFTS, "may")], "stacking-of-a-measure"),
        ([(GIFTS, REPAIRS, "may"), (GIFTS, REPAIRS, "may")], "stacking-repeated"),
        ([(GIFTS, REPAIRS, "may"), (REPAIRS, GIFTS, "may")], "stacking-repeated"),
        ([(GIFTS, REPAIRS, "may"), (GIFTS, REPAIRS, "must_not")], "stacking-contradicts"),
        ([(GIFTS, LARGE, "must_not"), (LARGE, GIFTS, "may")], "stacking-one-sided"),
        ([(GIFTS, REPAIRS, "must"), (REPAIRS, GIFTS, "must_not")], "stacking-one-sided"),
        ([(GIFTS, GIFTS, "must")], "stacking-cannot-be-met"),
        (
            [(GIFTS, REPAIRS, "must"), (REPAIRS, "masks", "must"), ("masks", GIFTS, "must_not")],
            "stacking-cannot-be-met",
        ),
        (
            [(GIFTS, REPAIRS, "must"), (GIFTS, "tablets", "must"), (REPAIRS, "tablets", "must_not")],
            "stacking-cannot-be-met",
        ),
    ],
)
def test_rules_that_cannot_hold_are_refused_on_their_line(rules, rule):
    found, text = problems(with_rules(*rules))

    named = [one for one in found if one.rule == rule]
    assert named
    begin, end = text.index("\nstacking:\n"), text.index("\nactivities:\n")
    for one in named:
        assert text[:begin].count("\n") < one.line - 1 <= text[:end].count("\n")
        assert one.file == "plan.yaml"


def test_a_chain_of_needs_that_can_be_met_is_fine():
    rules = [(GIFTS, REPAIRS, "must"), (REPAIRS, "tablets", "must"), ("masks", GIFTS, "must_not")]

    assert len(parse_template(text=with_rules(*rules)).stacking) == 3


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("  - rule: one-repair\n", "  - rule: one-welfare-gift\n", "rule-repeated"),
        ("    with: household-repairs\n", "    without: household-repairs\n", "key-unknown"),
        ("    says: may\n", "", "key-missing"),
        ("why: {vi: Mỗi hộ chỉ sửa", "why: {vn: Mỗi hộ chỉ sửa", "words-missing"),
        (f"{PROPOSAL}\n  - rule: one-repair", "    source: hearsay\n  - rule: one-repair", "source-unknown"),
        (FIRST, "stacking:\n  - one-welfare-gift\n  - rule: x\n", "shape-wrong"),
    ],
)  # fmt: skip
def test_a_rule_with_one_thing_wrong_is_refused_by_its_name(old, new, rule):
    assert old in TEXT, old

    found, _ = problems(TEXT.replace(old, new, 1))

    assert rule in {one.rule for one in found}
