"""A rule that its reader could not use is refused when the template is read, with its line."""

import pytest

from donghanh.lawbook.documents import DocumentRefused
from donghanh.lawbook.programmes import parse_template, read_template, template_text

TEXT = template_text(code="tri-an-khach-hang-2021")


def refused(old, new):
    assert old in TEXT, old
    text = TEXT.replace(old, new, 1)
    with pytest.raises(DocumentRefused) as refusal:
        parse_template(text=text, name="plan.yaml")
    return [(problem.rule, problem.line) for problem in refusal.value.problems], text


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("select: energy_above", "select: by_favour", "word-unknown"),
        ("select: energy_above", "select: nominated_by_commune", "word-unknown"),
        ("      more_than_kwh: 2000000\n", "", "key-missing"),
        ("more_than_kwh: 2000000", 'more_than_kwh: "2.000.000"', "not-whole"),
        ("      months: 12\n", "      months: 0\n", "not-whole"),
        ("kinds: [enterprise]", "kinds: [factory]", "word-unknown"),
        ("requested: {from: 2021-12-01, until: 2022-01-01}", "requested: {from: 2021-12-01}", "date-missing"),
        ("requested: {from: 2021-12-01, until: 2022-01-01}", "requested: december", "date-missing"),
        ("      service: new_home_supply\n", "", "key-missing"),
        ("      method: sha256\n", "      method: dice\n", "word-unknown"),
        ("      draw_on: 2022-01-05\n", "      draw_on: 2022-01-03\n", "backward"),
        ("      draw_on: 2022-01-05\n", "      draw_on: soon\n", "not-a-day"),
        ("      alternates: 10\n", "      alternates: -1\n", "not-whole"),
        ("          column: energy_kwh\n", "          column: goodwill\n", "word-unknown"),
        ("          column: energy_kwh\n", "", "key-missing"),
        ("        - name: contract\n", "        - name: consumption\n", "name-repeated"),
        ("{from: 500000, points: 20}", "{from: 100000, points: 20}", "bands-not-ascending"),
        ("{from: 500000, points: 20}", "{from: 500000, points: 5}", "bands-not-ascending"),
        ("{from: 500000, points: 20}", "{from: 500000, points: many}", "not-whole"),
        ("{from: 500000, points: 20}", "{from: 500000}", "not-whole"),
    ],
)
def test_a_rule_that_nobody_could_apply_is_refused(old, new, rule):
    problems, text = refused(old, new)

    assert rule in [found for found, _ in problems]
    assert all(1 < line <= len(text.splitlines()) for _, line in problems)


def test_problem_of_a_rule_names_the_line_of_the_rule():
    problems, text = refused("      method: sha256\n", "      method: dice\n")

    assert problems == [("word-unknown", text.splitlines().index("      method: dice") + 1)]


def test_score_of_exemplary_enterprises_is_a_proposal_to_be_confirmed():
    template = read_template(code="tri-an-khach-hang-2021")

    rule = template.activity(code="substation-cleaning").terms["rule"]

    assert (rule["source"], template.content["sources"]["proposal"]["confidence"]) == ("proposal", "low")
    assert [part["column"] for part in rule["components"]] == ["energy_kwh", "contract_years"]
