"""Setting the demo's clock. Outside a demo time cannot be set, whoever asks."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from donghanh.apps.organisation.models import ProductClock
from donghanh.apps.organisation.operations.records import record_act
from donghanh.apps.organisation.permissions import Actor


class CannotSetClock(Exception):
    """The product is no demo, or the moment has no time zone; the text says which."""


def set_product_clock(*, actor: Actor, at: datetime, real_now: datetime) -> None:
    """
    Let the product stand on the day of `at`; everything that asks the clock follows.

    at       : the product's new moment [aware]
    real_now : what the machine's clock says [aware]
    raises   : CannotSetClock, outside a demo or for a moment without a time zone
    """
    _check(at)
    with transaction.atomic():
        ProductClock.objects.update_or_create(pk=1, defaults={"product_at": at, "set_at": real_now})
        record_act(actor=actor, act="set_product_clock", subject="clock", facts={"at": at.isoformat()}, at=at)


def clear_product_clock(*, actor: Actor, real_now: datetime) -> None:
    """
    Let the product follow real time again.

    raises : CannotSetClock, outside a demo
    """
    _check(real_now)
    with transaction.atomic():
        ProductClock.objects.all().delete()
        record_act(actor=actor, act="clear_product_clock", subject="clock", facts={}, at=real_now)


def _check(at: datetime) -> None:
    if not settings.DEMO:
        raise CannotSetClock(
            "The clock can be set in a demo only. Next: start with DONGHANH_DEMO=1 on a database of its own."
        )
    if at.tzinfo is None:
        raise CannotSetClock(f"{at.isoformat()} has no time zone; expected an aware moment.")
