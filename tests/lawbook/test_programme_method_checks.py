"""The methods of work that a template names: each has its document, for the way of the activity."""

from __future__ import annotations

import pytest
from tests.lawbook.test_programme_checks import TEXT, line_of, refused

from donghanh.lawbook.programmes import check_documents, parse_template


@pytest.mark.parametrize(
    ("named", "rule", "told"),
    [
        ("[hotline, de_energized]", "word-unknown", "de_energised"),
        ("[hotline, household_repair]", "way-differs", "work_at_home"),
        ("[hotline, null]", "shape-wrong", ""),
        ("hotline", "shape-wrong", ""),
    ],
)
def test_a_method_that_no_document_has_for_this_way_is_refused_with_its_line(named, rule, told):
    problems, text = refused("methods_of_work: [hotline, de_energised]", f"methods_of_work: {named}")

    assert [(one.rule, one.line) for one in problems] == [(rule, line_of(text, "methods_of_work:"))]
    assert told in problems[0].text


def test_a_method_on_a_line_of_its_own_is_named_by_that_line():
    listed = "methods_of_work:\n      - hotline\n      - by_night"
    problems, text = refused("methods_of_work: [hotline, de_energised]", listed)

    assert [one.line for one in problems] == [line_of(text, "- by_night")]


def test_an_activity_may_name_no_method_and_those_of_the_lawbook_have_their_documents():
    without = TEXT.replace("    methods_of_work: [household_repair]\n", "", 1)

    assert parse_template(text=without).activity(code="household-repairs").terms["methods_of_work"] == []
    assert check_documents() == []
