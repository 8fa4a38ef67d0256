"""A pause needs an allowed reason and its evidence, and lasts no longer than the reason allows."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from donghanh.engines.deadlines import check_pause, work_times
from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import WorkCalendar

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkCalendar(Span(date(2022, 1, 1), date(2022, 2, 1)), frozenset({date(2022, 1, 3)}))


def at(day: int, hour: int) -> datetime:
    return datetime(2022, 1, day, hour, tzinfo=ZONE)


WORK = work_times(
    calendar=CALENDAR, stretches=[(at(day.day, 8), at(day.day, 17)) for day in CALENDAR.working_days],
    offset=7 * 3600,
)  # fmt: skip


def rules(**other: object) -> list[str]:
    said = {
        "reason": "documents_missing", "from_at": at(4, 9), "until_at": at(6, 9),
        "allowed": ("documents_missing",), "longest": ("working_days", 2), "work": WORK,
    } | other  # fmt: skip
    return [finding.rule for finding in check_pause(**said)]


def test_an_allowed_pause_with_its_evidence_is_found_well():
    assert rules(evidence=("request_sent",), evidence_needed=("request_sent", "site_photo")) == []


@pytest.mark.parametrize(
    ("evidence", "rule"), [((), "pause-without-evidence"), (("selfie",), "evidence-of-other-sort")]
)
def test_a_clerk_who_pauses_without_the_evidence_is_refused(evidence, rule):
    assert rules(evidence=evidence, evidence_needed=("request_sent",)) == [rule]


@pytest.mark.parametrize(("times", "found"), [(1, []), (2, ["paused-too-often"])])
def test_a_reason_serves_so_often_as_it_says(times, found):
    assert rules(times=times, most_times=2) == found


def test_a_reason_that_the_service_does_not_know_is_refused():
    assert rules(reason="busy") == ["pause-reason-not-allowed"]


def test_the_longest_pause_ends_with_the_office_hours_of_its_last_working_day():
    assert rules(until_at=at(6, 17)) == []
    assert rules(until_at=at(6, 17) + timedelta(minutes=1)) == ["pause-too-long"]


def test_a_pause_that_ends_before_it_begins_is_refused():
    assert rules(until_at=at(4, 9)) == ["pause-backward"]


def test_a_pause_that_lasts_has_no_length_yet():
    assert rules(until_at=None) == []
