"""What a crew built in leaves its unit's stock, once; words that no stock knows stay as they were said."""

from __future__ import annotations

import pytest
from tests.apps.stock.conftest import CITY, COMPANY, FAR, Store, stocked
from tests.apps.works.conftest import VISIT_DAY, Field

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.stock.models import Movement, Slip
from donghanh.apps.stock.refusals import CannotMoveGoods, NotEnoughGoods
from donghanh.apps.works.models import FieldRecord, MaterialUse
from donghanh.apps.works.operations import hand_over_record
from donghanh.apps.works.queries import order_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(field: Field) -> Store:
    """100 m of wire in the city's warehouse."""
    store = stocked(field.actors, field.now)
    store.receive(100, item="wire", where=CITY)
    return store


def test_what_a_crew_built_in_leaves_the_warehouse_of_its_unit(field, shelf) -> None:
    order = field.planned()

    field.send(order, "material", item="wire", quantity=20)

    slip = Slip.objects.get(subject=f"work:{order}")
    assert shelf.stand(CITY, "wire") == 80
    assert (slip.username, slip.kind) == (field.actors.crew("PA01ND").username, "hand_over")
    assert Movement.objects.filter(slip=slip, to_place__key=f"recipient:work:{order}").get().quantity == 20


def test_the_same_record_sent_twice_takes_once(field, shelf) -> None:
    order = field.planned()

    field.send(order, "material", item="wire", quantity=20)
    field.send(order, "material", item="wire", quantity=20)

    assert shelf.stand(CITY, "wire") == 80


def test_two_records_of_the_same_wire_take_twice(field, shelf) -> None:
    order = field.planned()

    field.send(order, "material", name="kitchen", item="wire", quantity=20)
    field.send(order, "material", name="yard", item="wire", quantity=20)

    assert shelf.stand(CITY, "wire") == 60


@pytest.mark.parametrize("said", ["WIRE", "Dây dẫn điện sau công tơ", "day dan  dien sau cong to"])
def test_an_item_is_known_by_its_name_too(field, shelf, said) -> None:
    order = field.planned()

    field.send(order, "material", item=said, quantity=5)

    assert shelf.stand(CITY, "wire") == 95


@pytest.mark.parametrize("said", ["dây 2x2,5", "lamp"])
def test_words_that_no_stock_keeps_stay_as_they_were_said(field, shelf, said) -> None:
    order = field.planned()

    receipt = field.send(order, "material", item=said, quantity=7)

    used = MaterialUse.objects.get(order__reference=order)
    assert (receipt.state, used.item_code, used.quantity) == ("kept", said, 7)
    assert not Slip.objects.filter(subject=f"work:{order}").exists()


def test_what_is_short_is_refused_with_where_there_is_some_and_nothing_is_kept(field, shelf) -> None:
    shelf.receive(500, item="wire", where=FAR)
    shelf.receive(900, item="wire", where=COMPANY)
    order = field.planned()

    with pytest.raises(NotEnoughGoods) as refused:
        field.send(order, "material", item="wire", quantity=101)

    assert refused.value.facts["warehouse"] == CITY
    assert refused.value.facts["elsewhere"] == f"{COMPANY} 900, {FAR} 500"
    assert not FieldRecord.objects.filter(order__reference=order, kind="material").exists()
    assert shelf.stand(CITY, "wire") == 100


def test_what_was_short_goes_through_under_the_same_number_when_there_is_more(field, shelf) -> None:
    order = field.planned()
    with pytest.raises(NotEnoughGoods):
        field.send(order, "material", item="wire", quantity=101)
    shelf.receive(50, item="wire", where=CITY, lot="B")

    field.send(order, "material", item="wire", quantity=101)

    assert shelf.stand(CITY, "wire") == 49


def test_a_crew_takes_nothing_from_another_units_warehouse(field, shelf) -> None:
    shelf.receive(500, item="wire", where=FAR)
    order = field.planned(unit="PA01XT", commune="14092")

    field.send(order, "material", by=field.actors.crew("PA01XT"), item="wire", quantity=30)

    assert (shelf.stand(CITY, "wire"), shelf.stand(FAR, "wire")) == (100, 470)


def test_somebody_who_is_no_crew_of_the_unit_takes_nothing(field, shelf) -> None:
    from donghanh.apps.stock.operations import Line, use_of_unit

    with pytest.raises(Forbidden):
        use_of_unit(
            actor=field.actors.crew("PA01XT"), warehouse_codes=(CITY,), subject="work:X", at=field.now,
            key="1", line=Line("wire", 1),
        )  # fmt: skip

    assert shelf.stand(CITY, "wire") == 100


def test_the_companys_warehouse_is_not_for_crews(field, shelf) -> None:
    from donghanh.apps.stock.operations import Line, use_of_unit

    shelf.receive(900, item="wire", where=COMPANY)

    with pytest.raises(CannotMoveGoods) as refused:
        use_of_unit(
            actor=field.actors.crew("PA01ND"), warehouse_codes=(COMPANY,), subject="work:X", at=field.now,
            key="1", line=Line("wire", 1),
        )  # fmt: skip

    assert refused.value.rule == "no-warehouse"


def test_a_thing_with_a_number_is_named_by_it(field, shelf) -> None:
    shelf.receive(item="tablet", where=CITY, serials=("MTB-1", "MTB-2"))
    order = field.planned()
    with pytest.raises(CannotMoveGoods) as refused:
        field.send(order, "material", item="tablet", quantity=1)

    field.send(order, "material", item="tablet", quantity=1, serial="MTB-2")

    assert refused.value.rule == "serials-differ"
    assert Movement.objects.filter(slip__subject=f"work:{order}").last().serial.number == "MTB-2"


def test_a_record_that_does_not_count_takes_nothing(field, shelf) -> None:
    order = field.planned()
    other = field.actors.of("crew", unit_code="PA01ND", name="to.khac.pa01nd")

    field.send(order, "material", by=other, item="wire", quantity=20)

    assert shelf.stand(CITY, "wire") == 100


def test_the_hand_over_record_lists_what_was_used_by_its_name(field, shelf) -> None:
    order = field.planned()
    field.send(order, "material", item="wire", quantity=20)
    field.send(order, "material", item="đinh vít", quantity=12)
    field.send_all(order)
    field.send(order, "finished")

    head = field.actors.unit_head("PA01ND")
    used = hand_over_record(actor=head, reference=order, day=VISIT_DAY, at=field.now).story.materials

    assert [(one.name_vi, one.item_code, one.quantity, one.measure_vi) for one in used] == [
        ("Dây dẫn điện sau công tơ", "wire", 20, "mét"),
        ("", "đinh vít", 12, ""),
    ]
    assert order_story(actor=head, reference=order, day=VISIT_DAY).materials == used
