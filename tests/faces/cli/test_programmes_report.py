"""`donghanh programmes report`: three files of the same facts, a draft or an issued one, and a verdict."""

import json
from datetime import date
from hashlib import sha256

import pytest
from click.testing import CliRunner
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401

from donghanh.faces.cli.programmes import programmes

DAY = date(2021, 12, 20)
pytestmark = pytest.mark.usefixtures("standing_on_the_day")


@pytest.fixture
def standing_on_the_day(monkeypatch, product_now):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", lambda: DAY)
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


def call(*words):
    return CliRunner().invoke(programmes, [str(word) for word in words])


def document(*words, status=0):
    answer = call(*words, "--json")
    assert answer.exit_code == status, (answer.exit_code, answer.stderr, answer.exception)
    return json.loads(answer.stdout)


def test_a_draft_is_three_files_of_the_same_facts(house, tmp_path):  # noqa: F811
    from donghanh.apps.programmes.models import IssuedReport

    house.approved("household-repairs")

    told = document("report", "--out", tmp_path / "new" / "folder", "--as-of", "2021-12-20")

    names = {kind: path.rsplit("/", 1)[1] for kind, path in told["files"].items()}
    assert names == {kind: f"bao-cao-{CAMPAIGN}-2021-12-20-nhap.{kind}" for kind in ("pdf", "xlsx", "json")}
    facts = (tmp_path / "new" / "folder" / names["json"]).read_bytes()
    assert sha256(facts).hexdigest() == told["digest"]
    assert json.loads(facts)["as_of"] == "2021-12-20"
    assert (tmp_path / "new" / "folder" / names["pdf"]).read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(names.values())
    assert (told["number"], IssuedReport.objects.count()) == (None, 0)


def test_the_same_day_gives_the_same_digest_and_the_same_bytes(house, tmp_path):  # noqa: F811
    first = document("report", "--out", tmp_path / "a")
    second = document("report", "--out", tmp_path / "b")

    assert first["digest"] == second["digest"]
    for one in (tmp_path / "a").iterdir():
        assert one.read_bytes() == (tmp_path / "b" / one.name).read_bytes()


def test_an_issued_report_is_kept_and_verifies_with_its_copy(house, tmp_path):  # noqa: F811
    assert house.actors.office

    told = document("report", "--out", tmp_path, "--issue", "--as", "office")

    (listed,) = document("reports")["reports"]
    assert (told["number"], listed["number"], listed["digest"]) == (1, 1, told["digest"])
    checked = document("verify-report", 1, "--file", told["files"]["pdf"])
    assert checked == {
        "number": 1, "holds": True, "facts": True, "pdf": True, "workbook": True, "file": "pdf"
    }  # fmt: skip
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7")
    assert document("verify-report", 1, "--file", other, status=1)["file"] == ""
    assert "NOT" in call("verify-report", 1, "--file", other).stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--issue"], "--as"),
        (["--as", "office"], "--issue"),
        (["--issue", "--as", "auditor"], "Not allowed"),
        (["--issue", "--as", "office", "--as-of", "2021-12-21"], "not come"),
        (["--as-of", "tomorrow"], "tomorrow"),
        (["--language", "fr"], "fr"),
        (["--campaign", "tri-an-1999"], "tri-an-1999"),
    ],
)
def test_what_cannot_be_reported_is_said_with_status_2_and_writes_no_file(house, tmp_path, words, expected):  # noqa: F811
    assert house.actors.office and house.actors.auditor  # noqa: PT018

    answer = call("report", "--out", tmp_path, *words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert expected in answer.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "folder"])
def test_a_folder_that_takes_no_file_ends_with_status_2_before_anything_is_issued(house, tmp_path, below):  # noqa: F811
    from donghanh.apps.programmes.models import IssuedReport

    file = tmp_path / "file"
    file.write_text("in the way", encoding="utf-8")
    assert house.actors.office

    answer = call("report", "--out", file / below if below else file, "--issue", "--as", "office")

    assert answer.exit_code == 2
    assert str(file) in answer.stderr
    assert not IssuedReport.objects.exists()


def test_a_report_that_is_not_there_is_bad_input(house):  # noqa: F811
    assert call("verify-report", 9).exit_code == 2
