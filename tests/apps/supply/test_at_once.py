"""Many applications and many clicks at one moment: never one place more, and each step once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from tests.apps.requests.conftest import UNIT
from tests.apps.supply.conftest import FACTS, MY_THUAN, SERVICE, open_campaign

from donghanh.apps.requests.operations import open_public_case
from donghanh.apps.requests.refusals import Refused
from donghanh.apps.requests.values import Contact
from donghanh.apps.supply.models import SupplyStep, WiringOffer
from donghanh.apps.supply.operations import answer_offer_by_customer, take_step

pytestmark = pytest.mark.django_db(transaction=True)
QUOTA = 90


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts in threads that start together; answers what each gave, or raised."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        ready.wait()
        try:
            return act()
        except Refused as reason:
            return reason
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_many_who_apply_at_once_for_the_last_places_none_gets_the_91st(transactional_db, product_now):
    from tests.conftest import Actors

    actors = Actors(at=product_now)
    open_campaign(actors)
    clerk, head = actors.unit_officer(UNIT), actors.unit_head(UNIT)

    def apply(number: int) -> Any:
        return open_public_case(
            service_code=SERVICE, channel="portal", received_at=product_now, now=product_now,
            contact=Contact(f"Hộ {number}", f"09{number:08d}", "", "Xóm 1", MY_THUAN), sender="portal",
            unit_code=UNIT, is_complete=True,
            fields={"supply_address": "Xóm 1", "phases": "one"},
        )  # fmt: skip

    early = [apply(number) for number in range(QUOTA - 3)]
    opened = early + at_once(*[lambda number=number: apply(number) for number in range(200, 208)])

    held = list(WiringOffer.objects.exclude(number=None).order_by("number").values_list("number", flat=True))
    assert held == list(range(1, QUOTA + 1))
    assert WiringOffer.objects.filter(state="waiting").count() == len(opened) - QUOTA

    # Two give their places back at the same moment, each clicking twice: two who wait have them.
    codes = [opened[0].tracking_code, opened[1].tracking_code] * 2
    at_once(*[
        lambda code=code: answer_offer_by_customer(tracking_code=code, word="declined", now=product_now)
        for code in codes
    ])  # fmt: skip
    assert WiringOffer.objects.filter(state="offered").count() == QUOTA
    assert WiringOffer.objects.filter(state="waiting").count() == len(opened) - QUOTA - 2

    # Two people record one step at the same moment: it is written once.
    code = opened[5].code
    take_step(actor=clerk, case_code=code, step="check", now=product_now)
    given = {"case_code": code, "step": "survey", "facts": FACTS["survey"], "now": product_now}
    at_once(*[lambda who=who: take_step(actor=who, **given) for who in (clerk, head, clerk)])
    assert SupplyStep.objects.filter(supply__case_code=code, step="survey").count() == 1
