"""Each worked example beside a rule is a test of its sentence; one that gives something else is refused."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from donghanh.lawbook.billing_law import read_law
from donghanh.lawbook.documents import Document, parse_document
from donghanh.lawbook.worked_examples import (
    WorkedExample,
    check_documents,
    check_example,
    differences,
    read_examples,
    shipped_examples,
)

EXAMPLES = shipped_examples()
ONE = """
    kind: vat
    source: computed
    sources: {computed: {text: Computed, type: computed, evidence: derived, confidence: high}}
    examples:
      - says: "Hộ dùng 50 kWh"
        bill: {category: residential, from: 2021-11-15, until: 2021-12-15, kwh: 50}
        gives: {gross_amount: 83900, vat_amount: 8390, total_amount: 92290}
        source: computed
"""


def document(old: str = "", new: str = "") -> Document:
    assert old in ONE
    return parse_document(text=dedent(ONE.replace(old, new, 1)), path=Path("vat/planted.yaml"))


def differing(planted: Document) -> list[str]:
    return [problem.text for problem in differences(examples=read_examples([planted]), law=read_law())]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.says)
def test_what_the_sentence_says_comes_out(example: WorkedExample):
    assert list(map(str, differences(examples=[example], law=read_law()))) == []


def test_the_check_of_the_lawbook_rates_them_all():
    assert check_documents() == []
    assert len(EXAMPLES) >= 22


def test_no_two_examples_say_the_same():
    said = [(example.place[0].path, example.says) for example in EXAMPLES]
    assert len(set(said)) == len(said)


def test_an_example_that_an_office_printed_is_told_from_one_that_we_computed():
    evidence = {example.source.evidence for example in EXAMPLES}
    assert evidence == {"seen", "derived"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("total_amount: 92290", "total_amount: 92291", "total_amount is 92290, expected 92291"),
        ("kwh: 50", "kwh: 51", "gross_amount is 85634, expected 83900"),
        ("gross_amount: 83900,", 'refused: "price-missing",', "found a bill, expected price-missing"),
        ("kwh: 50", 'kwh: 50, instrument: "QĐ 0"', "expected a bill"),
    ],
)
def test_an_example_that_gives_something_else_is_named(old, new, told):
    assert told in differing(document(old, new))[0]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("kwh: 50", "kwh: 12.5", "example-usage"),
        ("kwh: 50", 'kwh: "12,5"', "example-usage"),
        ("kwh: 50", "kwh: -1", "example-usage"),
        ("kwh: 50", "registers: {dear: 5}", "word-unknown"),
        ("kwh: 50", "kwh: 5, registers: {all: 5}", "example-usage"),
        ("kwh: 50", 'kwh: 50, households: "1.3"', "not-hundredths"),
        ("kwh: 50", "kwh: 50, cos_phi: 0.83", "not-hundredths"),
        ("kwh: 50", "kwh: 50, tarif: 3", "key-unknown"),
        ("category: residential", "category: resident", "word-unknown"),
        ("until: 2021-12-15", "until: 2021-11-15", "span-empty"),
        ("until: 2021-12-15", "until: null", "not-a-day"),
        ("gross_amount: 83900", "gross: 83900", "word-unknown"),
        ("gross_amount: 83900", "gross_amount: 83900.0", "not-whole"),
        ("source: computed\n", "source: nobody\n", "source-unknown"),
        ("says:", "tells:", "key-missing"),
    ],
)
def test_a_slip_of_the_pen_is_refused(old, new, rule):
    head, _, tail = ONE.partition("examples:")
    assert old in tail
    text = dedent(head + "examples:" + tail.replace(old, new, 1))
    planted = parse_document(text=text, path=Path("vat/planted.yaml"))

    (placed,) = planted.entries("examples")
    found = {problem.rule for problem in check_example(planted, *placed)}
    assert rule in found
    assert read_examples([planted]) == ()
