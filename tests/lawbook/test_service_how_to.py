"""The how-to pages on services are true: what they print, done in a folder of one's own, is a catalogue."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from textwrap import dedent, indent

import pytest

from donghanh.lawbook.services import FOLDER, NoSuchService, check_documents, read_services

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
COMPLAINTS = "complaints.yaml"
NEW_SOURCE = """
  tt_new:
    text: "A circular of 2026, only for this test"
    type: regulation
    clause: "Điều 1"
    evidence: seen
    confidence: high
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The words and the complaints of the shipped catalogue."""
    for name in ("words.yaml", COMPLAINTS):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def printed(page: str) -> str:
    """The YAML that a page prints."""
    block = (PAGES / page).read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    return dedent(block)


def problems(folder: Path) -> list[str]:
    return [problem.rule for problem in check_documents(folder=folder)]


def test_the_service_that_the_page_prints_is_one_without_any_python(folder):
    (folder / "street-lights.yaml").write_text(printed("add-a-service.md"), encoding="utf-8")

    assert problems(folder) == []
    book = read_services(folder=folder)
    light = book.require(code="STREET_LIGHT", day=date(2022, 3, 1))
    assert (light.clock, light.is_public) == (("working_days", 2), True)
    assert [field.code for field in light.fields] == ["where", "pole_number", "photo"]
    assert light.source.is_confirmed
    assert not light.details_source.is_confirmed
    assert light.fee is None
    with pytest.raises(NoSuchService):
        book.require(code="STREET_LIGHT", day=date(2022, 2, 28))


def test_a_slip_in_it_is_named_by_line(folder):
    text = printed("add-a-service.md").replace("working_days: 2", "working_weeks: 2")
    (folder / "street-lights.yaml").write_text(text, encoding="utf-8")

    (problem,) = check_documents(folder=folder)

    assert (problem.rule, "working_weeks" in text.splitlines()[problem.line - 1]) == ("clock-unknown", True)


def changed(folder: Path, *, old_until: str) -> None:
    """Steps 2 and 3 of the page on the shipped document: a source, the old term ended, the new one added."""
    text = (folder / COMPLAINTS).read_text(encoding="utf-8")
    head, _, rest = text.partition('    text: "TT 05/2025')
    assert rest
    text = (
        head.rpartition("  tt_05:")[0]
        + NEW_SOURCE.strip("\n")
        + "\n  tt_05:\n"
        + '    text: "TT 05/2025'
        + rest
    )
    terms = indent(printed("change-a-deadline.md").partition("terms:\n")[2], "    ")
    old, new = terms.split("      - from: 2027", 1)
    last = old.replace("until: 2027-01-01", "until: null")
    assert last in text
    ended = old.replace("until: 2027-01-01", f"until: {old_until}")
    (folder / COMPLAINTS).write_text(
        text.replace(last, f"{ended}      - from: 2027{new}", 1), encoding="utf-8"
    )


def test_the_terms_that_the_page_prints_change_the_deadline_on_the_day(folder):
    changed(folder, old_until="2027-01-01")

    assert problems(folder) == []
    book = read_services(folder=folder)
    days = {day: book.require(code="WRITTEN_COMPLAINT", day=date.fromisoformat(day)).clock[1] for day in (
        "2024-06-03", "2026-12-31", "2027-01-01",
    )}  # fmt: skip
    assert days == {"2024-06-03": 5, "2026-12-31": 5, "2027-01-01": 3}


@pytest.mark.parametrize(
    ("old_until", "rule"), [("null", "overlap"), ("2027-02-01", "overlap"), ("2026-12-01", "gap")]
)
def test_a_term_that_was_not_ended_on_that_day_is_refused(folder, old_until, rule):
    changed(folder, old_until=old_until)

    assert problems(folder) == [rule]
