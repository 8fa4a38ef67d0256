"""Each chain from application to end, on a moving clock: what the registers say, and what is billed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.requests.conftest import UNIT
from tests.apps.supply.street import CHAINS, SERIAL, a_home, bills, read

from donghanh.apps.customers.models import Customer
from donghanh.apps.customers.operations import CannotEndContract
from donghanh.apps.metering.models import Meter, MeteringPoint, MeterPlace, PointCapacity, Reading
from donghanh.apps.metering.operations import CannotHang, settle_meter_test, switch_point
from donghanh.apps.metering.queries import meter_tests, points_of_customer
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.requests.models import Case
from donghanh.apps.supply.refusals import CannotTakeStep

DECEMBER, JANUARY = date(2021, 12, 1), date(2022, 1, 1)
END = date(2021, 12, 21)


@pytest.fixture
def home(desk):
    return a_home(desk.actors, desk.now)


@pytest.fixture
def asked(desk, home):
    """Open a case of a service for the home; answers its code."""

    def ask(service: str, **fields: str) -> str:
        return desk.open(service, fields={"customer_code": home.customer, **fields}, is_complete=True).code

    return ask


@pytest.fixture
def goes(desk):
    """Take the steps of a chain up to and including one; `more` are its own facts by step."""

    def go(code: str, until: str, **more: dict[str, object]) -> str:
        following = desk.supply(code).row.next_step
        while following:
            step = following
            following = desk.step(code, step, **{**CHAINS.get(step, {}), **more.get(step, {})})
            if step == until:
                break
        return following

    return go


def test_a_transfer_ends_one_contract_and_begins_the_next_and_each_is_billed_its_own_part(
    desk, home, asked, goes
):
    code = asked("CONTRACT_TRANSFER", new_owner="Chủ Mới", new_owner_phone="0922222222")
    goes(code, "tell", update={"new_name": "Chủ Mới", "new_phone": "0922222222"})

    page = desk.supply(code)
    old, new = Customer.objects.get(code=home.customer), Customer.objects.get(code=page.customer_code)
    assert (old.contract_until, new.contract_from, new.contract_until) == (END, END, None)
    assert (new.name, new.address, new.commune_id) == ("Chủ Mới", old.address, old.commune_id)
    days = Meter.objects.filter(serial=SERIAL).order_by("from_on").values_list("from_on", "until_on")
    assert list(days) == [(DECEMBER, END), (END, None)]
    assert page.effect["old_point"] == home.point
    assert Case.objects.get(code=code).state == "answered"
    assert bills(DECEMBER) == {home.customer: 50}

    desk.later(days=20)
    read(desk.actors, desk.now, serial=SERIAL, day=date(2022, 1, 5), index=180)
    assert bills(JANUARY) == {new.code: 30}


def test_the_same_person_is_no_new_owner_and_a_click_sent_twice_transfers_once(desk, home, asked, goes):
    code = asked("CONTRACT_TRANSFER", new_owner="Chủ Mới", new_owner_phone="0922222222")
    goes(code, "change_contract")

    with pytest.raises(CannotTakeStep) as same:
        desk.step(code, "update", new_name="chu cu", new_phone="0911111111")
    assert same.value.rule == "same-customer"
    for _ in range(2):
        desk.step(code, "update", key="click", new_name="Chủ Mới")

    assert Customer.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"index": "99"}, "index-below-last"),
        ({"index": "100000"}, "index-too-long"),
        ({"index": "1000000000000"}, "fact-wrong"),
        ({"index": "9" * 5_000}, "fact-wrong"),
        ({"index": "1e12"}, "fact-wrong"),
        ({"index": "-1"}, "fact-wrong"),
        ({"index": "\u0661\u0662\u0663"}, "fact-wrong"),
        ({"read_on": "2021-11-20"}, "day-before-contract"),
        ({"read_on": "2021-12-21"}, "day-to-come"),
        ({"read_on": "2021-02-29"}, "fact-wrong"),
    ],
)
def test_a_closing_reading_that_cannot_be_is_refused_as_soon_as_it_is_told(desk, home, asked, facts, rule):
    code = asked("TERMINATE_CONTRACT", closing_on="2021-12-20")
    desk.step(code, "check")

    with pytest.raises((CannotTakeStep, CannotHang, CannotEndContract)) as refused:
        desk.step(code, "read", **{**CHAINS["read"], **facts})

    assert refused.value.rule == rule
    assert desk.supply(code).row.next_step == "read"


def test_a_terminated_contract_is_billed_a_last_time_and_its_point_is_free(desk, home, asked, goes):
    code, twin = asked("TERMINATE_CONTRACT"), asked("TERMINATE_CONTRACT")
    goes(twin, "read")
    goes(code, "tell")

    assert Customer.objects.get(code=home.customer).contract_until == END
    assert [one.serial for one in points_of_customer(customer_code=home.customer)] == [""]
    assert bills(DECEMBER) == {home.customer: 50}
    assert bills(JANUARY) == {}
    with pytest.raises(CannotTakeStep) as again:
        goes(twin, "tell")
    assert again.value.rule == "contract-ended"

    # The meter is free: it may hang elsewhere.
    other = a_home(desk.actors, desk.later(days=1), serial="CT7002", name="Nhà Khác")
    assert Meter.objects.get(point__code=other.point).serial == "CT7002"


def test_a_new_capacity_holds_from_the_day_of_the_work_with_a_new_meter(desk, home, asked, goes):
    code = asked("CHANGE_CAPACITY_RURAL", new_capacity_kw="7,5", phases="three")
    desk.step(code, "check")
    assert [one.proposed for one in desk.supply(code).asks if one.code == "capacity_kw"] == []
    new = {"serial": "CT8001", "digits": "6", "closing_index": "140"}
    with pytest.raises(CannotTakeStep) as partly:
        goes(code, "work", work={"serial": "CT8001"})
    assert partly.value.rule == "new-meter-partly"
    goes(code, "work", work=new)
    proposed = {one.code: one.proposed for one in desk.supply(code).asks}
    assert proposed["capacity_kw"] == "7,5"
    goes(code, "first_reading", first_reading={"index": "3", "capacity_kw": "7,5", "phases": "three"})

    capacity = PointCapacity.objects.get(point__code=home.point)
    assert (capacity.capacity_w, capacity.phase_count, capacity.from_on) == (7500, 3, date(2021, 12, 20))
    assert capacity.about == f"request:{code}"
    desk.later(days=20)
    read(desk.actors, desk.now, serial="CT8001", day=date(2022, 1, 5), index=23)
    assert bills(JANUARY) == {home.customer: 40 + 20}


def test_a_moved_meter_has_an_index_on_either_side_and_is_read_where_it_hangs(desk, home, asked, goes):
    code = asked("METER_MOVE", new_place="Cột 12")
    facts = {"new_place": "Cột 12", "closing_index": "140", "opening_index": "139"}
    with pytest.raises(CannotHang) as back:
        goes(code, "work", work=facts)
    assert back.value.rule == "index-below-closing"
    goes(code, "tell", work={**facts, "opening_index": "140"})

    assert MeterPlace.objects.get(point__code=home.point).place == "Cột 12"
    shown = Reading.objects.filter(meter__serial=SERIAL).order_by("id").values_list("kind", "index")
    assert list(shown) == [("opening", 100), ("swap", 140), ("opening", 140)]
    desk.later(days=20)
    read(desk.actors, desk.now, serial=SERIAL, day=date(2022, 1, 5), index=200)
    assert bills(JANUARY) == {home.customer: 100}


def test_a_meter_outside_its_class_leaves_a_correction_to_be_made_and_one_pointer(desk, home, asked, goes):
    code = asked("METER_CHECK")
    facts = {
        "tested_on": "2021-12-20", "error_percent": "-2,35", "accuracy_class": "2", "within_class": "no",
        "paper": "BB-17",
    }  # fmt: skip
    goes(code, "answer", test=facts)

    (test,) = meter_tests(actor=desk.clerk, is_open=True)
    assert (test.error_milli_percent, test.is_within_class, test.about) == (-2350, False, f"request:{code}")
    stranger = desk.actors.unit_officer("PA01XT")
    assert meter_tests(actor=stranger) == ()
    with pytest.raises(NotFound):
        settle_meter_test(actor=stranger, number=test.number, pointer="HĐ-1", why="x", at=desk.now)
    settle_meter_test(actor=desk.clerk, number=test.number, pointer="HĐ-1", why="giảm", at=desk.now)
    with pytest.raises(CannotHang, match="settled already"):
        settle_meter_test(actor=desk.clerk, number=test.number, pointer="HĐ-2", why="giảm", at=desk.now)

    assert meter_tests(actor=desk.clerk, is_open=True) == ()
    assert meter_tests(actor=desk.clerk)[0].pointer == "HĐ-1"
    with pytest.raises(Forbidden):
        meter_tests(actor=desk.actors.crew(UNIT))


def test_a_supply_for_a_time_has_its_last_day_and_ends_without_the_customers_word(desk):
    fields = {"purpose": "business", "capacity_kw": "5", "until_on": "2022-01-10"}
    code = desk.apply(service="TEMP_SUPPLY_LV", fields=fields, is_complete=True).code
    desk.stepped(code, until="first_reading")
    with pytest.raises(CannotTakeStep) as before:
        desk.step(code, "in_force", ends_on="2021-12-19")
    assert before.value.rule == "end-before-begin"
    desk.step(code, "in_force", ends_on="2022-01-10")

    page = desk.supply(code)
    point = MeteringPoint.objects.get(code=page.point_code)
    assert (point.customer.contract_until, point.category) == (date(2022, 1, 11), "business")
    assert PointCapacity.objects.get(point=point).capacity_w == 5000
    assert (page.row.next_step, page.step) == ("confirm", "end")

    desk.later(days=22)
    with pytest.raises(CannotEndContract) as after:
        desk.step(code, "end", read_on="2022-01-11", index="60")
    assert after.value.rule == "day-after-contract"
    desk.step(code, "end", read_on="2022-01-10", index="62")
    assert bills(JANUARY) == {page.customer_code: 50}
    with pytest.raises(CannotTakeStep) as again:
        desk.step(code, "end", read_on="2022-01-10", index="62")
    assert again.value.rule == "step-taken"

    desk.do("confirm_solved_by_word", code, why="gọi điện")
    assert desk.supply(code).row.next_step == ""


def test_a_supply_that_was_cut_is_on_again_and_one_that_is_on_is_not_reconnected(desk, home, asked, goes):
    code = asked("RECONNECT_ON_REQUEST")
    desk.step(code, "check")
    with pytest.raises(CannotTakeStep) as on:
        desk.step(code, "debt")
    assert on.value.rule == "supply-is-on"
    cut = {"actor": desk.clerk, "point_code": home.point, "is_on": False, "on_day": date(2021, 12, 18)}
    switch_point(**cut, why="nợ tiền điện", at=desk.now)
    with pytest.raises(CannotHang, match="cut off already"):
        switch_point(**cut, why="nợ tiền điện", at=desk.now)

    goes(code, "tell")

    assert points_of_customer(customer_code=home.customer)[0].is_on


def test_households_that_share_a_meter_are_counted_from_a_day_on(desk, home, asked, goes):
    code = asked("CHANGE_QUOTA", households="3")
    goes(code, "tell", update={"from_on": "2021-12-15", "households": "3"})

    counts = MeteringPoint.objects.get(code=home.point).household_counts.order_by("from_on")
    assert [one.quota_quarters for one in counts] == [4, 12]


def test_a_customer_of_another_unit_or_of_nowhere_is_not_found(desk, home):
    for customer in ("PA01ND9999999", "PA01XT0000001", ""):
        code = desk.open("METER_MOVE", fields={"customer_code": customer}, is_complete=True).code
        desk.step(code, "check")
        with pytest.raises(CannotTakeStep) as refused:
            desk.step(code, "survey", **CHAINS["survey"])
        assert refused.value.rule in ("customer-unknown", "customer-missing")


def test_a_clerk_cannot_answer_or_close_the_case_before_its_chain_has_ended(desk, home, asked, goes):
    code = asked("METER_MOVE")
    desk.step(code, "check")

    with pytest.raises(CannotTakeStep) as refused:
        desk.do("answer_case", code, text="Đã xong.")

    assert refused.value.rule == "steps-missing"
    assert refused.value.facts["missing"] == "survey, offer, order, work, tell"
    assert Case.objects.get(code=code).state == "accepted"
