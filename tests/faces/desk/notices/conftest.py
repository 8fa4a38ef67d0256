"""The desk on the product's day, with messages of one unit."""

from __future__ import annotations

import pytest
from tests.apps.notices.conftest import Post, post  # noqa: F401 -- the fixture of these tests
from tests.faces.api.conftest import stand_on_product_day
from tests.faces.desk.requests.conftest import seen  # noqa: F401 -- a page's words


@pytest.fixture(autouse=True)
def standing_on_the_product_day(settings, actors):
    """The pages stand on the product's day, nine o'clock."""
    stand_on_product_day(actors=actors, settings=settings)
    settings.DEMO = False
