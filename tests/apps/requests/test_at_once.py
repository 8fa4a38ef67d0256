"""Several people, several clicks and a killed process at one moment: nothing is doubled or half done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction

from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.models import Case, CaseMove, IntakeKey
from donghanh.apps.requests.refusals import CannotTake, Refused
from donghanh.apps.requests.values import Contact

pytestmark = pytest.mark.django_db(transaction=True)
UNIT = "PA01ND"


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


@transaction.atomic
def killed_after(act: Callable[[], Any]) -> None:
    """Do an act in a transaction that never ends well, as when the process is stopped in it."""
    act()
    raise KeyboardInterrupt


def test_what_is_done_at_the_same_moment_is_done_once(transactional_db, product_now):
    from tests.conftest import Actors

    actors = Actors(at=product_now)
    clerk, head = actors.unit_officer(UNIT), actors.unit_head(UNIT)
    given = {
        "service_code": "BILL_QUERY", "channel": "portal", "received_at": product_now, "now": product_now,
        "contact": Contact(name="Hộ thử", phone="0912345678"), "sender": "portal", "unit_code": UNIT,
        "fields": {"customer_code": "PA01ND0000001", "what": "cao"},
    }  # fmt: skip

    def send(key: str) -> Any:
        return operations.open_public_case(**given, idempotency_key=key)

    # A double click on "send", and two others at the same moment.
    opened = at_once(*[lambda key=key: send(key) for key in ("a", "a", "b", "c")])
    assert len({one.code for one in opened}) == Case.objects.count() == IntakeKey.objects.count() == 3
    assert opened[0].tracking_code == opened[1].tracking_code

    # Two clerks take one case: one has it, the other is told who.
    code = opened[0].code
    took = at_once(*[
        lambda who=who: operations.take_case(actor=who, code=code, now=product_now) for who in (clerk, head)
    ])  # fmt: skip
    (refused,) = [one for one in took if one is not None]
    assert isinstance(refused, CannotTake)
    assert refused.facts["username"] == Case.objects.get(code=code).responsible.username
    assert CaseMove.objects.filter(case__code=code, move="take").count() == 1

    # A double click on "answer".
    at_once(*[
        lambda: operations.answer_case(actor=clerk, code=code, text="Xong", now=product_now, key="k")
        for _ in range(3)
    ])  # fmt: skip
    assert CaseMove.objects.filter(case__code=code, move="answer").count() == 1

    # The process dies in the middle of opening: no case, no number, no key is left of it.
    with pytest.raises(KeyboardInterrupt):
        killed_after(lambda: send("d"))
    assert Case.objects.count() == 3
    assert send("d").code == "YC-21-000004"
    assert queries.queue(actor=clerk, now=product_now).total == 3
