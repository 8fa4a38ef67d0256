"""Who sees which goods; a warehouse follows its unit into the successor; an equation is the company's."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.stock.conftest import CITY, COMPANY, DAY, FAR, SERIALS


def test_a_keeper_sees_the_own_warehouse_and_what_is_on_the_way_to_it(store):
    from donghanh.apps.stock.operations import Line, transfer_goods
    from donghanh.apps.stock.queries import levels, open_transfers, warehouses

    store.receive(100)
    store.receive(7, where=FAR)
    transfer_goods(
        actor=store.actors.office, from_code=COMPANY, to_code=CITY, lines=[Line("mask", 5)], at=store.now
    )
    keeper, other = store.keeper(CITY), store.keeper(FAR)

    assert [row.code for row in warehouses(actor=keeper, day=DAY)] == [CITY]
    assert [(row.warehouse, row.kind, row.quantity) for row in levels(actor=keeper, day=DAY)] == [
        (CITY, "transit", 5)
    ]
    assert len(open_transfers(actor=keeper, day=DAY)) == 1
    assert open_transfers(actor=other, day=DAY) == ()
    assert [(row.warehouse, row.quantity) for row in levels(actor=other, day=DAY)] == [(FAR, 7)]
    assert levels(actor=keeper, day=DAY, warehouse_code=FAR) == ()


def test_partners_and_crews_see_no_goods_and_a_unit_sees_no_equation(store):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.stock.queries import equation, levels, slips

    for nobody in (store.actors.partner_officer("13732"), store.actors.crew("PA01ND")):
        for question in (levels, slips):
            with pytest.raises(Forbidden):
                question(actor=nobody, day=DAY)
    with pytest.raises(Forbidden):
        equation(actor=store.keeper(CITY))


def test_a_slip_and_a_serial_out_of_sight_are_not_found(store):
    from donghanh.apps.stock.queries import custody, slip
    from donghanh.apps.stock.refusals import NotFound

    number = store.receive(item="tablet", serials=SERIALS)

    assert slip(actor=store.actors.director, number=number, day=DAY).number == number
    with pytest.raises(NotFound):
        slip(actor=store.keeper(CITY), number=number, day=DAY)
    with pytest.raises(NotFound):
        custody(actor=store.keeper(CITY), item_code="tablet", serial=SERIALS[0], day=DAY)


def test_the_warehouse_of_a_unit_that_merged_is_kept_by_the_successor(store):
    from donghanh.apps.organisation import queries as organisation
    from donghanh.apps.organisation.operations import UnitName, merge_units
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.stock.operations import Line, write_off_goods
    from donghanh.apps.stock.queries import warehouses, warehouses_serving

    store.receive(50, where=FAR)
    keeper = store.keeper(CITY)
    merge_units(
        actor=store.actors.business, codes=["PA01ND", "PA01XT"], into=UnitName("PA01ND"), weights=[2, 1],
        on=date(2022, 1, 1), at=store.now,
    )  # fmt: skip
    after = store.now.replace(year=2022, month=1)
    lines = [Line("mask", 1, lot="A")]

    with pytest.raises(Forbidden):
        write_off_goods(actor=keeper, warehouse_code=FAR, lines=lines, at=store.now, why="Rách")
    write_off_goods(actor=keeper, warehouse_code=FAR, lines=lines, at=after, why="Rách")

    assert [row.code for row in warehouses(actor=keeper, day=after.date())] == [CITY, FAR]
    assert warehouses_serving(unit_code="PA01XT", day=after.date()) == (CITY, FAR, COMPANY)
    assert warehouses_serving(unit_code="PA01XT", day=DAY) == (FAR, COMPANY)
    moved = organisation.actor_named(username="warehouse_keeper.PA01XT", on=after.date())
    assert {row.code for row in warehouses(actor=moved, day=after.date())} == {CITY, FAR}


def test_a_warehouse_closes_when_it_is_empty(store):
    from donghanh.apps.stock.operations import Line, close_warehouse, write_off_goods
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(1, where=FAR)
    close = {"actor": store.actors.office, "code": FAR, "on": date(2022, 1, 1), "at": store.now}

    with pytest.raises(CannotMoveGoods):
        close_warehouse(**close)
    write_off_goods(
        actor=store.keeper(FAR),
        warehouse_code=FAR,
        lines=[Line("mask", 1, lot="A")],
        at=store.now,
        why="Rách",
    )
    close_warehouse(**close)
    store.now = store.now.replace(year=2022, month=1)
    with pytest.raises(CannotMoveGoods) as refused:
        store.receive(1, where=FAR, by=store.actors.unit_head("PA01XT"))
    assert refused.value.rule == "warehouse-closed"
