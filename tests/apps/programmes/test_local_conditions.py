"""Practical and safe in each locality (M25): closed areas are not visited; a unit varies within limits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN
from tests.apps.programmes.test_board import board, unit_line

TODAY = date(2021, 12, 20)


def lock_down(house, *, status: str = "locked_down", until: date = date(2021, 12, 24)) -> None:
    from donghanh.apps.organisation.operations import set_area_status

    set_area_status(
        actor=house.actors.console, commune_code=MY_THUAN, status=status, from_on=TODAY, until_on=until,
        source="Thông báo thử", at=house.now,
    )  # fmt: skip


def allotted(house, activity: str) -> str:
    reference = house.approved(activity, commune=MY_THUAN)
    house.move(reference, "allot", by=house.actors.unit_officer("PA01ND"))
    return reference


def vary(house, *, by, days_later: int, way: str = "at_place", why: str = "Nhiều nhà ngập sau mưa"):
    from donghanh.apps.programmes.operations.varying import vary_activity

    vary_activity(
        actor=by, campaign_code=CAMPAIGN, activity_code="household-repairs", unit_code="PA01XT",
        days_later=days_later, way_of_delivery=way, why=why, at=house.now,
    )  # fmt: skip


def test_work_at_home_is_not_planned_for_a_day_on_which_the_commune_is_locked_down(house):
    from donghanh.apps.programmes.refusals import AreaClosed

    lock_down(house)
    reference, officer = allotted(house, "household-repairs"), house.actors.unit_officer("PA01ND")

    with pytest.raises(AreaClosed) as refused:
        house.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 23))

    assert refused.value.facts["status"] == "locked_down"
    assert house.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 24)) == "scheduled"


def test_a_crew_does_not_enter_an_area_that_closed_after_the_visit_was_planned(house):
    from donghanh.apps.programmes.refusals import AreaClosed

    reference = allotted(house, "household-repairs")
    house.move(reference, "schedule", by=house.actors.unit_officer("PA01ND"), scheduled_on=TODAY)
    lock_down(house)

    with pytest.raises(AreaClosed):
        house.move(reference, "deliver", by=house.actors.crew("PA01ND"))


def test_a_gift_is_handed_over_at_a_distance_in_a_quarantined_area(house):
    from donghanh.apps.programmes.queries.benefits import benefit_story

    lock_down(house, status="quarantined")
    reference = allotted(house, "welfare-gifts")
    house.move(reference, "schedule", by=house.actors.unit_officer("PA01ND"), scheduled_on=TODAY)

    story = benefit_story(actor=house.actors.director, reference=reference, day=TODAY)
    state = house.move(reference, "deliver", by=house.actors.crew("PA01ND"))

    assert story.safety["visit"] == "at_distance"
    assert state == "delivered"


def test_a_unit_head_may_finish_later_within_the_limits_and_the_board_follows(house):
    late_day = date(2022, 2, 1)
    before = unit_line(board(house, as_of=late_day), "household-repairs", "PA01XT").figures.status

    vary(house, by=house.actors.unit_head("PA01XT"), days_later=14)

    after = board(house, as_of=late_day)
    assert before == "late"
    assert unit_line(after, "household-repairs", "PA01XT").figures.status != "late"
    assert unit_line(after, "household-repairs", "PA01ND").figures.status == "late"
    yesterday = board(house, as_of=TODAY - timedelta(days=1))
    assert unit_line(yesterday, "household-repairs", "PA01XT").figures.days_left == 44


@pytest.mark.parametrize(
    ("days_later", "way", "why", "rule"),
    [
        (15, "at_place", "lý do", "beyond-limits"),
        (3, "by_drone", "lý do", "way-unknown"),
        (3, "at_place", " ", "reason-missing"),
        (-1, "at_place", "lý do", "days-not-possible"),
    ],
)
def test_beyond_the_limits_or_unstated_is_refused(house, days_later, way, why, rule):
    from donghanh.apps.programmes.refusals import CannotVary

    with pytest.raises(CannotVary) as refused:
        vary(house, by=house.actors.unit_head("PA01XT"), days_later=days_later, way=way, why=why)

    assert refused.value.rule == rule


def test_the_business_department_may_go_beyond_a_units_limits(house):
    from donghanh.apps.programmes.queries import plan

    vary(house, by=house.actors.business, days_later=20)

    (line,) = plan.variations(
        actor=house.actors.unit_officer("PA01XT"), campaign_code=CAMPAIGN, activity_code="household-repairs"
    )
    assert line.days_later == 20


def test_neither_an_officer_nor_the_head_of_another_unit_varies(house):
    from donghanh.apps.organisation.permissions import Forbidden

    for actor in (
        house.actors.unit_officer("PA01XT"),
        house.actors.unit_head("PA01ND"),
        house.actors.auditor,
    ):
        with pytest.raises(Forbidden):
            vary(house, by=actor, days_later=1)


def test_places_of_the_wiring_quota_go_in_the_order_of_asking(house):
    from donghanh.apps.programmes.refusals import NotNextInOrder

    officer = house.actors.unit_officer("PA01ND")
    later = house.approved("home-wiring", facts={"received_at": "2021-12-06T08:00:00+07:00"})
    earlier = house.approved("home-wiring", facts={"received_at": "2021-12-05T23:00:00+00:00"})

    with pytest.raises(NotNextInOrder) as refused:
        house.move(later, "allot", by=officer)

    assert refused.value.facts["earlier"] == earlier
    house.move(earlier, "allot", by=officer)
    assert house.move(later, "allot", by=officer) == "allotted"
