"""Due times by the lawbook: worked examples, and every question that has no answer."""

from datetime import date, datetime

import pytest

from donghanh.kernel.worktime import CalendarDoesNotCover
from donghanh.lawbook.clock_rules import RULES, read_clock_rules, rules_of
from donghanh.lawbook.due_telling import CannotReckon, PauseGiven, tell_due, tell_working_days
from donghanh.lawbook.services import NoSuchService
from donghanh.lawbook.work_times import ZONE

NOW = datetime(2026, 11, 26, 9, tzinfo=ZONE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def told(code: str, received: str, *pauses: PauseGiven):
    return tell_due(code=code, received_at=at(received), pauses=pauses, now=NOW)


def test_three_working_days_after_the_last_day_of_2025():
    found = tell_working_days(day=date(2025, 12, 31), count=3)

    assert found.due_at == at("2026-01-07T17:00")
    assert [day.day for day in found.counted] == [5, 6, 7]
    assert [(one.date.day, one.vi) for one in found.skipped] == [
        (1, "Tết Dương lịch"),
        (2, "Nghỉ hoán đổi (làm bù 10/01/2026)"),
        (3, "Thứ Bảy"),
        (4, "Chủ nhật"),
    ]


@pytest.mark.parametrize(
    ("code", "received", "due"),
    [
        ("NEW_LV_RES_URBAN", "2026-08-21T10:00", "2026-08-25T17:00"),  # Saturday 22 is a make-up day
        ("NEW_LV_RES_URBAN", "2021-12-31T23:59", "2022-01-06T17:00"),
        ("NEW_LV_RES_URBAN", "2021-12-18T09:00", "2021-12-22T17:00"),  # received on a Saturday
        ("NEW_LV_RES_RURAL", "2022-01-28T10:00", "2022-02-11T17:00"),  # the Friday before Tết
        ("FAULT_RESTORE", "2022-02-01T03:00", "2022-02-01T05:00"),
        ("BILL_QUERY", "2022-01-31T08:00", "2022-02-01T08:00"),
        ("PHONE_ANSWER", "2021-12-20T09:00", "2021-12-20T09:00:30"),
        ("METER_CHECK", "2024-02-29T10:00", "2024-03-05T17:00"),
    ],
)
def test_worked_examples(code, received, due):
    assert told(code, received).due_at == at(due)


def test_a_pause_of_a_day_gives_a_day_back_and_its_rule_is_told():
    pause = PauseGiven(at("2021-12-21T08:00"), at("2021-12-22T08:00"), "documents_missing")

    found = told("NEW_LV_RES_URBAN", "2021-12-20T10:00", pause)

    assert (found.due_on, found.paused_seconds) == (date(2021, 12, 24), 8 * 3600)
    assert "pause_gives_back" in [rule.code for rule in found.rules]


@pytest.mark.parametrize(
    ("code", "received", "rule"),
    [
        ("METER_CHECK", "2026-11-26T09:01", "received-in-future"),
        ("OUTAGE_NOTICE_PLANNED", "2021-12-20T10:00", "counts-before"),
    ],
)
def test_what_cannot_be_reckoned_says_why(code, received, rule):
    with pytest.raises(CannotReckon, match="Next:") as refused:
        told(code, received)
    assert refused.value.rule == rule


def test_a_naive_moment_is_refused():
    with pytest.raises(CannotReckon, match="no zone"):
        tell_due(code="METER_CHECK", received_at=datetime(2021, 12, 20), now=NOW)


@pytest.mark.parametrize(
    ("until", "reason", "rule"),
    [
        ("2021-12-22T08:00", "busy", "pause-reason-not-allowed"),
        ("2022-03-22T08:00", "documents_missing", "pause-too-long"),
        ("2021-12-21T08:00", "documents_missing", "pause-backward"),
    ],
)
def test_a_pause_that_may_not_be_is_refused(until, reason, rule):
    with pytest.raises(CannotReckon) as refused:
        told("NEW_LV_RES_URBAN", "2021-12-20T10:00", PauseGiven(at("2021-12-21T08:00"), at(until), reason))
    assert refused.value.rule == rule


def test_a_service_that_did_not_exist_yet_says_when_it_does():
    with pytest.raises(NoSuchService, match="2020-10-01"):
        told("NEW_LV_ANY", "2020-02-03T10:00")


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2019, 12, 31), date(2027, 12, 31), date(9999, 12, 31)])
def test_beyond_the_calendar_nothing_is_guessed(day):
    with pytest.raises(CalendarDoesNotCover, match="calendar"):
        tell_working_days(day=day, count=1)


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_a_count_of_days_has_bounds(count):
    with pytest.raises(CannotReckon, match="expected 1 to 1000"):
        tell_working_days(day=date(2021, 12, 20), count=count)


def test_every_rule_of_counting_is_told_as_a_proposal():
    rules = read_clock_rules().on(day=date(2021, 12, 20))

    assert {rule.code for rule in rules} == set(RULES)
    assert not any(rule.source.is_confirmed for rule in rules)


def test_a_clock_that_runs_day_and_night_says_so_and_nothing_of_office_hours():
    rules = rules_of(kind="hours", day=date(2021, 12, 20), is_paused=False)

    assert [rule.code for rule in rules] == ["round_the_clock"]
