"""No number without a source, and no source without evidence, confidence and, for a regulation, a clause."""

from __future__ import annotations

import pytest
from tests.lawbook.conftest import Write

from donghanh.lawbook.documents import read_document
from donghanh.lawbook.sources import Source, check_sources, sources_of

SEEN = "{text: The article, type: article, evidence: seen, confidence: high}"


def rules(write: Write, text: str) -> list[tuple[str, int]]:
    return [(found.rule, found.line) for found in check_sources(read_document(write("document.yaml", text)))]


def test_a_document_whose_sources_are_complete_has_no_problem(write: Write) -> None:
    assert rules(write, f"source: article\nsources:\n  article: {SEEN}\n") == []


@pytest.mark.parametrize(
    "text", ["kind: a\n", "kind: a\nsources: {}\n", f"kind: a\nsources:\n  article: {SEEN}\n"]
)
def test_a_document_without_a_source_is_reported(write: Write, text: str) -> None:
    assert [rule for rule, _ in rules(write, text)] == ["source-missing"]


def test_an_entry_that_names_a_source_nobody_listed_is_reported_at_its_line(write: Write) -> None:
    text = f"source: article\nsources:\n  article: {SEEN}\nunits:\n  - code: x\n    source: hearsay\n"

    assert rules(write, text) == [("source-unknown", 6)]


def test_a_regulation_says_its_clause(write: Write) -> None:
    law = "{text: Circular 39, type: regulation, evidence: seen, confidence: high}"

    assert rules(write, f"source: law\nsources:\n  law: {law}\n") == [("clause-missing", 3)]


@pytest.mark.parametrize("missing", ["text", "type", "evidence", "confidence"])
def test_what_a_source_leaves_out_is_reported(write: Write, missing: str) -> None:
    said = {"text": "The article", "type": "article", "evidence": "seen", "confidence": "high"}
    del said[missing]
    lines = "".join(f"    {key}: {value}\n" for key, value in said.items())

    assert rules(write, f"source: article\nsources:\n  article:\n{lines}") == [("key-missing", 3)]


@pytest.mark.parametrize(
    ("key", "word"), [("type", "rumour"), ("evidence", "heard"), ("confidence", "rather high")]
)
def test_a_word_that_no_reader_knows_is_reported(write: Write, key: str, word: str) -> None:
    said = {"text": "The article", "type": "article", "evidence": "seen", "confidence": "high"} | {key: word}
    flow = ", ".join(f"{name}: {value}" for name, value in said.items())

    assert rules(write, f"source: article\nsources:\n  article: {{{flow}}}\n") == [("word-unknown", 3)]


def test_an_empty_source_is_reported(write: Write) -> None:
    assert rules(write, "source: article\nsources:\n  article:\n") == [("key-missing", 3)]


def test_sources_are_read_by_key(write: Write) -> None:
    document = read_document(write("a.yaml", f"source: article\nsources:\n  article: {SEEN}\n"))

    assert sources_of(document)["article"].text == "The article"


@pytest.mark.parametrize(
    ("evidence", "confidence", "is_confirmed"),
    [("seen", "high", True), ("derived", "medium", True), ("memory", "high", False), ("seen", "low", False)],
)
def test_what_was_recalled_or_is_of_low_confidence_is_to_be_confirmed(
    evidence: str, confidence: str, is_confirmed: bool
) -> None:
    source = Source("s", "text", "article", evidence, confidence)

    assert source.is_confirmed is is_confirmed
