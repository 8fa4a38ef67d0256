"""`donghanh deadline`: two documents as the issue prints them, and exit status 2 with a next step."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from donghanh.faces.cli.deadline import deadline

URBAN = ("due", "--service", "NEW_LV_RES_URBAN", "--received")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(deadline, words)
    return result.exit_code, result.output


def test_adding_days_prints_exactly_five_names_and_says_why_in_both_languages():
    status, output = run("add", "--from", "2025-12-31", "--working-days", "3", "--json")
    document = json.loads(output)

    assert status == 0
    assert list(document) == ["due_on", "due_at", "counted", "skipped", "source"]
    assert (document["due_on"], document["due_at"]) == ("2026-01-07", "2026-01-07T17:00:00+07:00")
    assert document["counted"] == ["2026-01-05", "2026-01-06", "2026-01-07"]
    assert document["skipped"][0] == {"date": "2026-01-01", "why": "Tết Dương lịch / New Year's Day"}


def test_a_time_without_zone_is_that_of_the_company():
    bare, zoned = (run(*URBAN, moment, "--json") for moment in ("2026-08-21T10:00", "2026-08-21T03:00Z"))

    assert bare == zoned
    assert json.loads(bare[1])["due_on"] == "2026-08-25"


def test_a_pause_is_given_back_and_counted_out():
    pause = ("--pause", "2026-08-24T08:00/2026-08-25T08:00:documents_missing")

    _, output = run(*URBAN, "2026-08-21T10:00", *pause, "--json")

    assert json.loads(output)["paused_seconds"] == 8 * 3600
    assert json.loads(output)["due_on"] == "2026-08-26"


@pytest.mark.parametrize(
    ("language", "word"), [("vi", "không tính: Chủ nhật"), ("en", "not counted: Sunday")]
)
def test_people_read_each_day(language, word):
    _, output = run(*URBAN, "2026-08-21T10:00", "--language", language)

    assert word in output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*URBAN, "2999-01-01T10:00"), "later than now"),
        ((*URBAN, "2022-02-29T10:00"), "no moment"),
        ((*URBAN, "2022-02-28"), "no time of day"),
        ((*URBAN, "0001-01-01T00:00+14:00"), "no moment"),
        ((*URBAN, "9999-12-31T23:59-14:00"), "no moment"),
        ((*URBAN, "2021-12-20T10:00", "--pause", "9999-12-31T23:59-14:00/:documents_missing"), "no moment"),
        ((*URBAN, "2018-02-01T10:00"), "outside the calendar"),
        (("due", "--service", "NEW_LV_ANY", "--received", "2020-02-03T10:00"), "It exists from 2020-10-01"),
        ((*URBAN, "2021-12-20T10:00", "--pause", "tomorrow"), "FROM/UNTIL:REASON"),
        ((*URBAN, "2021-12-20T10:00", "--pause", "2021-12-21T10:00/:busy"), "pause"),
        (("add", "--from", "2022-02-29", "--working-days", "1"), "no day"),
        (("add", "--from", "2027-12-31", "--working-days", "1"), "calendar"),
        (("add", "--from", "2021-12-31", "--working-days", "0"), "expected 1 to 1000"),
    ],
)
def test_bad_input_is_exit_status_two_with_what_was_found(words, said):
    status, output = run(*words)

    assert status == 2
    assert said in output
