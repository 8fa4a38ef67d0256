"""The ledger's walls: levels follow movements alone, nothing below zero, an act sent twice is done once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.apps.stock.conftest import CITY, COMPANY, SERIALS


def test_an_amount_is_changed_by_a_movement_and_by_nothing_else(store):
    from donghanh.apps.stock.models import Level, Movement, Serial

    store.receive(100)
    store.receive(item="tablet", serials=SERIALS)

    for change in (
        lambda: Level.objects.update(quantity=7),
        lambda: Level.objects.filter(quantity__gt=0).delete(),
        lambda: Movement.objects.update(quantity=7),
        lambda: Serial.objects.update(place_id=1),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert store.stand(COMPANY) == 100


def test_a_movement_that_takes_more_than_there_is_is_refused_by_the_database_itself(store):
    from donghanh.apps.stock.models import Level, Movement, Place, Slip

    number = store.receive(10)
    level = Level.objects.get(place__kind="warehouse", lot__code="A")

    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.create(
            slip=Slip.objects.get(pk=number), kind="write_off", lot=level.lot, quantity=11,
            from_place=level.place, to_place=Place.objects.get(kind="lost"),
        )  # fmt: skip
    assert store.stand(COMPANY) == 10


def test_a_receipt_sent_twice_is_one_receipt_and_another_under_its_key_is_refused(store):
    from donghanh.apps.stock.refusals import CannotMoveGoods

    first = store.receive(100, key="form-1")

    assert store.receive(100, key="form-1") == first
    assert store.receive(100, key="form-1", by=store.actors.business) != first
    with pytest.raises(CannotMoveGoods) as refused:
        store.receive(99, key="form-1")
    assert refused.value.rule == "key-used-otherwise"
    assert store.stand(COMPANY) == 200


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ("expiry-missing", {"expires_on": None}),
        ("lot-expired", {"expires_on": date(2021, 12, 20)}),
        ("lot-missing", {"lot": " "}),
        ("serials-differ", {"serials": ("X",)}),
        ("expiry-not-kept", {"item": "welfare-gift", "expires_on": date(2022, 6, 1)}),
        ("serials-differ", {"item": "tablet"}),
        ("quantity-not-possible", {"quantity": -5}),
    ],
)
def test_what_cannot_have_come_in_is_refused_by_name(store, rule, more):
    from donghanh.apps.stock.refusals import CannotMoveGoods

    with pytest.raises(CannotMoveGoods) as refused:
        store.receive(**({"quantity": 5} | more))

    assert refused.value.rule == rule


def test_a_serial_number_comes_in_once(store):
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(item="tablet", serials=SERIALS)

    with pytest.raises(CannotMoveGoods) as refused:
        store.receive(item="tablet", serials=SERIALS[:1], where=CITY)
    assert refused.value.rule == "serial-known"


def test_a_lot_keeps_one_expiry(store):
    from donghanh.apps.stock.refusals import CannotMoveGoods

    store.receive(5)

    with pytest.raises(CannotMoveGoods) as refused:
        store.receive(5, expires_on=date(2023, 1, 1))
    assert refused.value.rule == "expiry-differs"


def test_serials_are_read_from_a_spreadsheet_and_a_number_written_twice_is_named(tmp_path):
    from donghanh.apps.stock.operations import read_serials
    from donghanh.apps.stock.refusals import CannotMoveGoods

    good, bad, none = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.xlsx"
    good.write_text("STT,Số máy\n1, MTB-001 \n2,MTB-002\n3,\n", encoding="utf-8")
    bad.write_text("Số máy\nMTB-001\nMTB-002\nMTB-001\n", encoding="utf-8")
    none.write_bytes(b"PK\x03\x04 no workbook")

    assert read_serials(path=good) == ("MTB-001", "MTB-002")
    with pytest.raises(CannotMoveGoods) as repeated:
        read_serials(path=bad)
    with pytest.raises(CannotMoveGoods) as unreadable:
        read_serials(path=none)
    assert (repeated.value.rule, repeated.value.facts["row"]) == ("serial-repeated", 4)
    assert unreadable.value.rule == "file-unreadable"


def test_a_wrong_receipt_is_corrected_by_movements_that_point_back(store):
    from donghanh.apps.stock.models import Movement
    from donghanh.apps.stock.operations import correct_slip
    from donghanh.apps.stock.refusals import CannotMoveGoods

    wrong = store.receive(1000)

    correct_slip(actor=store.actors.office, slip_number=wrong, at=store.now, why="Ghi nhầm số lượng")

    assert store.stand(COMPANY) == 0
    assert Movement.objects.get(kind="correction").corrects.slip_id == wrong
    with pytest.raises(CannotMoveGoods) as refused:
        correct_slip(actor=store.actors.office, slip_number=wrong, at=store.now, why="Lần nữa")
    assert refused.value.rule == "not-correctable"


def test_a_receipt_whose_goods_have_moved_on_is_not_undone(store):
    from donghanh.apps.stock.operations import Line, correct_slip, transfer_goods
    from donghanh.apps.stock.refusals import CannotMoveGoods

    wrong = store.receive(100)
    transfer_goods(
        actor=store.actors.office, from_code=COMPANY, to_code=CITY, lines=[Line("mask", 1)], at=store.now
    )

    with pytest.raises(CannotMoveGoods) as refused:
        correct_slip(actor=store.actors.office, slip_number=wrong, at=store.now, why="Ghi nhầm")
    assert refused.value.rule == "goods-moved-on"
    assert store.stand(COMPANY) == 99
