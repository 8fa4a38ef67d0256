"""The whole lawbook is checked, whatever comes into it; a folder that nobody checks is a problem itself."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from donghanh.faces.cli import lawbook as face
from donghanh.lawbook import check
from donghanh.lawbook.documents import DATA, Problem

PROBLEM = Problem("data/places/units.yaml", 7, "gap", "nothing holds.")


def test_the_lawbook_has_no_problem() -> None:
    assert list(map(str, check.check_lawbook())) == []


def test_a_check_is_found_for_every_folder_of_documents() -> None:
    folders = {path.name for path in DATA.iterdir() if path.is_dir()}

    assert {"calendars", "places"} <= folders
    assert folders <= set(check.find_checks())


def test_a_folder_that_nobody_checks_is_reported(tmp_path: Path) -> None:
    (tmp_path / "tariffs").mkdir()
    (tmp_path / "places").mkdir()

    (problem,) = check.folders_without_check(known={"places"}, data=tmp_path)

    assert (Path(problem.file).name, problem.rule) == ("tariffs", "folder-unread")


def test_problems_of_all_sorts_stand_by_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    later, other = Problem("data/places/units.yaml", 9, "gap", ""), Problem("data/a.yaml", 3, "gap", "")
    known = set(check.find_checks())
    checks = dict.fromkeys(known, list) | {"places": lambda: [later, PROBLEM], "calendars": lambda: [other]}
    monkeypatch.setattr(check, "find_checks", lambda: checks)

    assert check.check_lawbook() == [other, PROBLEM, later]


def test_the_digest_changes_with_a_letter_and_with_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("kind: a\n")
    first = check.digest_of_lawbook(data=tmp_path)

    (tmp_path / "a.yaml").write_text("kind: b\n")
    second = check.digest_of_lawbook(data=tmp_path)
    (tmp_path / "a.yaml").rename(tmp_path / "b.yaml")
    third = check.digest_of_lawbook(data=tmp_path)

    assert len({first, second, third}) == 3


def test_the_digest_of_the_whole_can_be_made_with_sha256sum(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "a.yaml").write_bytes(b"kind: a\n")
    own = hashlib.sha256(b"kind: a\n").hexdigest()

    assert check.digest_by_file(data=tmp_path) == {"places/a.yaml": own}
    assert (
        check.digest_of_lawbook(data=tmp_path)
        == hashlib.sha256(f"{own}  places/a.yaml\n".encode()).hexdigest()
    )


def test_the_command_says_yes_with_status_0() -> None:
    answer = CliRunner().invoke(face.lawbook, ["check"])

    assert answer.exit_code == 0
    assert answer.output.endswith("documents, 0 problems.\n")


def test_the_command_prints_file_and_line_and_says_no_with_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "check_lawbook", lambda: [PROBLEM])

    answer = CliRunner().invoke(face.lawbook, ["check"])

    assert answer.exit_code == 1
    assert answer.output.startswith("data/places/units.yaml:7: gap: nothing holds.\n")


def test_with_json_the_command_prints_one_document_also_when_it_says_no(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(face, "check_lawbook", lambda: [PROBLEM])

    answer = CliRunner().invoke(face.lawbook, ["check", "--json"])

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["problems"] == [
        {"file": "data/places/units.yaml", "line": 7, "rule": "gap", "text": "nothing holds."}
    ]


def test_an_option_that_does_not_exist_is_bad_input_with_status_2() -> None:
    assert CliRunner().invoke(face.lawbook, ["check", "--jsno"]).exit_code == 2


def test_the_digest_command_names_every_document_and_the_whole() -> None:
    answer = CliRunner().invoke(face.lawbook, ["digest", "--json"])
    said = json.loads(answer.stdout)

    assert said["digest"] == check.digest_of_lawbook()
    assert "places/units.yaml" in said["documents"]


def test_the_digest_command_prints_lines_as_sha256sum_does() -> None:
    lines = CliRunner().invoke(face.lawbook, ["digest"]).output.splitlines()

    assert lines[-1] == f"{check.digest_of_lawbook()}  (the lawbook)"
    assert len(lines) == len(check.digest_by_file()) + 1
