"""The rounds of reductions: what the facts say stands there, and a slip of the pen is named with its line."""

from __future__ import annotations

from datetime import date

import pytest

from donghanh.kernel.billing_tables import RELIEFS
from donghanh.lawbook.documents import readable_documents
from donghanh.lawbook.reliefs import (
    FOLDER,
    check,
    check_documents,
    read_relief_frame,
    read_relief_groups,
)

TEXT = (FOLDER / "covid-4.yaml").read_text(encoding="utf-8")


def problems(tmp_path, old: str, new: str) -> list[tuple[str, int]]:
    assert old in TEXT
    (tmp_path / "covid-4.yaml").write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return [(one.rule, one.line) for one in check_documents(folder=tmp_path)]


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if words in line)


def of(relief: str):
    return next(group for group in read_relief_groups() if group.relief == relief)


def test_the_five_rounds_hold_and_make_a_frame_whose_sources_are_all_there():
    frame, sources = read_relief_frame()

    assert check_documents() == []
    assert RELIEFS.check(frame) == ()
    assert set(frame["round"]) == {f"covid-{number}" for number in range(1, 6)}
    assert set(frame["source"]) == set(sources)


def test_round_4_takes_15_percent_up_to_200_kwh_and_10_above_of_bills_of_august_and_september():
    households = of("covid-4/households")

    assert (households.percent_hundredths, households.threshold_kwh) == (1500, 200)
    assert households.percent_hundredths_above == 1000
    assert (households.from_month, households.until_month) == (date(2021, 8, 1), date(2021, 10, 1))
    assert (households.in_force_on, households.levels) == (date(2021, 7, 30), ("province", "district"))


def test_round_3_and_round_5_name_no_household():
    named = {group.round for group in read_relief_groups() if group.relief.endswith("/households")}

    assert named == {"covid-1", "covid-2", "covid-4"}


def test_round_5_stands_with_its_reason_and_without_a_rate():
    enterprises = of("covid-5/enterprises")

    assert not enterprises.is_enabled
    assert enterprises.percent_hundredths is None
    assert "chưa xác nhận" in enterprises.reason_vi


def test_what_is_not_clear_of_round_2_is_said_and_not_shown_as_confirmed():
    assert "Chưa rõ" in of("covid-2/households").doubt_vi
    assert not of("covid-2/households").source.is_confirmed


@pytest.mark.parametrize(
    ("old", "new", "rule", "at"),
    [
        ("percent: 15", "percent: 150", "percent-not-possible", "percent: 15"),
        ("percent: 15", 'percent: "12,5"', "percent-not-possible", "percent: 15"),
        ("percent: 15", "percent: 0", "percent-not-possible", "percent: 15"),
        ("[residential]", "[household]", "word-unknown", "[residential]"),
        ("until: 2021-10-01", "until: 2021-10-15", "not-a-month", "until: 2021-10-01"),
        ("until: 2021-10-01", "until: 2021-07-01", "span-empty", "group: households"),
        ("precedence: 50", "precedence: 10", "overlap", "group: households"),
        ("threshold_kwh: 200\n", "\n", "key-missing", "group: households"),
        ("in_force_on: 2021-07-30, ", "", "condition-not-whole", "in_force_on"),
        ("[province, district]", "[ward]", "word-unknown", "[province"),
        ("uses: [quarantine_free", "uses: [school", "word-unknown", "quarantine_free"),
        ("group: households", "group: quarantine", "group-repeated", "group: households"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_its_line(tmp_path, old, new, rule, at):
    assert (rule, line_of(at)) in problems(tmp_path, old, new)


def test_a_regulation_without_a_clause_is_refused(tmp_path):
    found = problems(tmp_path, '    clause: "số điều chờ xác nhận"\n', "")

    assert [rule for rule, _ in found] == ["clause-missing"]


def test_a_group_that_is_not_in_force_says_why(tmp_path):
    text = (FOLDER / "covid-5.yaml").read_text(encoding="utf-8").replace("    reason:", "    doubt:")
    (tmp_path / "covid-5.yaml").write_text(text, encoding="utf-8")

    assert [one.rule for one in check_documents(folder=tmp_path)] == ["group-without-reason"]


def test_a_proposed_round_is_checked_together_with_those_that_stand():
    documents, _ = readable_documents(folder=FOLDER)

    assert check([*documents, documents[0]]) != []
