"""How a due time explains itself: the days that count, those that do not and why, pauses, the clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from django.template.loader import render_to_string

from donghanh.apps.requests.values import DueExplained, PauseRow, SkippedDay
from donghanh.faces.desk.requests.due_rows import told

FRIDAY = datetime(2021, 12, 17, 2, tzinfo=UTC)
DUE = DueExplained(
    clock_kind="working_days", clock_amount=3, starts="request", received_at=FRIDAY, starts_at=FRIDAY,
    due_at=datetime(2021, 12, 22, 10, tzinfo=UTC), due_on=date(2021, 12, 22),
    counted=(date(2021, 12, 20), date(2021, 12, 21), date(2021, 12, 22)),
    skipped=(SkippedDay(date(2021, 12, 18), "weekend"), SkippedDay(date(2021, 12, 19), "weekend")),
    paused_seconds=5400,
    is_paused=False, pauses=(), source="Điều 6; QĐ 505/QĐ-EVN", is_confirmed=False,
)  # fmt: skip


def test_each_day_is_numbered_and_each_day_left_out_says_why():
    shown = told(DUE)

    assert [one["day"] for one in shown["days"] if one["number"]][:1] == ["20/12/2021"]
    assert [one["why"] for one in shown["days"] if not one["is_counted"]] == ["Thứ Bảy", "Chủ nhật"]
    assert shown["paused"] == "1 giờ 30 phút"


def test_the_page_shows_clause_days_and_that_a_proposal_is_not_confirmed():
    page = render_to_string("design/due_explained.html", {"due": told(DUE)})

    for words in ("3 ngày làm việc", "Điều 6", "chưa xác nhận", "Ngày thứ 3", "18/12/2021"):
        assert words in page


def test_a_day_in_a_pause_has_no_number():
    pause = PauseRow(
        number=1,
        reason="documents_missing", reason_vi="Chờ hồ sơ", reason_en="Waiting", why="", from_at=FRIDAY,
        until_at=datetime(2021, 12, 20, 10, tzinfo=UTC), evidence=(), by="", ends_by_at=None,
    )  # fmt: skip

    shown = told(replace(DUE, pauses=(pause,)))

    assert [one["is_paused"] for one in shown["days"] if one["is_counted"]] == [True, False, False]
    assert not any(one["number"] for one in shown["days"])
