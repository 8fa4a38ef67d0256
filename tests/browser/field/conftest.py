"""A crew with a repair of today, its phone, and the network between the phone and the site."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.works.conftest import Field, field  # noqa: F401
from tests.browser.field.network import Network
from tests.browser.field.phone import Phone

TODAY = date(2021, 12, 20)


@pytest.fixture
def network(live):
    """The network between the phone and the site."""
    made = Network(live)
    yield made
    made.close()


@pytest.fixture
def visit(settings, field: Field, product_now) -> Field:  # noqa: F811
    """A crew with a repair of today, at 09:00 of 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=field.actors.console, at=product_now, real_now=clock.real_now())
    field.order = field.planned("test:1", day=TODAY, name="Bà Hộ Hôm Nay")
    field.crew = field.actors.crew("PA01ND")
    return field


@pytest.fixture
def phone(visit, network, browser, tmp_path):
    """The crew's phone, signed in, with the day's pages on it."""
    made = Phone(network, visit.order, browser.browser_type, tmp_path / "phone")
    made.start()
    made.sign_in(visit.crew)
    made.prepare()
    yield made
    made.mend()
    made.stop()
