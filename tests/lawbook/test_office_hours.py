"""When the offices work: breaks, make-up days, half-days, and what a spoiled document is refused for."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from donghanh.kernel.worktime import CalendarDoesNotCover
from donghanh.lawbook.calendars import read_calendar
from donghanh.lawbook.office_hours import FOLDER, check_documents, read_office_hours, working_spans

VIETNAM = timezone(timedelta(hours=7))
HALF = '    half_days:\n      - {day: 2022-01-28, hours: ["07:30-11:30"], vi: "Nghỉ sớm", en: "Early end"}\n'


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2021) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


def spans(start: datetime, until: datetime, **more: object) -> list[tuple[str, str]]:
    found = working_spans(start=start, until=until, calendar=read_calendar(), zone=VIETNAM, **more)
    return [(f"{one.start:%d %H:%M}", f"{one.until:%H:%M}") for one in found]


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "company.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def shipped() -> str:
    return (FOLDER / "company.yaml").read_text(encoding="utf-8")


def test_the_hours_pass_their_check_and_are_a_proposal():
    assert check_documents() == []
    assert not any(entry.source.is_confirmed for entry in read_office_hours().entries)


def test_a_day_has_its_break_and_the_ends_are_cut():
    assert spans(at(12, 20, 9), at(12, 20, 14)) == [("20 09:00", "11:30"), ("20 13:00", "14:00")]


def test_a_weekend_and_a_night_have_none():
    assert spans(at(12, 17, 17), at(12, 20, 7, 30)) == []


def test_a_saturday_that_pays_for_a_swap_is_worked():
    assert spans(at(1, 10, 0, year=2026), at(1, 11, 0, year=2026)) == [
        ("10 07:30", "11:30"), ("10 13:00", "17:00"),
    ]  # fmt: skip


def test_no_time_between_two_moments_is_no_stretch():
    assert spans(at(12, 20, 9), at(12, 20, 9)) == []


def test_a_half_day_ends_at_noon_and_only_that_day(tmp_path):
    folder = written(tmp_path, shipped() + HALF)

    assert check_documents(folder=folder) == []
    told = spans(at(1, 27, 12, year=2022), at(1, 28, 23, year=2022), book=read_office_hours(folder=folder))

    assert told == [("27 13:00", "17:00"), ("28 07:30", "11:30")]


def test_a_day_beyond_the_calendar_is_refused():
    with pytest.raises(CalendarDoesNotCover):
        spans(at(1, 1, 8, year=2040), at(1, 2, 8, year=2040))


def test_hours_are_asked_of_the_day_they_hold_on():
    hours = read_office_hours().require(code="office", day=date(2021, 12, 20))

    assert hours.hours_of(day=date(2021, 12, 19), calendar=read_calendar()) == ()  # a Sunday
    assert sum(until - start for start, until in hours.week[4]) == 8 * 60


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("monday:", "moonday:", "word-unknown"),
        ('monday: ["07:30-11:30",', 'monday: ["7.30-11.30",', "not-hours"),
        ('monday: ["07:30-11:30",', 'monday: ["07:30-13:30",', "hours-overlap"),
        ('monday: ["07:30-11:30",', 'monday: ["11:30-07:30",', "hours-overlap"),
        ('"13:00-17:00"]\n    make', '"13:00-24:30"]\n    make', "hours-overlap"),
        ("    make_up_day:", "    lunch:", "key-missing"),
        ("source: proposal\n", "", "source-missing"),
        ("until: null\n", "until: 2014-01-01\n", "span-empty"),
        ("day: 2022-01-28", "day: soon", "not-a-day"),
        ("day: 2022-01-28", "day: 2012-01-28", "day-outside"),
        (HALF, HALF + HALF.partition("\n")[2], "day-repeated"),
    ],
)
def test_spoiled_hours_are_refused_by_the_rule(tmp_path, before, after, rule):
    text = shipped() + HALF
    assert before in text

    folder = written(tmp_path, text.replace(before, after, 1))

    assert rule in {problem.rule for problem in check_documents(folder=folder)}
