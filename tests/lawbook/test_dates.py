"""Entries that take turns leave no day to nobody and give no day to two."""

from __future__ import annotations

from datetime import date

import pytest
from tests.lawbook.conftest import Write

from donghanh.kernel.spans import Span
from donghanh.lawbook.dates import check_span, check_turns, readable_span, span_of
from donghanh.lawbook.documents import Document, Problem, read_document


def document_of(write: Write, *entries: str) -> Document:
    return read_document(write("turns.yaml", "turns:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)))


def turns_of(document: Document) -> list[Problem]:
    turns = [(document, at, entry) for at, entry in document.entries("turns")]
    return list(check_turns(turns=turns, what="the price"))


def spans_of(document: Document) -> list[tuple[str, int]]:
    found = [check_span(document=document, at=at, entry=entry) for at, entry in document.entries("turns")]
    return [(problem.rule, problem.line) for problems in found for problem in problems]


def test_entries_that_touch_have_no_problem(write: Write) -> None:
    document = document_of(write, "from: 2021-01-01, until: 2022-01-01", "from: 2022-01-01, until: null")

    assert turns_of(document) == []
    assert spans_of(document) == []


def test_a_gap_is_reported_at_the_entry_behind_it(write: Write) -> None:
    document = document_of(write, "from: 2021-01-01, until: 2022-01-01", "from: 2022-01-02, until: null")

    (problem,) = turns_of(document)

    assert (problem.rule, problem.line) == ("gap", 3)
    assert "nothing holds from 2022-01-01 until 2022-01-02" in problem.text


def test_an_overlap_is_reported_at_the_later_entry(write: Write) -> None:
    document = document_of(write, "from: 2022-01-01, until: null", "from: 2021-01-01, until: 2022-01-02")

    (problem,) = turns_of(document)

    assert (problem.rule, problem.line) == ("overlap", 2)
    assert "still holds on 2022-01-01" in problem.text


def test_two_entries_of_the_same_days_overlap(write: Write) -> None:
    document = document_of(write, "from: 2021-01-01, until: null", "from: 2021-01-01, until: null")

    assert [problem.rule for problem in turns_of(document)] == ["overlap"]


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("until: 2021-01-01", "date-missing"),
        ("from: null, until: 2021-01-01", "date-missing"),
        ("from: 2021-01-01", "date-missing"),
        ("from: January, until: null", "not-a-day"),
        ("from: 2021-01-01 08:00:00, until: null", "not-a-day"),
        ("from: 2021-01-01, until: 2021-01-01", "span-empty"),
        ("from: 2021-01-02, until: 2021-01-01", "span-empty"),
    ],
)
def test_days_that_make_no_stretch_are_reported(write: Write, entry: str, rule: str) -> None:
    document = document_of(write, entry)

    assert spans_of(document) == [(rule, 2)]
    assert entry == "from: 2021-01-01" or readable_span(document.content["turns"][0]) is None


def test_the_end_of_an_entry_may_be_unknown_but_is_said(write: Write) -> None:
    document = document_of(write, "from: 2021-01-01, until: null")

    assert span_of(document.content["turns"][0]) == Span(date(2021, 1, 1))
