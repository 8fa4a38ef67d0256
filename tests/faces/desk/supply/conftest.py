"""The desk on 20 December 2021 with applications of one unit."""

from __future__ import annotations

import pytest
from tests.apps.supply.conftest import SupplyDesk, open_book, open_campaign
from tests.faces.desk.requests.conftest import (  # noqa: F401 -- fixtures of these tests
    as_clerk,
    as_stranger,
    seen,
    standing_on_the_product_day,
)


@pytest.fixture
def desk(actors, product_now) -> SupplyDesk:
    """A book to read in, and the campaign."""
    open_campaign(actors)
    open_book(actors, product_now)
    return SupplyDesk(actors=actors, now=product_now)
