"""Whatever people do in whatever order, goods are neither made nor lost: the equation as a property."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.apps.stock.conftest import CITY, COMPANY

from donghanh.engines.stock.tables import MOVEMENT_KINDS

ACTS = (
    "receive",
    "send",
    "accept",
    "reserve",
    "deliver",
    "back",
    "dispatch",
    "return",
    "write_off",
    "recount",
    "correct",
)
acts = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(1, 40), st.integers(0, 3)), min_size=5, max_size=25
)


def do(store, act: str, quantity: int, which: int) -> None:  # noqa: C901 - a list of acts
    from donghanh.apps.stock import operations as ops

    where, subject = (CITY, COMPANY)[which % 2], f"benefit:{which}"
    lot, keeper, officer = f"L{which}", store.keeper(where), store.actors.unit_officer("PA01ND")
    line, crew = ops.Line("mask", quantity), store.actors.crew("PA01ND").username
    if act == "receive":
        store.receive(quantity, where=where, lot=lot, expires_on=date(2022, 2, 1 + which))
    elif act == "send":
        to = COMPANY if where == CITY else CITY
        ops.transfer_goods(actor=keeper, from_code=where, to_code=to, lines=[line], at=store.now)
    elif act == "accept":
        accept_the_oldest(store, short=which)
    elif act == "reserve":
        store.reserve(subject, quantity)
    elif act == "deliver":
        ops.deliver_goods(actor=officer, subject=subject, at=store.now)
    elif act == "back":
        ops.take_back_goods(actor=officer, subject=subject, at=store.now, why="-")
    elif act == "dispatch":
        ops.dispatch_goods(actor=keeper, takes=[(where, line)], carrier=crew, at=store.now)
    elif act == "return":
        ops.return_goods(actor=keeper, warehouse_code=where, carrier=crew, at=store.now, why="-")
    else:
        adjust(store, act, quantity, where, lot)


def adjust(store, act: str, quantity: int, where: str, lot: str) -> None:
    from donghanh.apps.stock import operations as ops
    from donghanh.apps.stock.models import Slip

    keeper, other = (
        store.keeper(where),
        store.actors.business if where == COMPANY else store.actors.unit_head("PA01ND"),
    )
    if act == "write_off":
        lines = [ops.Line("mask", quantity, lot=lot)]
        ops.write_off_goods(actor=keeper, warehouse_code=where, lines=lines, at=store.now, why="-")
    elif act == "recount":
        key = f"r{Slip.objects.count()}.{quantity}"
        counts = [ops.Count("mask", lot, quantity)]
        number = ops.record_recount(actor=keeper, warehouse_code=where, counts=counts, at=store.now, key=key)
        ops.decide_recount(actor=other, number=number, is_approved=True, at=store.now, why="-")
    else:
        last = Slip.objects.order_by("-id").first()
        ops.correct_slip(actor=store.actors.office, slip_number=last.pk if last else 0, at=store.now, why="-")


def accept_the_oldest(store, short: int) -> None:
    from donghanh.apps.stock import operations as ops
    from donghanh.apps.stock.models import Slip

    sent = Slip.objects.filter(kind="transfer_out", answer__isnull=True).first()
    if sent is None:
        return
    one = sent.movements.select_related("lot", "to_place").first()
    arrived = {f"mask {one.lot.code}": max(one.quantity - short, 0)}
    keeper = store.keeper(one.to_place.warehouse_id)
    ops.accept_transfer(actor=keeper, slip_number=sent.pk, at=store.now, arrived=arrived, why="-")


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(story=acts)
def test_received_is_in_warehouses_under_way_carried_handed_over_or_lost(store, story):
    from donghanh.apps.stock.models import Level
    from donghanh.apps.stock.queries import equation
    from donghanh.apps.stock.refusals import Refused

    with transaction.atomic():
        for act, quantity, which in story:
            try:
                with transaction.atomic():
                    do(store, act, quantity, which)
            except Refused:
                continue
        told = equation(actor=store.actors.director)
        below = Level.objects.filter(quantity__lt=0, is_unbounded=False).count()
        transaction.set_rollback(True)

    assert told.holds
    assert below == 0


def test_the_acts_of_the_property_write_every_kind_of_movement(store):
    """Otherwise the property would hold for want of trying."""
    from donghanh.apps.stock.models import Movement

    for where in (0, 1):
        do(store, "receive", 40, where)
    for act, quantity, which in (
        ("send", 10, 0), ("accept", 1, 1), ("reserve", 5, 2), ("deliver", 1, 2), ("back", 1, 2),
        ("dispatch", 5, 0), ("return", 1, 0), ("write_off", 1, 0), ("recount", 20, 0),
        ("receive", 3, 2), ("correct", 1, 0),
    ):  # fmt: skip
        do(store, act, quantity, which)

    assert set(Movement.objects.values_list("kind", flat=True)) == set(MOVEMENT_KINDS)
