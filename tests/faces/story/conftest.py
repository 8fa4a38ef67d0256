"""The demo's people and a small province, the story begun and nothing of it played."""

from __future__ import annotations

from datetime import date

import pytest
from tests.apps.programmes.conftest import dealt

from donghanh.apps.customers.operations import load_customers
from donghanh.apps.organisation import operations as organisation
from donghanh.faces.story import playing


@pytest.fixture
def begun(actors, settings):
    """The story begun with the seed of the demo, among 600 customers."""
    settings.DEMO = True
    at = playing.morning(date(2021, 11, 30))
    organisation.load_demo_staff(actor=actors.console, day=date(2021, 12, 20), at=at)
    load_customers(actor=actors.console, frames=dealt(600), at=at, source="test")
    playing.begin(seed=2021)
    return actors
