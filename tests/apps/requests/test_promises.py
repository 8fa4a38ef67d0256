"""Warnings before a due time: to the right person, in working hours, once; pauses end at their longest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.models import Case, Escalation


def warned(desk, at: datetime) -> list[tuple[str, str]]:
    """Rule and role of what a run of the watch at a moment wrote."""
    before = set(Escalation.objects.values_list("pk", flat=True))
    operations.escalate_due(now=at)
    new = Escalation.objects.exclude(pk__in=before).order_by("id")
    return [(one.rule, one.to_role) for one in new]


def test_the_nearer_the_due_time_the_higher_who_is_told_and_each_once(desk):
    desk.head  # noqa: B018 - the unit has a head
    code = desk.open("METER_CHECK").code  # due Thursday 23rd, 17:00
    desk.do("take_case", code)
    day_before = datetime(2021, 12, 22, 9, 0, tzinfo=UTC)
    last_morning, last_hour = day_before + timedelta(hours=18), datetime(2021, 12, 23, 9, 30, tzinfo=UTC)

    assert warned(desk, day_before) == []
    assert warned(desk, last_morning) == [("a_day_left", "responsible")]
    assert warned(desk, last_morning) == []
    assert warned(desk, last_hour) == [
        ("half_a_day_left", "unit_head"), ("an_hour_left", "business_department"),
    ]  # fmt: skip
    first = Escalation.objects.order_by("id").first()
    assert first.to_staff.username == desk.clerk.username
    assert [row.case for row in queries.warnings_of(actor=desk.clerk)] == [code]


def test_nobody_is_told_at_midnight_nor_on_a_holiday(desk):
    desk.now = datetime(2021, 12, 31, 10, 30, tzinfo=UTC)  # 17:30 before New Year's Day
    desk.open("FAULT_RESTORE")  # two hours

    assert warned(desk, datetime(2021, 12, 31, 11, 45, tzinfo=UTC)) == []
    assert warned(desk, datetime(2022, 1, 1, 3, 0, tzinfo=UTC)) == []
    # The first working morning: Tuesday the 4th, for Monday is given for the Saturday.
    assert ("fault_due", "business_department") in warned(desk, datetime(2022, 1, 4, 1, 0, tzinfo=UTC))


def test_a_paused_case_warns_nobody_and_goes_on_where_its_longest_pause_ends(desk):
    code = desk.open().code
    desk.do("accept_case", code)
    desk.do("pause_case", code, reason="nobody_home", why="vắng", attachments=[desk.proof()])
    ends_by_at = desk.page(code).pauses[0].ends_by_at

    assert warned(desk, ends_by_at - timedelta(hours=1)) == []
    done = operations.escalate_due(now=ends_by_at + timedelta(hours=20))

    case = Case.objects.get()
    assert (done.pauses_ended, case.state, case.is_paused) == (1, "under_way", False)
    assert desk.page(code).pauses[0].until_at == ends_by_at
    assert desk.page(code).moves[-1].as_role == "job"
