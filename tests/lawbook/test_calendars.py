"""The days off of eight years, as people remember them, and a check that sees a slip of the pen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.lawbook.conftest import Write

from donghanh.kernel.spans import Span
from donghanh.kernel.worktime import CalendarDoesNotCover, add_working_days, is_tet, is_working_day
from donghanh.lawbook.calendars import check_documents, days_named, read_calendar

YEAR = """
    kind: calendar
    source: announced
    sources:
      announced: {text: The law, type: regulation, clause: "Article 112", evidence: seen, confidence: high}
    covers: {from: 2021-01-01, until: 2022-01-01}
    days:
      - {day: 2021-01-01, is: day_off, vi: Tết Dương lịch, en: New Year's Day}
"""


def rules(folder: Path) -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in check_documents(folder=folder)]


def test_the_calendar_covers_2020_to_2027() -> None:
    assert read_calendar().covers == Span(date(2020, 1, 1), date(2028, 1, 1))


def test_a_day_before_2020_is_refused() -> None:
    with pytest.raises(CalendarDoesNotCover):
        is_working_day(day=date(2019, 12, 31), calendar=read_calendar())


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2021, 12, 20), True),  # the day on which the demo stands, a Monday
        (date(2022, 1, 3), False),  # in place of Saturday 1 January
        (date(2022, 1, 31), False),  # Tết
        (date(2022, 2, 4), False),
        (date(2022, 2, 7), True),
        (date(2024, 4, 29), False),  # swapped with a Saturday
        (date(2024, 5, 4), True),  # the Saturday
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
    ],
)
def test_days_are_worked_as_they_were_announced(day: date, is_worked: bool) -> None:
    assert is_working_day(day=day, calendar=read_calendar()) is is_worked


def test_a_request_of_friday_before_tet_2022_is_due_on_the_wednesday_after() -> None:
    assert add_working_days(day=date(2022, 1, 28), count=3, calendar=read_calendar()) == date(2022, 2, 9)


@pytest.mark.parametrize("year", range(2020, 2028))
def test_every_year_has_a_tet_in_january_or_february(year: int) -> None:
    tet = [day for day in read_calendar().tet_days if day.year == year]

    assert len(tet) >= 5
    assert {day.month for day in tet} <= {1, 2}


def test_new_years_day_is_no_tet_of_the_lunar_year() -> None:
    assert not is_tet(day=date(2022, 1, 1), calendar=read_calendar())


def test_days_have_names_in_both_languages_and_stand_in_order() -> None:
    named = days_named()

    assert [day.day for day in named] == sorted(day.day for day in named)
    assert all(day.name_vi and day.name_en for day in named)
    assert {day.name_vi for day in named if day.day == date(2021, 9, 2)} == {"Quốc khánh"}


def test_a_year_that_was_not_announced_is_to_be_confirmed() -> None:
    assert {day.source.is_confirmed for day in days_named() if day.day.year == 2027} == {False}
    assert {day.source.is_confirmed for day in days_named() if day.day.year == 2021} == {True}


def test_the_calendars_of_the_lawbook_have_no_problem() -> None:
    assert check_documents() == []


def test_a_good_year_has_no_problem(write: Write, tmp_path: Path) -> None:
    write("2021.yaml", YEAR)

    assert rules(tmp_path) == []


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("{day: 2022-01-01, is: day_off, vi: a, en: b}", "day-outside"),
        ("{day: 2021-01-01, is: day_off, vi: a, en: b}", "day-repeated"),
        ("{day: 2021-05-04, is: make_up_day, vi: a, en: b}", "make-up-day-is-worked-anyway"),
        ("{day: 2021-05-08, is: make_up_day, tet: true, vi: a, en: b}", "tet-is-worked"),
        ("{day: 2021-05-04, is: holiday, vi: a, en: b}", "word-unknown"),
        ("{day: May, is: day_off, vi: a, en: b}", "not-a-day"),
        ("{day: 2021-05-04, is: day_off, vi: a}", "key-missing"),
        ("{day: 2021-05-04, is: day_off, vi: a, en: b, note: c}", "key-unknown"),
        ("{day: 2021-05-04, is: day_off, vi: a, en: b, source: hearsay}", "source-unknown"),
    ],
)
def test_a_slip_of_the_pen_is_reported_at_its_line(
    write: Write, tmp_path: Path, entry: str, rule: str
) -> None:
    write("2021.yaml", YEAR + f"      - {entry}\n")

    assert rules(tmp_path) == [(rule, 8)]


def test_a_year_that_is_left_out_is_a_gap(write: Write, tmp_path: Path) -> None:
    write("2021.yaml", YEAR)
    write("2023.yaml", YEAR.replace("2021", "2023").replace("2022-01-01", "2024-01-01"))

    (problem,) = check_documents(folder=tmp_path)

    assert (problem.rule, Path(problem.file).name, problem.line) == ("gap", "2023.yaml", 5)
    assert "2022-01-01 until 2023-01-01" in problem.text


def test_a_year_that_is_written_twice_is_an_overlap(write: Write, tmp_path: Path) -> None:
    write("2021.yaml", YEAR)
    write("2021-again.yaml", YEAR)

    assert [rule for rule, _ in rules(tmp_path)] == ["overlap"]


def test_a_day_both_off_and_made_up_is_refused(write: Write, tmp_path: Path) -> None:
    saturday = "      - {day: 2021-05-08, is: make_up_day, vi: a, en: b}\n"
    write("2021.yaml", YEAR + saturday + saturday.replace("make_up_day", "day_off"))

    assert rules(tmp_path) == [("day-repeated", 9)]
