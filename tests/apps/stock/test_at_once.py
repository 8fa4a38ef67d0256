"""Several people at once, each with an own connection: never below zero, no deadlock, nothing twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from tests.apps.stock.conftest import CITY, COMPANY, FAR, stocked

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=False)


@pytest.fixture
def store(transactional_db, product_now):
    from tests.conftest import Actors

    actors = Actors(at=product_now)
    for unit in ("PA01ND", "PA01XT"):
        actors.warehouse_keeper(unit), actors.unit_officer(unit)  # made before the threads ask for them
    return stocked(actors, product_now)


def press_together(acts):
    """Do all acts at one moment, each in its own thread and connection; the names of what came of them."""
    from django.db import connection

    ready = Barrier(len(acts))

    def press(act):
        ready.wait()
        try:
            act()
        except Exception as reason:  # noqa: BLE001 - whatever a thread meets is what the test reads
            return type(reason).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(press, acts))


def test_of_two_who_take_more_than_is_there_one_is_refused(store):
    from donghanh.apps.stock.operations import Line, dispatch_goods

    store.receive(100, where=CITY)
    keeper, crew = store.keeper(CITY), store.actors.crew("PA01ND")

    def take():
        dispatch_goods(actor=keeper, takes=[(CITY, Line("mask", 60))], carrier=crew.username, at=store.now)

    assert press_together([take, take]) == ["NotEnoughGoods", "done"]
    assert store.stand(CITY) == 40


def test_two_warehouses_asked_in_opposite_order_neither_lock_each_other_nor_go_below_zero(store):
    from donghanh.apps.stock.operations import Line, dispatch_goods
    from donghanh.apps.stock.queries import equation

    store.receive(100, where=COMPANY)
    store.receive(100, item="welfare-gift", where=COMPANY, lot="G")
    from donghanh.apps.organisation import operations as organisation

    organisation.grant_role(
        actor=store.actors.console, username=store.actors.office.username, role="warehouse_keeper",
        unit_code="PA01ND", from_on=store.now.date().replace(day=1), at=store.now,
    )  # fmt: skip
    store.receive(100, where=CITY)
    store.receive(100, item="welfare-gift", where=CITY, lot="G")
    both, crew = store.actors.office, store.actors.crew("PA01ND")
    there = [(COMPANY, Line("mask", 30)), (CITY, Line("welfare-gift", 30)), (CITY, Line("mask", 30))]

    def take(takes):
        return lambda: dispatch_goods(actor=both, takes=takes, carrier=crew.username, at=store.now)

    told = press_together([take(there), take(there[::-1])] * 4)

    assert told == ["NotEnoughGoods"] * 5 + ["done"] * 3
    assert (store.stand(COMPANY), store.stand(CITY)) == (10, 10)
    assert equation(actor=store.actors.director).holds


def test_one_request_is_not_served_from_two_warehouses_at_once(store):
    from donghanh.apps.stock.operations import deliver_goods

    store.receive(100, where=CITY)
    store.receive(100, where=COMPANY)
    officer = store.actors.unit_officer("PA01ND")

    told = press_together(
        [lambda where=where: store.reserve("benefit:A", 80, where=(where,)) for where in (CITY, COMPANY)]
    )
    assert told == ["CannotMoveGoods", "done"]

    told = press_together([lambda: deliver_goods(actor=officer, subject="benefit:A", at=store.now)] * 2)
    assert told == ["CannotMoveGoods", "done"]
    assert store.stand(CITY) + store.stand(COMPANY) == 120


def test_a_double_click_on_a_receipt_is_one_receipt(store):
    told = press_together([lambda: store.receive(10, where=FAR, key="click")] * 5)

    assert told == ["done"] * 5
    assert store.stand(FAR) == 10


def test_twenty_who_reserve_the_last_ten_find_exactly_ten(store):
    store.receive(10, where=CITY)

    told = press_together(
        [lambda at=at: store.reserve(f"benefit:{at}", 1, where=(CITY,)) for at in range(20)]
    )

    assert told == ["NotEnoughGoods"] * 10 + ["done"] * 10
