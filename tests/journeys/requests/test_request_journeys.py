"""Whole stories of customers' requests, the clock moving, the papers looked at in the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.apps.supply.conftest import MY_THUAN, SupplyDesk, open_book

from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.refusals import CannotPause
from donghanh.apps.requests.values import Contact


def vietnam(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock of Nam Định."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def test_a_household_applies_on_friday_before_tet_and_has_its_meter_when_people_work_again(desk):
    desk.now = vietnam(2022, 1, 28, 15)  # Tết is from Monday 31 January through Friday 4 February
    asked = {"supply_address": "Tổ 3, Trần Đăng Ninh", "phases": "one"}
    contact = Contact("Hộ thử", "0912345671", "", "Tổ 3, Trần Đăng Ninh", MY_THUAN)
    opened = desk.public("NEW_LV_RES_URBAN", fields=asked, contact=contact, is_complete=True)

    told = queries.track(tracking_code=opened.tracking_code, now=desk.now)
    assert str(told.due_on) == "2022-02-09"  # Monday, Tuesday, Wednesday
    why = {str(one.day): one.why for one in desk.page(opened.code).due.skipped}
    assert why["2022-01-29"] == "weekend"
    assert why["2022-02-01"] == "tet"

    desk.now = vietnam(2022, 2, 7, 8)
    desk.do("accept_case", opened.code)
    open_book(desk.actors, desk.now)
    crew = SupplyDesk(**vars(desk))
    crew.step(opened.code, "survey", surveyed_on="2022-02-07")
    crew.step(opened.code, "offer")
    crew.step(opened.code, "sign", signed_on="2022-02-07")
    crew.step(opened.code, "order", planned_on="2022-02-09")
    crew.now = desk.now = vietnam(2022, 2, 9, 16)
    crew.step(opened.code, "set_meter", set_on="2022-02-09")
    crew.step(opened.code, "first_reading")
    crew.step(opened.code, "in_force", in_force_on="2022-02-09")
    operations.confirm_solved(tracking_code=opened.tracking_code, now=desk.now)

    page = desk.page(opened.code)
    assert (page.row.state, page.row.is_late, page.needs_breach) == ("closed", False, False)


def test_a_hospital_without_power_on_a_holiday_is_not_told_to_wait_for_a_working_day(desk):
    desk.now = vietnam(2022, 1, 1, 21)
    contact = Contact(name="Bệnh viện thử", phone="0912345670")
    code = desk.open("FAULT_RESTORE", contact=contact, actor=desk.actors.office).code
    assert desk.page(code).row.due_at == vietnam(2022, 1, 1, 23)

    desk.do("take_case", code)
    desk.do("start_case", code)
    desk.now = vietnam(2022, 1, 1, 23, 40)
    desk.do("answer_case", code, text="Đã thay công tơ, có điện lúc 23 giờ 40.")
    desk.do("record_breach", code, cause="material_missing", told="Công tơ dự phòng ở kho xa.")

    page = desk.page(code)
    assert page.row.is_late
    assert (page.breach.cause, page.answers[-1].kind) == ("material_missing", "apology")
    figures = queries.indicators(
        actor=desk.head, on=date(2022, 1, 1), from_on=date(2022, 1, 1), until_on=date(2022, 2, 1)
    )
    assert (figures.whole.late_count, figures.worst[0].code) == (1, code)
    assert figures.worst[0].late_seconds == 40 * 60


def test_one_complaint_that_arrives_twice_by_two_channels_is_one_thing_and_both_are_told(desk):
    first = desk.public(contact=Contact(name="Trần Thị Thử", phone="0987654321"))
    desk.later(hours=2)
    second = desk.open(name="Trần Thị Thử", phone="0987.654.321")

    (found,) = queries.likely_same(actor=desk.clerk, code=second.code, now=desk.now)
    assert found.code == first.code
    given = {"actor": desk.clerk, "now": desk.now}
    codes = [first.code, second.code]
    incident = operations.open_incident(title="Hóa đơn tháng 11", codes=codes, why="cùng người", **given)
    text = "Đã kiểm tra chỉ số, hóa đơn đúng."
    operations.answer_incident(incident=incident, text=text, is_over=True, **given)

    for opened in (first, second):
        told = queries.track(tracking_code=opened.tracking_code, now=desk.now)
        assert (told.state, told.answers[-1].text) == ("answered", text)
    shares = queries.electronic_share(actor=desk.head, from_on=date(2021, 12, 1), until_on=date(2022, 1, 1))
    assert [(one.case_count, one.electronic_count, one.share) for one in shares] == [(2, 1, 50_000)] * 2


def test_a_clerk_who_pauses_without_evidence_is_refused_and_the_clock_has_not_stopped(desk):
    code = desk.open().code
    desk.do("accept_case", code)
    due = desk.page(code).row.due_at

    with pytest.raises(CannotPause) as refused:
        desk.do("pause_case", code, reason="nobody_home", why="Khách vắng nhà.")

    desk.later(hours=30)
    assert refused.value.rule == "pause-without-evidence"
    page = desk.page(code)
    assert (page.row.due_at, page.pauses, page.row.is_late) == (due, (), True)


def test_a_case_that_everybody_hands_on_shows_it_and_keeps_its_clock(desk):
    opened = desk.open("WRITTEN_COMPLAINT")
    for hours, to in ((3, "business_department"), (20, "office"), (5, "unit")):
        desk.later(hours=hours)
        desk.do("hand_over", opened.code, why="không thuộc phần việc", to_desk=to, actor=desk.actors.office)

    page = desk.page(opened.code)
    assert (page.row.hand_over_count, page.row.due_at) == (3, opened.due_at)
    assert [one.to_desk for one in page.hand_overs] == ["business_department", "office", "unit"]
    desk.now = vietnam(2022, 1, 10, 9)
    assert desk.page(opened.code).row.is_late
    desk.do("answer_case", opened.code, text="Xong.")
    desk.do("record_breach", opened.code, cause="handed_too_late", told="Chuyển qua ba bộ phận.")
    given = {"tracking_code": opened.tracking_code, "now": desk.now}
    again = operations.report_not_solved(why="Chưa trả lời hết", **given)
    assert desk.page(again).row.due_at == opened.due_at
