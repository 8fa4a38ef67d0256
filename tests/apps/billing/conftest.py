"""A street whose November is ready to be billed."""

from __future__ import annotations

import pytest
from tests.apps.billing.street import ISSUED, NOVEMBER, build


@pytest.fixture
def street(actors):
    """Codes of twelve households of the city's unit."""
    return build(actors=actors)


@pytest.fixture
def run(actors):
    """Run the billing of a unit's November in the name of the business department."""
    from donghanh.apps.billing.operations import run_billing

    def start(unit: str = "PA01ND", **more):
        by = more.pop("by", actors.business)
        return run_billing(actor=by, unit_code=unit, month=NOVEMBER, at=more.pop("at", ISSUED), **more)

    return start
