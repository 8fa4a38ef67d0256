"""A term of payment holds on every day from its first, says its source, and is refused when it is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from donghanh.lawbook.payment_terms import FOLDER, NoPaymentTerm, check_documents, payment_term

SAID = (FOLDER / "electricity-bills.yaml").read_text(encoding="utf-8")
TERM = "{days: 7, from: 2013-12-10, until: null}"


def rules_of(folder: Path, text: str) -> list[str]:
    (folder / "terms.yaml").write_text(text, encoding="utf-8")
    return [problem.rule for problem in check_documents(folder=folder)]


def test_the_term_of_2021_is_seven_days_and_was_only_recalled():
    term = payment_term(on=date(2021, 12, 3))

    assert term.days == 7
    assert not term.source.is_confirmed


def test_a_day_before_the_first_term_has_none():
    with pytest.raises(NoPaymentTerm, match="2013-12-09"):
        payment_term(on=date(2013, 12, 9))


def test_the_documents_of_the_house_are_sound():
    assert check_documents() == []


@pytest.mark.parametrize(
    ("term", "rule"),
    [
        ("{days: 0, from: 2013-12-10, until: null}", "not-whole"),
        ("{days: 7.5, from: 2013-12-10, until: null}", "not-whole"),
        ("{days: true, from: 2013-12-10, until: null}", "not-whole"),
        ("{days: 7, from: 2013-12-10}", "date-missing"),
        ("{days: 7, from: 2013-12-10, until: 2013-01-01}", "span-empty"),
        (
            "{days: 7, from: 2013-12-10, until: 2020-01-01}\n  - {days: 5, from: 2020-02-01, until: null}",
            "gap",
        ),
        (f"{TERM}\n  - {{days: 5, from: 2020-02-01, until: null}}", "overlap"),
    ],
)
def test_a_term_that_cannot_hold_is_named_by_its_rule(tmp_path, term, rule):
    assert rule in rules_of(tmp_path, SAID.replace(TERM, term))
