"""People of the demo, and a person with a password."""

from __future__ import annotations

import pytest

PASSWORD = "cá rô kho làng Vũ Đại"


@pytest.fixture
def demo(settings, actors, product_day, product_now):
    """The product in demo mode, with the demo's staff, standing at 09:00 of 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.load_demo_staff(actor=actors.console, day=product_day, at=product_now)
    operations.set_product_clock(actor=actors.console, at=product_now, real_now=clock.real_now())
    return settings


@pytest.fixture
def officer(actors, product_now):
    """A unit officer of Xuân Trường with a password."""
    from django.contrib.auth import get_user_model

    from donghanh.apps.organisation import operations

    actor = actors.unit_officer("PA01XT")
    operations.set_password(actor=actors.console, username=actor.username, password=PASSWORD, at=product_now)
    return get_user_model().objects.get(pk=actor.staff_id)


@pytest.fixture(autouse=True)
def _forget_rates():
    """The sign-in library counts attempts in the cache, which tests would share."""
    from django.core.cache import cache

    cache.clear()
