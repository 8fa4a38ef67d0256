"""How a campaign asks its beneficiaries stands in its template, checked, and marked as a proposal."""

import pytest

from donghanh.lawbook.documents import DocumentRefused
from donghanh.lawbook.programme_confirmation import confirmation_of
from donghanh.lawbook.programmes import parse_template, read_template, template_text

TEXT = template_text(code="tri-an-khach-hang-2021")


def test_the_rule_of_2021_is_a_proposal():
    rule = confirmation_of(text=TEXT)

    assert (rule.share_percent, rule.least_per_stratum, rule.least_answers) == (20, 3, 5)
    assert rule.source == "proposal"
    assert read_template(code="tri-an-khach-hang-2021").content["confirmation"]["satisfied_from"] == 4


def test_a_template_without_the_part_stands_and_has_no_rule():
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith("confirmation:"))

    parse_template(text=text)

    assert confirmation_of(text=text) is None


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("share_percent: 20", "share_percent: 101", "not-whole"),
        ("share_percent: 20", "share_percent: 20.5", "not-whole"),
        ("satisfied_from: 4", "satisfied_from: 6", "not-whole"),
        ("least_per_stratum: 3", "least_per_stratum: 0", "not-whole"),
        ("least_answers: 5, ", "", "key-missing"),
        ("code_days: 30", "code_weeks: 4", "key-unknown"),
        ("case_days: 5, source: proposal}", "case_days: 5, source: nobody}", "source-unknown"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_line(old, new, rule):
    line = next(n for n, one in enumerate(TEXT.splitlines(), start=1) if one.startswith("confirmation:"))

    with pytest.raises(DocumentRefused) as refusal:
        parse_template(text=TEXT.replace(old, new, 1))

    assert (line, rule) in {(problem.line, problem.rule) for problem in refusal.value.problems}


def test_next_years_template_asks_in_the_same_way():
    from datetime import date

    from donghanh.lawbook.programme_years import next_year, write_template

    later = next_year(
        template=read_template(code="tri-an-khach-hang-2021"), from_on=date(2022, 12, 1),
        until_on=date(2023, 2, 1), code="tri-an-khach-hang-2022",
    )  # fmt: skip

    assert confirmation_of(text=write_template(template=later)).share_percent == 20
