"""From receipt to household: transfers, reservations, dispatch, hand-over, return, recount, write-off."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.stock.conftest import CITY, COMPANY, DAY, SERIALS

SUBJECT = "benefit:M20-21-00001"


def send(store, quantity, **more):
    from donghanh.apps.stock.operations import Line, transfer_goods

    return transfer_goods(
        actor=store.actors.office,
        from_code=COMPANY,
        to_code=CITY,
        lines=[Line("mask", quantity)],
        at=store.now,
        **more,
    )


def test_goods_under_way_stand_in_neither_warehouse_until_they_are_accepted(store):
    from donghanh.apps.stock.operations import accept_transfer

    store.receive(1000)
    number = send(store, 400)

    assert (store.stand(COMPANY), store.stand(CITY), store.stand(CITY, kind="transit")) == (600, 0, 400)
    accept_transfer(actor=store.keeper(CITY), slip_number=number, at=store.now)
    assert (store.stand(CITY), store.stand(CITY, kind="transit")) == (400, 0)


def test_what_did_not_arrive_is_named_with_a_reason_and_more_than_was_sent_is_refused(store):
    from donghanh.apps.stock.operations import accept_transfer
    from donghanh.apps.stock.queries import equation
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(1000)
    number = send(store, 400)
    keeper = store.keeper(CITY)

    for arrived, rule in (
        ({"mask A": 401}, "more-than-was-sent"),
        ({"mask A": 390}, "reason-needed"),
        ({"mask B": 1}, "not-sent"),
    ):
        with pytest.raises(CannotMoveGoods) as refused:
            accept_transfer(actor=keeper, slip_number=number, at=store.now, arrived=arrived)
        assert refused.value.rule == rule
    accept_transfer(actor=keeper, slip_number=number, at=store.now, arrived={"mask A": 390}, why="Ướt mưa")

    with pytest.raises(CannotMoveGoods) as again:
        accept_transfer(actor=keeper, slip_number=number, at=store.now)
    assert again.value.rule == "accepted-before"
    row = equation(actor=store.actors.director).rows[0]
    assert (row.received, row.in_warehouses, row.written_off, row.holds) == (1000, 990, 10, True)


def test_who_keeps_another_warehouse_neither_sends_nor_accepts(store):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.stock.operations import accept_transfer

    store.receive(10)
    number = send(store, 5)

    for stranger in (
        store.actors.warehouse_keeper("PA01XT"),
        store.actors.unit_officer("PA01ND"),
        store.actors.auditor,
    ):
        with pytest.raises(Forbidden):
            accept_transfer(actor=stranger, slip_number=number, at=store.now)
        with pytest.raises(Forbidden):
            store.receive(5, where=CITY, by=stranger)


def test_no_more_is_reserved_than_is_free_and_the_refusal_says_where_there_is_some(store):
    from donghanh.apps.stock.refusals import NotEnoughGoods

    store.receive(100, where=CITY)
    store.receive(30)

    assert store.reserve(SUBJECT, 80) == CITY
    assert store.reserve("benefit:B", 30) == COMPANY
    with pytest.raises(NotEnoughGoods) as refused:
        store.reserve("benefit:C", 21)

    assert refused.value.facts["missing"] == 1
    assert refused.value.facts["elsewhere"] == "nowhere"
    with pytest.raises(NotEnoughGoods) as elsewhere:
        store.reserve("benefit:C", 15, where=(COMPANY,))
    assert elsewhere.value.facts["elsewhere"] == f"{CITY} 20"


def test_a_withdrawn_promise_lets_its_goods_go(store):
    from donghanh.apps.stock.operations import release_goods

    store.receive(100, where=CITY)
    store.reserve(SUBJECT, 100)

    assert release_goods(actor=store.actors.unit_officer("PA01ND"), subject=SUBJECT, at=store.now) == 100
    assert release_goods(actor=store.actors.unit_officer("PA01ND"), subject=SUBJECT, at=store.now) == 0
    assert store.reserve("benefit:B", 100) == CITY


def test_reserved_goods_are_not_sent_away_nor_given_to_a_carrier(store):
    from donghanh.apps.stock.operations import Line, dispatch_goods
    from donghanh.apps.stock.refusals import NotEnoughGoods

    store.receive(100)
    store.reserve(SUBJECT, 90)

    with pytest.raises(NotEnoughGoods):
        send(store, 11)
    with pytest.raises(NotEnoughGoods):
        dispatch_goods(
            actor=store.actors.office, takes=[(COMPANY, Line("mask", 11))], carrier="office", at=store.now
        )


def test_two_lines_of_one_item_together_take_no_more_than_is_free(store):
    from donghanh.apps.stock.operations import Line, transfer_goods
    from donghanh.apps.stock.refusals import NotEnoughGoods

    store.receive(50, lot="A")
    store.receive(50, lot="B", expires_on=date(2022, 7, 1))
    store.reserve(SUBJECT, 30)
    lines = [Line("mask", 50, lot="A"), Line("mask", 21, lot="B")]

    with pytest.raises(NotEnoughGoods) as refused:
        transfer_goods(actor=store.actors.office, from_code=COMPANY, to_code=CITY, lines=lines, at=store.now)
    assert refused.value.facts["missing"] == 1


def test_the_lot_that_expires_first_goes_out_first_and_an_expired_one_never(store):
    from donghanh.apps.stock.operations import Line, dispatch_goods, write_off_goods
    from donghanh.apps.stock.queries import carried_by
    from donghanh.apps.stock.refusals import CannotMoveGoods

    crew = store.actors.crew("PA01ND")
    store.receive(50, lot="late", expires_on=date(2022, 6, 1))
    store.receive(30, lot="soon", expires_on=date(2021, 12, 25))
    keeper, takes = store.actors.office, [(COMPANY, Line("mask", 40))]
    in_january = store.now.replace(year=2022, month=1)

    dispatch_goods(actor=keeper, takes=takes, carrier=crew.username, at=store.now)

    assert [(row.lot, row.quantity) for row in carried_by(crew)] == [("late", 10), ("soon", 30)]
    store.receive(20, lot="soon", expires_on=date(2021, 12, 25))
    with pytest.raises(CannotMoveGoods) as refused:
        dispatch_goods(
            actor=keeper, takes=[(COMPANY, Line("mask", 5, lot="soon"))], carrier=crew.username, at=in_january
        )
    assert refused.value.rule == "lot-expired"
    spoilt = [Line("mask", 20, lot="soon")]
    with pytest.raises(CannotMoveGoods):
        write_off_goods(actor=keeper, warehouse_code=COMPANY, lines=spoilt, at=in_january, why=" ")
    write_off_goods(actor=keeper, warehouse_code=COMPANY, lines=spoilt, at=in_january, why="Hết hạn")
    assert store.stand(COMPANY) == 40


def test_a_tablet_goes_from_the_company_to_a_pupil_and_every_hand_is_told(store):
    from donghanh.apps.stock.operations import (
        Line,
        accept_transfer,
        deliver_goods,
        dispatch_reserved,
        transfer_goods,
    )
    from donghanh.apps.stock.queries import custody

    keeper = store.keeper(CITY)
    store.receive(item="tablet", serials=SERIALS)
    number = transfer_goods(
        actor=store.actors.office, from_code=COMPANY, to_code=CITY, at=store.now,
        lines=[Line("tablet", 2, serials=("MTB-002", "MTB-004"))],
    )  # fmt: skip
    accept_transfer(actor=keeper, slip_number=number, at=store.now)
    store.reserve(SUBJECT, item="tablet")
    dispatch_reserved(actor=keeper, subject=SUBJECT, carrier=keeper.username, at=store.now)
    handed = deliver_goods(
        actor=keeper, subject=SUBJECT, at=store.now, signed_by="Trần Thị Mai", serial="MTB-002"
    )

    chain = custody(actor=store.actors.auditor, item_code="tablet", serial="MTB-002", day=DAY)
    assert handed.serials == ("MTB-002",)
    assert [(step.movement.kind, step.movement.to_place, step.by) for step in chain.steps] == [
        ("receipt", f"warehouse:{COMPANY}", "Test office"),
        ("transfer_out", f"transit:{CITY}", "Test office"),
        ("transfer_in", f"warehouse:{CITY}", f"Test {keeper.username}"),
        ("dispatch", f"carrier:{keeper.username}", f"Test {keeper.username}"),
        ("hand_over", f"recipient:{SUBJECT}", f"Test {keeper.username}"),
    ]
    assert chain.steps[-1].signed_by == "T••• T••• Mai"
    assert chain.is_at == f"recipient:{SUBJECT}"


def test_another_tablet_than_the_reserved_one_may_be_given_when_it_is_free(store):
    from donghanh.apps.stock.operations import deliver_goods
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(item="tablet", serials=SERIALS)
    store.reserve(SUBJECT, item="tablet")
    store.reserve("benefit:B", item="tablet")
    keeper = store.actors.warehouse_keeper("PA01ND")

    with pytest.raises(CannotMoveGoods) as refused:
        deliver_goods(actor=keeper, subject=SUBJECT, at=store.now, serial="MTB-002")
    assert refused.value.rule == "serial-not-here"
    assert deliver_goods(actor=keeper, subject=SUBJECT, at=store.now, serial="MTB-005").serials == (
        "MTB-005",
    )


def test_a_second_hand_over_for_the_same_subject_finds_nothing(store):
    from donghanh.apps.stock.operations import deliver_goods
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(100, where=CITY)
    store.reserve(SUBJECT, 40)
    officer = store.actors.unit_officer("PA01ND")

    assert deliver_goods(actor=officer, subject=SUBJECT, at=store.now).quantity == 40
    with pytest.raises(CannotMoveGoods) as refused:
        deliver_goods(actor=officer, subject=SUBJECT, at=store.now)
    assert refused.value.rule == "nothing-reserved"
    assert store.stand(CITY) == 60


def test_what_is_not_accepted_comes_back_and_stays_kept_for_the_same_subject(store):
    from donghanh.apps.stock.operations import deliver_goods, take_back_goods
    from donghanh.apps.stock.queries import handed_over, kept_for

    store.receive(100, where=CITY)
    store.reserve(SUBJECT, 40)
    officer = store.actors.unit_officer("PA01ND")
    deliver_goods(actor=officer, subject=SUBJECT, at=store.now)

    assert take_back_goods(actor=officer, subject=SUBJECT, at=store.now, why="Sai cỡ") == CITY

    assert [(one.warehouse, one.quantity) for one in kept_for(subject=SUBJECT)] == [(CITY, 40)]
    assert handed_over(prefix="benefit:M20-21-", item_code="mask") == {}
    assert deliver_goods(actor=officer, subject=SUBJECT, at=store.now).quantity == 40


def test_a_carrier_brings_back_what_he_did_not_hand_over(store):
    from donghanh.apps.stock.operations import Line, dispatch_goods, return_goods
    from donghanh.apps.stock.queries import carried_by

    store.receive(100, where=CITY)
    keeper, crew = store.keeper(CITY), store.actors.crew("PA01ND")
    dispatch_goods(actor=keeper, takes=[(CITY, Line("mask", 60))], carrier=crew.username, at=store.now)

    return_goods(actor=keeper, warehouse_code=CITY, carrier=crew.username, at=store.now, why="Không gặp")

    assert carried_by(crew) == ()
    assert store.stand(CITY) == 100


def test_who_counts_does_not_decide_and_does_not_see_what_the_ledger_says(store):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.stock.operations import Count, decide_recount, record_recount
    from donghanh.apps.stock.queries import equation, recount
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(100, where=CITY)
    keeper, head = store.keeper(CITY), store.actors.unit_head("PA01ND")
    number = record_recount(
        actor=keeper, warehouse_code=CITY, counts=[Count("mask", "A", 97)], at=store.now, key="c1"
    )

    assert (
        record_recount(
            actor=keeper, warehouse_code=CITY, counts=[Count("mask", "A", 97)], at=store.now, key="c1"
        )
        == number
    )
    assert recount(actor=keeper, number=number, day=DAY).lines[0].recorded is None
    assert recount(actor=head, number=number, day=DAY).lines[0].difference == -3
    with pytest.raises(Forbidden):
        decide_recount(actor=keeper, number=number, is_approved=True, at=store.now, why="Đúng")
    assert store.stand(CITY) == 100
    decide_recount(actor=head, number=number, is_approved=True, at=store.now, why="Đếm lại đúng 97")
    with pytest.raises(CannotMoveGoods):
        decide_recount(actor=head, number=number, is_approved=True, at=store.now, why="Lần nữa")
    assert store.stand(CITY) == 97
    assert equation(actor=store.actors.director).holds


def test_material_of_a_repair_leaves_the_units_own_warehouse(store):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.stock.operations import Line, use_material
    from donghanh.apps.stock.queries import handed_over

    store.receive(10, item="welfare-gift", where=CITY)
    asked = {
        "warehouse_code": CITY,
        "subject": "work:W-1",
        "lines": [Line("welfare-gift", 3)],
        "at": store.now,
    }

    first = use_material(actor=store.actors.crew("PA01ND"), key="k", **asked)

    assert use_material(actor=store.actors.crew("PA01ND"), key="k", **asked) == first
    assert handed_over(prefix="work:", item_code="welfare-gift") == {"work:W-1": 3}
    with pytest.raises(Forbidden):
        use_material(actor=store.actors.crew("PA01XT"), **asked)
