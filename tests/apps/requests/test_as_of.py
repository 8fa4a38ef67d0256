"""Figures of a past day are what was shown on that day, whatever happened since; against a slow twin."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date, datetime, timedelta

import pytest
from tests.oracles.request_days import Told, figures_by_hand

from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.bridge.clocks import end_of
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.queries.behind import WORDS, Behind, cases_behind

pytestmark = pytest.mark.django_db
FROM, UNTIL = date(2021, 12, 1), date(2022, 2, 1)


def figures(desk, on: date, *, unit: str = ""):
    return queries.indicators(actor=desk.actors.office, on=on, from_on=FROM, until_on=UNTIL, unit_code=unit)


def to_next_day(desk) -> date:
    """It is nine o'clock of the day after; answers the day that is over."""
    day = (desk.now + timedelta(hours=7)).date()
    desk.later(days=1)
    return day


@pytest.fixture
def story(desk) -> dict[date, object]:
    """Three days with everything that can happen; the figures as they stood at each day's end."""
    shown = {}
    opened = {name: desk.open(phone=f"09123456{at:02d}") for at, name in enumerate("abcd", start=10)}
    waiting = desk.open("NEW_LV_NONRES", is_complete=False, phone="0912345699")
    codes = {name: one.code for name, one in opened.items()}
    desk.do("take_case", codes["a"])
    desk.do("accept_case", codes["b"])
    desk.do("pause_case", codes["b"], reason="nobody_home", why="vắng", attachments=[desk.proof()])
    desk.do("answer_case", codes["c"], text="Xong.")
    day = to_next_day(desk)
    shown[day] = figures(desk, day), figures(desk, day, unit=desk.unit)

    desk.do("complete_application", waiting.code)
    desk.do("resume_case", codes["b"])
    desk.do("report_not_solved_by_word", codes["c"], why="chưa xong")
    desk.do("reclassify_case", codes["d"], service_code="CHANGE_INFO", why="chỉ đổi tên")
    desk.do("hand_over", codes["a"], to_unit="PA01XT", why="ở xã khác")
    day = to_next_day(desk)
    shown[day] = figures(desk, day), figures(desk, day, unit=desk.unit)

    desk.do("answer_case", codes["c"], text="Xong thật.")
    desk.do("record_breach", codes["c"], cause="overload", told="quá nhiều việc")
    operations.confirm_solved(tracking_code=opened["c"].tracking_code, now=desk.now)
    desk.do("reclassify_case", waiting.code, service_code="NEW_MV_TOTAL", why="trung áp")
    desk.do("withdraw_case", codes["b"], why="thôi")
    desk.do("answer_case", codes["d"], text="Xong.", actor=desk.head)
    day = to_next_day(desk)
    shown[day] = figures(desk, day), figures(desk, day, unit=desk.unit)
    return shown


def test_the_figures_of_each_day_are_later_what_they_were_at_its_end(desk, story):
    for day, (whole, unit) in story.items():
        assert figures(desk, day) == whole, day
        assert figures(desk, day, unit=desk.unit) == unit, day


def test_every_figure_of_a_past_day_opens_as_many_cases_as_it_says(desk, story):
    for day, (_, unit) in story.items():
        counts = {
            "in_time": unit.whole.on_time_count, "late": unit.whole.late_count,
            "open": unit.whole.open_count, "open_late": unit.whole.open_late_count,
        }  # fmt: skip
        assert set(counts) <= set(WORDS)
        for word, count in counts.items():
            asked = Behind(day, FROM, UNTIL, unit_code=desk.unit, outcome=word)
            assert cases_behind(actor=desk.actors.office, asked=asked, now=desk.now).total == count, word


def test_a_slow_twin_counts_shares_tail_and_worst_alike(desk, story):
    for day in story:
        told = figures(desk, day)
        by_hand = figures_by_hand(_told(day), as_of=end_of(day))

        assert (told.whole.on_time_count, told.whole.late_count, told.whole.open_late_count) == by_hand.counts
        assert told.whole.p95_seconds == by_hand.tail_seconds
        assert [(one.code, one.late_seconds) for one in told.worst] == by_hand.worst
        assert told.reopened_count == by_hand.reopened


def _told(day: date) -> list[Told]:
    """Each case's story up to the day's end, move by move; due times as the case's page explained them."""
    from donghanh.apps.requests.bridge import clocks

    as_of, rows = end_of(day), []
    for case in Case.objects.filter(received_at__lte=as_of):
        kept = case.starts_at
        known = clocks.pauses_of(rows=case.pauses.filter(from_at__lte=as_of), as_of=as_of)
        if case.service_code in ("CHANGE_INFO", "NEW_MV_TOTAL"):
            due = _due_before(case, day, kept)
        else:
            starts = kept if kept is not None and kept <= as_of else None
            case.starts_at = starts
            found = clocks.due_of(case=case, pauses=known, as_of=as_of)
            due = found.due_at if found else None
        moves = case.moves.filter(product_at__lte=as_of).order_by("id").values_list("move", "product_at")
        rows.append(Told(case.code, case.pk, case.received_at, due, tuple(moves)))
    return rows


def _due_before(case: Case, day: date, starts: datetime | None) -> datetime | None:
    """Both keep the earlier of two promises from their own start, so that each day has the same one."""
    return case.due_at if starts is not None and starts <= end_of(day) else None


def test_persons_pauses_and_calls_are_counted_as_of_the_day(desk, story):
    first = min(story)
    pausing = {one.username: astuple(one)[3:6] for one in figures(desk, first).pausing}

    assert pausing[desk.clerk.username] == (3, 1, 33_300)


def test_calls_count_from_their_log_and_a_hang_up_counts(desk):
    at = desk.now - timedelta(days=1)
    waits = [10] * 9 + [30, 31, None]
    calls = [
        operations.CallTold(f"c{n}", desk.unit, at, at + timedelta(seconds=wait) if wait else None)
        for n, wait in enumerate(waits)
    ]
    operations.record_calls(actor=desk.actors.office, calls=calls, source="log.csv", now=desk.now)

    told = figures(desk, at.date()).calls

    assert (told.call_count, told.kept_count, told.share, told.is_met) == (12, 10, 83_300, True)
    assert figures(desk, at.date() - timedelta(days=1)).calls.call_count == 0
