"""Who is told before a case is late: in working hours, never at midnight, never after it was due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from donghanh.engines.requests.escalations import EscalationRule, escalations
from donghanh.kernel.spans import Span

VIETNAM = timezone(timedelta(hours=7))
HOUR = 3600
EIGHT_BEFORE = EscalationRule("eight", 8 * HOUR, in_working=True, to="unit_head")
TWO_BEFORE = EscalationRule("two", 2 * HOUR, in_working=False, to="responsible")
AT_DUE = EscalationRule("now", 0, in_working=False, to="director")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 12, day, hour, minute, tzinfo=VIETNAM)


def office_hours(first: int, last: int) -> list[Span[datetime]]:
    """Monday to Friday, 7:30 to 11:30 and 13:30 to 17:00, of December 2021."""
    found = []
    for day in range(first, last + 1):
        if date(2021, 12, day).weekday() < 5:
            for start, until in ((time(7, 30), time(11, 30)), (time(13, 30), time(17))):
                on = date(2021, 12, day)
                found.append(Span(datetime.combine(on, start, VIETNAM), datetime.combine(on, until, VIETNAM)))
    return found


def moments(*rules: EscalationRule, received: datetime, due: datetime) -> dict[str, datetime | None]:
    told = escalations(
        rules=rules, service="METER_CHECK", group="metering", received_at=received, due_at=due,
        working=office_hours(1, 31),
    )  # fmt: skip
    return {one.rule: one.at for one in told}


def test_eight_working_hours_before_friday_evening_is_thursday_afternoon():
    told = moments(EIGHT_BEFORE, received=at(13, 9), due=at(17, 17))

    assert told["eight"] == at(16, 16, 30)  # half an hour of Thursday and 7.5 hours of Friday


def test_a_wished_moment_at_night_is_moved_to_the_next_morning_before_it_is_due():
    told = moments(TWO_BEFORE, received=at(13, 9), due=at(15, 9))

    assert told["two"] == at(15, 7, 30)  # 7:00 is before the office opens


def test_when_no_working_moment_is_left_the_last_one_before_is_taken():
    told = moments(TWO_BEFORE, AT_DUE, received=at(17, 9), due=at(19, 3))  # Sunday, 3 at night

    assert told == {"two": at(17, 16, 59), "now": at(17, 16, 59)}


def test_a_fault_at_night_escalates_to_nobody_and_says_why():
    (told,) = escalations(
        rules=[TWO_BEFORE], service="FAULT_RESTORE", group="fault", received_at=at(14, 1), due_at=at(14, 3),
        working=office_hours(1, 31),
    )  # fmt: skip

    assert (told.at, told.why) == (None, "nobody_works_before_due")


def test_with_less_working_time_than_asked_the_first_working_moment_is_taken():
    assert moments(EIGHT_BEFORE, received=at(14, 6), due=at(14, 10))["eight"] == at(14, 7, 30)


def test_a_rule_of_other_services_is_left_out():
    other = EscalationRule("x", HOUR, in_working=True, to="office", services=frozenset({"BILL_QUERY"}))

    assert moments(other, received=at(13, 9), due=at(15, 9)) == {}


def test_a_case_that_was_due_when_it_came_escalates_to_nobody():
    assert moments(EIGHT_BEFORE, received=at(14, 9), due=at(14, 9)) == {"eight": None}


@given(
    received=st.integers(0, 25 * 24 * 60),
    lasts=st.integers(0, 5 * 24 * 60),
    before=st.integers(0, 40 * HOUR),
    in_working=st.booleans(),
)
def test_every_moment_is_worked_after_receipt_and_before_the_due_time(received, lasts, before, in_working):
    start = at(1, 0) + timedelta(minutes=received)
    due = start + timedelta(minutes=lasts)
    rule = EscalationRule("any", before, in_working=in_working, to="unit_head")

    told = moments(rule, received=start, due=due)["any"]

    worked = [span for span in office_hours(1, 31) if due > start and span.overlaps(Span(start, due))]
    if told is None:
        assert not worked
    else:
        assert start <= told < due
        assert any(told in span for span in worked)
