"""A document is read with its lines, and what YAML would let pass is refused with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.lawbook.conftest import Write

from donghanh.lawbook.documents import (
    DocumentRefused,
    check_keys,
    read_document,
    read_documents,
    readable_documents,
    repeated_values,
    shown,
)

GOOD = """
    kind: gifts
    # a remark
    gifts:
      - code: mask
        price: 5000
      - {code: tablet,
         price: 3000000}
"""


def test_every_value_knows_its_line(write: Write) -> None:
    document = read_document(write("gifts.yaml", GOOD))

    assert document.line("kind") == 1
    assert document.line("gifts", 0, "price") == 5
    assert document.line("gifts", 1) == 6
    assert document.line("gifts", 1, "price") == 7


def test_what_is_not_there_is_shown_at_the_line_of_what_should_hold_it(write: Write) -> None:
    document = read_document(write("gifts.yaml", GOOD))

    assert document.line("gifts", 0, "colour") == 4
    assert document.line("nowhere") == 1


def test_a_problem_is_one_line_that_an_editor_opens(write: Write) -> None:
    path = write("gifts.yaml", GOOD)

    problem = read_document(path).problem("price-missing", "expected a price.", "gifts", 1)

    assert str(problem) == f"{shown(path)}:6: price-missing: expected a price."


def test_a_path_is_shown_from_where_the_command_was_given(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("gifts.yaml", GOOD)

    monkeypatch.chdir(path.parent)

    assert shown(path) == "gifts.yaml"


def test_days_are_read_as_days(write: Write) -> None:
    document = read_document(write("a.yaml", "kind: a\nfrom: 2021-12-01\n"))

    assert document.content["from"] == date(2021, 12, 1)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("kind: a\nprice: 1\nprice: 2\n", "key-repeated", 3),
        ("kind: a\nunits:\n  - {code: x, code: y}\n", "key-repeated", 3),
        ("kind: a\nunits: [1, 2\n", "not-yaml", 3),
        ("- one\n- two\n", "not-a-mapping", 1),
        ("", "not-a-mapping", 1),
        ("kind: a\nwhen: !!python/object:os.system {}\n", "not-yaml", 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(write: Write, text: str, rule: str, line: int) -> None:
    path = write("bad.yaml", text)

    with pytest.raises(DocumentRefused) as refused:
        read_document(path)

    assert [(problem.rule, problem.line) for problem in refused.value.problems] == [(rule, line)]
    assert f"{shown(path)}:{line}: {rule}" in str(refused.value)


def test_documents_of_one_kind_are_read_by_name_of_file(write: Write, tmp_path: Path) -> None:
    write("b.yaml", "kind: gifts\nname: second\n")
    write("a.yaml", "kind: gifts\nname: first\n")
    write("c.yaml", "kind: other\n")

    documents = read_documents(folder=tmp_path, kind="gifts")

    assert [document.content["name"] for document in documents] == ["first", "second"]


def test_for_a_check_one_bad_file_does_not_hide_the_others(write: Write, tmp_path: Path) -> None:
    write("bad.yaml", "kind: [\n")
    write("good.yaml", GOOD)

    documents, problems = readable_documents(folder=tmp_path)

    assert [document.path.name for document in documents] == ["good.yaml"]
    assert [problem.rule for problem in problems] == ["not-yaml"]


def test_entries_come_with_the_way_to_them_and_a_missing_list_has_none(write: Write) -> None:
    document = read_document(write("gifts.yaml", GOOD))

    assert [at for at, _ in document.entries("gifts")] == [("gifts", 0), ("gifts", 1)]
    assert document.entries("people") == []
    assert document.entries("kind") == []


def test_keys_that_are_missing_empty_or_unread_are_named(write: Write) -> None:
    document = read_document(write("gifts.yaml", "gifts:\n  - code:\n    pirce: 5000\n"))
    ((at, entry),) = document.entries("gifts")

    found = list(check_keys(document=document, at=at, entry=entry, needed={"code", "price"}, allowed=set()))

    assert [(problem.rule, problem.line) for problem in found] == [
        ("key-missing", 2),
        ("key-missing", 2),
        ("key-unknown", 3),
    ]
    assert "`pirce`" in found[2].text


def test_zero_and_no_are_answers_and_not_missing(write: Write) -> None:
    document = read_document(write("gifts.yaml", "price: 0\nis_taxed: false\n"))
    needed = {"price", "is_taxed"}

    found = check_keys(document=document, at=(), entry=document.content, needed=needed, allowed=set())

    assert list(found) == []


def test_a_value_that_two_documents_say_is_reported_at_the_second_with_the_place_of_the_first(
    write: Write,
) -> None:
    documents = [read_document(write(name, "gifts:\n  - {code: mask}\n")) for name in ("a.yaml", "b.yaml")]
    placed = [(document, at, entry) for document in documents for at, entry in document.entries("gifts")]

    (problem,) = repeated_values(placed=placed, value_of=lambda entry: entry["code"], rule="code-repeated")

    assert problem.file.endswith("b.yaml")
    assert "a.yaml:2" in problem.text
