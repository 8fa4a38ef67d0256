"""A promise and its goods move together; reported = receipts = hand-overs; masks are shared out by a rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, XUAN_CHAU, House
from tests.apps.stock.conftest import CITY, COMPANY, SERIALS, Store, stocked

VISIT = date(2021, 12, 20)


@pytest.fixture
def store(house: House) -> Store:
    return stocked(house.actors, house.now)


def move(
    house: House, reference: str, name: str, by: str = "unit_officer", unit: str = "PA01ND", **more: Any
) -> str:
    if name == "schedule":
        more["scheduled_on"] = VISIT
    return house.move(reference, name, by=getattr(house.actors, by)(unit), **more)


def delivered(house: House, activity: str, by: str = "crew", **more: Any) -> str:
    reference = house.approved(activity, **more)
    move(house, reference, "allot")
    move(house, reference, "schedule")
    move(house, reference, "deliver", by)
    return reference


def told(house: House, activity: str, actor: Any = None) -> Any:
    from donghanh.apps.programmes.queries.goods import equation

    rows = equation(actor=actor or house.actors.director, campaign_code=CAMPAIGN, as_of=VISIT)
    return next(row for row in rows if row.activity_code == activity)


def verified_request(
    house: House, quantity: int, *, kind: str = "area", commune: str = MY_THUAN, name: str = "Khu vực"
):
    return house.verified("masks", quantity=quantity, kind=kind, commune=commune, name=f"{name} {quantity}")


def share_out(house: House, **more: Any) -> Any:
    from donghanh.apps.programmes.operations.allocating import allocate_goods

    return allocate_goods(
        actor=house.actors.business, campaign_code=CAMPAIGN, activity_code="masks", at=house.now, **more
    )


def test_an_activity_whose_item_never_came_in_goes_on_without_a_ledger(house, store):
    reference = delivered(house, "welfare-gifts")

    assert move(house, reference, "confirm_receipt") == "received"
    assert not told(house, "welfare-gifts").keeps_stock


def test_reported_is_confirmed_is_moved_and_what_waits_for_its_receipt_is_named(house, store):
    store.receive(10, item="welfare-gift", where=CITY)
    first, second = delivered(house, "welfare-gifts", name="A"), delivered(house, "welfare-gifts", name="B")
    move(house, first, "confirm_receipt")

    found = told(house, "welfare-gifts")

    assert (found.reported, found.confirmed, found.handed_over, found.awaiting) == (1, 1, 2, 1)
    assert [(one.reference, one.rule) for one in found.differences] == [(second, "awaiting-receipt")]
    assert found.holds
    assert store.stand(CITY, "welfare-gift") == 8


def test_a_delivery_from_before_the_ledger_is_named_as_a_receipt_without_a_movement(house, store):
    early = delivered(house, "welfare-gifts")
    move(house, early, "confirm_receipt")
    store.receive(10, item="welfare-gift", where=CITY)

    found = told(house, "welfare-gifts")

    assert not found.holds
    assert [(one.reference, one.rule) for one in found.differences] == [(early, "receipt-without-movement")]


def test_a_promise_without_goods_is_refused_saying_what_is_missing_and_where_there_is_some(house, store):
    from donghanh.apps.programmes.queries.benefits import benefit_story
    from donghanh.apps.stock.refusals import NotEnoughGoods

    store.receive(3, item="welfare-gift", where="KHO-PA01XT")
    reference = house.approved("welfare-gifts")

    with pytest.raises(NotEnoughGoods) as refused:
        move(house, reference, "allot")

    story = benefit_story(actor=house.actors.director, reference=reference, day=VISIT)
    assert (refused.value.facts["missing"], refused.value.facts["elsewhere"]) == (1, "KHO-PA01XT 3")
    assert story.line.state == "approved"


def test_goods_come_from_the_units_own_warehouse_before_the_companys(house, store):
    from donghanh.apps.stock.queries import kept_for

    store.receive(1, item="welfare-gift", where=CITY)
    store.receive(5, item="welfare-gift", where=COMPANY)
    references = [house.approved("welfare-gifts", name=name) for name in "AB"]
    for reference in references:
        move(house, reference, "allot")

    kept = [kept_for(subject=f"benefit:{reference}")[0].warehouse for reference in references]
    assert kept == [CITY, COMPANY]


@pytest.mark.parametrize(
    ("ending", "by"),
    [("withdraw", "unit_officer"), ("replace", "unit_head"), ("declare_unclaimed", "unit_head")],
)
def test_a_promise_that_ends_lets_its_goods_go(house, store, ending, by):
    from donghanh.apps.stock.queries import kept_for

    store.receive(1, item="welfare-gift", where=CITY)
    reference, other = house.approved("welfare-gifts", name="A"), house.approved("welfare-gifts", name="B")
    move(house, reference, "allot")

    move(house, reference, ending, by, why="Gia đình xin rút")

    assert kept_for(subject=f"benefit:{reference}") == ()
    assert move(house, other, "allot") == "allotted"


def test_what_is_sent_back_lies_in_its_warehouse_again_and_is_delivered_anew(house, store):
    store.receive(1, item="welfare-gift", where=CITY)
    reference = delivered(house, "welfare-gifts")
    assert store.stand(CITY, "welfare-gift") == 0

    move(house, reference, "send_back", why="Hộp quà bị móp")
    assert store.stand(CITY, "welfare-gift") == 1
    move(house, reference, "deliver", "crew")
    move(house, reference, "confirm_receipt")

    assert told(house, "welfare-gifts").holds


def test_the_number_of_the_tablet_that_was_given_stands_in_the_promises_story(house, store):
    from donghanh.apps.programmes.queries.benefits import benefit_story
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(item="tablet", serials=SERIALS, where=CITY)
    reference = house.approved("tablets")
    move(house, reference, "allot")
    move(house, reference, "schedule")

    with pytest.raises(CannotMoveGoods):
        move(house, reference, "deliver", "warehouse_keeper", facts={"serial": "MTB-999"})
    move(
        house, reference, "deliver", "warehouse_keeper", facts={"serial": "MTB-003", "signed_by": "Lê Văn An"}
    )

    story = benefit_story(actor=house.actors.director, reference=reference, day=VISIT)
    assert story.moves[-1].facts["serials"] == ["MTB-003"]


def test_evidence_of_another_promise_proves_nothing_here(house, store):
    from donghanh.apps.programmes.refusals import Refused

    store.receive(1, item="welfare-gift", where=CITY)
    reference = house.approved("welfare-gifts")
    move(house, reference, "allot")
    move(house, reference, "schedule")

    with pytest.raises(Refused) as refused:
        move(house, reference, "deliver", "crew", facts={"evidence": 7})
    assert refused.value.rule == "evidence-unknown"


def test_masks_that_run_short_go_to_closed_areas_first_and_the_asked_stays_visible(house, store):
    from donghanh.apps.organisation.operations import set_area_status
    from donghanh.apps.programmes.models import Benefit
    from donghanh.apps.programmes.queries.goods import goods_facts

    store.receive(2700)
    set_area_status(
        actor=house.actors.business, commune_code=XUAN_CHAU, status="locked_down", from_on=date(2021, 12, 18),
        until_on=date(2022, 1, 5), source="Thông báo thử", at=house.now,
    )  # fmt: skip
    school = verified_request(house, 600, kind="school")
    closed = verified_request(house, 500, commune=XUAN_CHAU)

    made = share_out(house)

    rows = {row.reference: row for row in Benefit.objects.filter(activity__code="masks")}
    assert (made.asked, made.granted, made.answered) == (1100, 700, 2)
    assert [(rows[one].quantity_asked, rows[one].quantity) for one in (closed, school)] == [
        (500, 500),
        (600, 200),
    ]
    assert [grant.reason for grant in rows[school].grants.all()] == ["share-of-class"]
    facts = next(
        one for one in goods_facts(house.actors.director, CAMPAIGN, VISIT) if one.activity_code == "masks"
    )
    assert (facts.asked, facts.received, facts.in_warehouses) == (1100, 2700, 2700)


def test_a_request_is_approved_only_when_a_round_has_answered_it(house, store):
    from donghanh.apps.programmes.operations.approving import approve_list
    from donghanh.apps.programmes.queries.lists import frozen_list
    from donghanh.apps.programmes.refusals import QuotaFull

    store.receive(2200)
    first = verified_request(house, 300, kind="school")
    asked = {"actor": house.actors.business, "campaign_code": CAMPAIGN, "activity_code": "masks"}

    with pytest.raises(QuotaFull) as refused:
        approve_list(at=house.now, **asked)
    share_out(house)
    late = verified_request(house, 400, kind="school")
    number = approve_list(at=house.now, **asked)

    frozen = frozen_list(number=number, **asked)
    assert refused.value.rule == "not-allocated"
    assert [(row["reference"], row["quantity"]) for row in frozen.rows] == [(first, 200)]
    with pytest.raises(QuotaFull):
        house.move(late, "approve", by=house.actors.unit_head("PA01ND"))


def test_a_second_round_shares_out_what_is_left_and_what_has_come_in(house, store):
    from donghanh.apps.programmes.refusals import CannotAllocate

    store.receive(2100)
    first = verified_request(house, 500, kind="school")
    assert share_out(house).granted == 100
    house.move(first, "approve", by=house.actors.unit_head("PA01ND"))
    verified_request(house, 200, kind="school")

    with pytest.raises(CannotAllocate) as refused:
        share_out(house)
    store.receive(300, lot="B", expires_on=date(2022, 7, 1))
    second = share_out(house)

    assert refused.value.rule == "nothing-to-give"
    assert (second.number, second.granted) == (2, 200)


def test_a_round_is_refused_when_it_is_no_longer_what_was_looked_at_and_by_who_may_not(house, store):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.programmes.operations.allocating import allocate_goods
    from donghanh.apps.programmes.queries.allocations import allocation_preview
    from donghanh.apps.programmes.refusals import CannotAllocate

    store.receive(3000)
    verified_request(house, 300, kind="school")
    where = {"campaign_code": CAMPAIGN, "activity_code": "masks"}
    seen = allocation_preview(actor=house.actors.auditor, day=VISIT, **where)
    verified_request(house, 500, kind="school")

    with pytest.raises(CannotAllocate):
        share_out(house, expected_digest=seen.digest)
    for stranger in (house.actors.unit_head("PA01ND"), house.actors.auditor):
        with pytest.raises(Forbidden):
            allocate_goods(actor=stranger, at=house.now, **where)
    with pytest.raises(Forbidden):
        allocation_preview(actor=house.actors.unit_officer("PA01ND"), day=VISIT, **where)


def test_a_unit_reckons_with_the_promises_in_its_sight_alone(house, store):
    store.receive(5, item="welfare-gift", where=CITY)
    delivered(house, "welfare-gifts")

    assert told(house, "welfare-gifts", house.actors.unit_officer("PA01XT")).handed_over == 0
    assert told(house, "welfare-gifts", house.actors.unit_officer("PA01ND")).handed_over == 1
