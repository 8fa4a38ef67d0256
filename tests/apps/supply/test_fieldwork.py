"""Crews are sent by works orders: the hand-over takes the step; who may not see them, who recalls them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.requests.conftest import UNIT
from tests.apps.supply.street import CHAINS, a_home
from tests.apps.works.conftest import VISIT_DAY, Field

from donghanh.apps.metering.operations import CannotHang
from donghanh.apps.metering.queries import points_of_customer
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.requests.operations import withdraw_by_customer
from donghanh.apps.supply.models import SupplyStep, WiringOffer
from donghanh.apps.supply.operations import answer_offer_by_customer
from donghanh.apps.works.models import WorkOrder
from donghanh.apps.works.operations import plan_visit
from donghanh.apps.works.queries import field_day, may_see_order


@pytest.fixture
def phone(desk) -> Field:
    """A crew of the unit with its telephone, and that of another unit."""
    desk.actors.crew(UNIT)
    return Field(desk.actors, desk.now)


def test_a_survey_and_the_meter_are_done_by_a_crew_whose_hand_over_takes_the_steps(desk, phone):
    code = desk.apply().code
    desk.step(code, "check")
    order = desk.supply(code).order
    plan_visit(actor=desk.clerk, reference=order, day=VISIT_DAY, at=desk.now)
    assert not may_see_order(desk.actors.crew("PA01XT"), order)
    assert may_see_order(desk.actors.crew(UNIT), order)
    (visit,) = field_day(actor=desk.actors.crew(UNIT), day=VISIT_DAY).visits
    assert [one["code"] for one in visit.asks] == ["can_supply", "cable_m"]

    phone.send_all(order)
    with pytest.raises(Refused) as missing:
        phone.send(order, "finished")
    assert missing.value.rule == "answer-missing"
    phone.send(order, "finished", can_supply="yes", name="right")

    step = SupplyStep.objects.get(step="survey")
    crew = desk.actors.crew(UNIT)
    assert (step.by_id, step.as_role, step.facts["crew"]) == (crew.staff_id, "crew", crew.full_name)
    assert step.facts["surveyed_on"] == VISIT_DAY.isoformat()
    assert (desk.supply(code).row.next_step, desk.supply(code).order) == ("offer", "")

    desk.later(days=2)
    phone.now += timedelta(days=2)
    for name in ("offer", "sign"):
        desk.step(code, name)
    desk.step(code, "order", planned_on="2021-12-24")
    order = desk.supply(code).order
    told = {"serial": "CT0001", "digits": "5", "index": "4"}
    _all(phone, order, date(2021, 12, 24))
    phone.send(order, "finished", at=phone.now + timedelta(days=2), **told)

    assert desk.supply(code).row.next_step == "in_force"
    assert SupplyStep.objects.get(step="first_reading").facts == {"index": "4"}


def test_a_crew_switches_on_again_and_what_the_registers_refuse_undoes_the_hand_over(desk, phone):
    from donghanh.apps.metering.operations import switch_point

    home = a_home(desk.actors, desk.now)
    code = desk.open("METER_MOVE", fields={"customer_code": home.customer}, is_complete=True).code
    for name in ("check", "survey", "offer"):
        desk.step(code, name, **CHAINS.get(name, {}))
    desk.step(code, "order", planned_on=VISIT_DAY.isoformat())
    order = desk.supply(code).order
    phone.send_all(order)
    wrong = {"new_place": "Cột 9", "closing_index": "99", "opening_index": "99"}
    with pytest.raises(CannotHang) as refused:
        phone.send(order, "finished", **wrong)
    assert refused.value.rule == "index-below-last"
    assert WorkOrder.objects.get(reference=order).state == "under_way"
    phone.send(order, "finished", **{**wrong, "closing_index": "120", "opening_index": "120"})
    assert points_of_customer(customer_code=home.customer)[0].place == "Cột 9"

    switch_point(
        actor=desk.clerk, point_code=home.point, is_on=False, on_day=date(2021, 12, 20), why="nợ", at=desk.now
    )
    code = desk.open("RECONNECT_AFTER_PAY", fields={"customer_code": home.customer}).code
    desk.step(code, "debt")
    desk.step(code, "order", planned_on=VISIT_DAY.isoformat())
    order = desk.supply(code).order
    phone.send_all(order)
    phone.send(order, "finished")
    phone.send(order, "finished")

    assert points_of_customer(customer_code=home.customer)[0].is_on
    assert SupplyStep.objects.filter(step="work", supply__case_code=code).count() == 1


def test_a_step_that_is_recorded_at_the_desk_closes_the_order(desk, phone):
    code = desk.apply().code
    desk.step(code, "check")
    desk.step(code, "survey")

    assert WorkOrder.objects.get(subject=f"supply:{code}").state == "closed"


def test_withdrawing_the_case_recalls_the_crew_and_gives_the_place_back(desk, few_places, phone):
    few_places(1)
    first, second = desk.apply(1), desk.apply(2)
    desk.step(first.code, "check")
    answer_offer_by_customer(tracking_code=first.tracking_code, word="accepted", now=desk.now)

    withdraw_by_customer(tracking_code=first.tracking_code, why="không làm nữa", now=desk.now)

    order = WorkOrder.objects.get(subject=f"supply:{first.code}")
    assert (order.state, order.moves.last().as_role) == ("cancelled", "customer")
    assert desk.supply(first.code).row.is_over
    states = dict(WiringOffer.objects.values_list("supply__case_code", "state"))
    assert states == {first.code: "lapsed", second.code: "offered"}
    assert Benefit.objects.get().state == "withdrawn"


def _all(phone: Field, order: str, day: date) -> None:
    from tests.apps.works.conftest import picture

    crew, at = phone.actors.crew(UNIT), phone.now + timedelta(days=2)
    visit = next(one for one in field_day(actor=crew, day=day).visits if one.order == order)
    for step in visit.steps:
        phone.send(order, "step_done", at=at, step=step["code"])
        if step["needs_photo"]:
            phone.send(order, "photo", at=at, content=picture("blue"), step=step["code"])
    phone.send(order, "photo_after", at=at, content=picture("green"))
    phone.send(order, "signature", at=at, content=picture("white"), signer="Bà Hộ Thử")
