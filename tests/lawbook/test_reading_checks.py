"""The checks of readings and the layouts of books: what is wrong with a document is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from donghanh.lawbook import reading_books, reading_checks

CHECKS = (reading_checks.FOLDER / "checks-2020.yaml").read_text()
LAYOUTS = (reading_books.FOLDER / "layouts.yaml").read_text()


def rules_of(module, text: str, folder: Path) -> set[str]:
    (folder / "one.yaml").write_text(text)
    return {problem.rule for problem in module.check_documents(folder=folder)}


def test_what_is_in_force_passes():
    assert reading_checks.check_documents() == reading_books.check_documents() == []


def test_only_the_letters_share_of_1_3_is_confirmed():
    sources = reading_checks.read_rule_sources(day=date(2021, 11, 1))

    assert {rule for rule, source in sources.items() if source.is_confirmed} == {"jump", "jump-cleared"}


def test_before_the_letter_there_are_no_terms():
    with pytest.raises(reading_checks.NoReadingTerms):
        reading_checks.read_terms(day=date(2020, 4, 26))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("number: 130", "number: 1.3", "not-whole"),
        ("severity: note", "severity: maybe", "word-unknown"),
        ("rule: sameness", "rule: likeness", "word-missing"),
        ("releasable: false", "releasable: no way", "not-yes-or-no"),
        ("until: null", "until: 2020-01-01", "span-empty"),
        ("number: 130, source: letter", "number: 130, source: rumour", "source-unknown"),
    ],
)
def test_a_check_that_is_wrong_is_refused(tmp_path, old, new, rule):
    assert old in CHECKS
    assert rule in rules_of(reading_checks, CHECKS.replace(old, new, 1), tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("BT: normal", "BT: usual", "word-unknown"),
        ("start: 61, length: 4", "start: 61, length: 5", "place-outside"),
        ("start: 19, length: 14", "start: 18, length: 14", "place-overlap"),
        ("field: index", "field: number", "field-unknown"),
        ("[he so nhan,", "[so cong to, he so nhan,", "name-repeated"),
    ],
)
def test_a_layout_that_is_wrong_is_refused(tmp_path, old, new, rule):
    assert old in LAYOUTS
    assert rule in rules_of(reading_books, LAYOUTS.replace(old, new, 1), tmp_path)
