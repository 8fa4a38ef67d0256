"""From the application to the contract in force, on a moving clock."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.requests.conftest import UNIT
from tests.apps.supply.street import bills, read

from donghanh.apps.customers.models import Customer
from donghanh.apps.metering.models import Meter, MeteringPoint
from donghanh.apps.metering.operations import CannotOpenPoint
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.requests.models import Case
from donghanh.apps.supply.models import Supply, SupplyStep
from donghanh.apps.supply.queries import supply_list
from donghanh.apps.supply.refusals import CannotTakeStep, NotFound


def test_a_household_applies_and_in_the_end_a_contract_is_in_force(desk):
    code = desk.apply().code
    due_at = Case.objects.get(code=code).due_at
    assert desk.supply(code).row.next_step == "check"

    for hours, step in enumerate(("check", "survey", "offer", "sign"), start=1):
        desk.later(minutes=10 * hours)
        desk.step(code, step)
    desk.later(days=2)
    desk.step(code, "order")
    desk.step(code, "set_meter", set_on="2021-12-22")
    desk.step(code, "first_reading")
    assert Case.objects.get(code=code).state == "under_way"
    assert desk.step(code, "in_force", in_force_on="2021-12-22") == "confirm"

    page = desk.supply(code)
    customer = Customer.objects.get(code=page.customer_code)
    meter = Meter.objects.get(serial="CT0001")
    assert (customer.unit_id, customer.name, customer.commune_id) == (UNIT, "Hộ thử 1", "13732")
    assert customer.contract_from.isoformat() == "2021-12-22"
    assert not customer.consent_sms
    assert MeteringPoint.objects.get(code=page.point_code).customer_id == customer.pk
    assert [(one.register, one.opening_index) for one in meter.registers.all()] == [("all", 12)]
    assert list(meter.readings.values_list("kind", "read_on", "index")) == [
        ("opening", date(2021, 12, 22), 12)
    ]
    assert _first_bill(desk, customer.code) == 30
    case = Case.objects.get(code=code)
    assert (case.state, case.due_at, case.answered_at) == ("answered", due_at, desk.now)
    assert "đã có hiệu lực" in case.answers.last().text
    assert [step.standing for step in page.steps].count("done") == 9
    assert page.steps[2].by == desk.clerk.full_name
    assert page.steps[2].facts["cable_m"] == "24.5"

    desk.do("confirm_solved_by_word", code, why="gọi điện")
    assert desk.supply(code).row.next_step == ""


def _first_bill(desk, customer: str) -> int:
    """kWh of the first bill, once the book has been read on the very next reading day."""
    desk_day = date(2022, 1, 5)
    read(desk.actors, desk.later(days=20), serial="CT0001", day=desk_day, index=42)
    desk.later(days=-20)
    return bills(date(2022, 1, 1))[customer]


def test_steps_are_taken_in_their_order_and_once(desk):
    code = desk.apply().code

    with pytest.raises(CannotTakeStep, match="'check' comes first"):
        desk.step(code, "survey")
    desk.step(code, "check", key="click")
    desk.step(code, "check", key="click")
    desk.step(code, "survey", key="one")
    desk.step(code, "survey", key="one")
    with pytest.raises(CannotTakeStep) as again:
        desk.step(code, "survey", key="another")

    assert again.value.rule == "step-taken"
    assert list(SupplyStep.objects.values_list("step", flat=True)) == ["apply", "check", "survey"]


@pytest.mark.parametrize(
    ("step", "facts", "rule"),
    [
        ("survey", {"surveyed_on": "2021-12-21"}, "day-to-come"),
        ("survey", {"crew": " "}, "fact-missing"),
        ("survey", {"can_supply": "maybe"}, "fact-wrong"),
        ("survey", {"colour": "red"}, "fact-unknown"),
        ("offer", {"amount_dong": "-5"}, "fact-wrong"),
        ("set_meter", {"digits": "2"}, "digits-wrong"),
        ("first_reading", {"index": "100000"}, "index-too-long"),
        ("in_force", {"in_force_on": "2021-12-19"}, "day-before-meter"),
        ("in_force", {"book": "PA01XTS05"}, "no-book"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_and_nothing_is_written(desk, step, facts, rule):
    code = desk.apply().code
    while desk.supply(code).row.next_step != step:
        desk.step(code, desk.supply(code).row.next_step)

    with pytest.raises((CannotTakeStep, CannotOpenPoint)) as refused:
        desk.step(code, step, **facts)

    assert refused.value.rule == rule
    assert desk.supply(code).row.next_step == step
    assert not Customer.objects.exists()


def test_a_paused_case_takes_no_step_and_a_withdrawn_one_never_again(desk):
    code = desk.apply().code
    desk.stepped(code, until="survey")
    desk.do("pause_case", code, reason="nobody_home", why="vắng", attachments=[desk.proof()])
    with pytest.raises(CannotTakeStep) as paused:
        desk.step(code, "offer")
    assert paused.value.rule == "clock-stands"

    desk.do("withdraw_case", code, why="không làm nữa")

    with pytest.raises(CannotTakeStep) as refused:
        desk.step(code, "offer")

    assert refused.value.rule == "supply-over"


def test_another_unit_sees_nothing_and_takes_no_step(desk, actors):
    code = desk.apply().code
    stranger = actors.unit_officer("PA01XT")

    assert supply_list(actor=stranger, now=desk.now).total == 0
    assert supply_list(actor=desk.clerk, now=desk.now).by_step == (("check", 1),)
    with pytest.raises(NotFound):
        desk.supply(code, actor=stranger)
    with pytest.raises(NotFound):
        desk.step(code, "check", actor=stranger)
    with pytest.raises(Forbidden):
        desk.supply(code, actor=actors.crew(UNIT))
    with pytest.raises(Forbidden):
        desk.step(code, "check", actor=actors.auditor)


def test_an_incomplete_application_has_no_step_until_its_papers_are_there(desk):
    code = desk.apply(is_complete=False).code
    assert desk.supply(code).row.next_step == "apply"

    desk.later(days=1)
    desk.do("complete_application", code)

    page = desk.supply(code)
    assert (page.row.next_step, page.arrived_at) == ("check", desk.now)


def test_a_service_whose_registers_are_kept_elsewhere_only_records_its_steps(desk):
    code = desk.open("CHANGE_PURPOSE", fields={"customer_code": "PA01ND0000001"}, is_complete=True).code
    assert desk.supply(code).writes == "none"

    for step in ("check", "survey"):
        desk.step(code, step)
    desk.step(code, "change_contract", contract_number="PL-1")
    desk.step(code, "update")
    assert desk.step(code, "tell") == "confirm"

    assert Case.objects.get(code=code).state == "answered"
    assert not Customer.objects.exists()


def test_a_question_about_a_bill_is_no_supply(desk):
    desk.open("BILL_QUERY")

    assert not Supply.objects.exists()


def test_a_case_from_before_there_were_supplies_is_followed_from_its_next_move(desk, monkeypatch):
    from donghanh.apps.requests import ports

    with monkeypatch.context() as before:
        before.setattr(ports._PLUGS, "moved", lambda _: None)
        code = desk.apply().code
        desk.do("accept_case", code)
        assert not Supply.objects.exists()

    desk.do("start_case", code)

    assert desk.supply(code).row.next_step == "survey"
