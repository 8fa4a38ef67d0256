"""The desk of the programmes' tests, with a round that asks three households of Nam Định city."""

from __future__ import annotations

import pytest
from tests.apps.programmes.confirming_words import asking
from tests.apps.programmes.conftest import house  # noqa: F401
from tests.faces.desk.programmes.conftest import as_, desk  # noqa: F401


@pytest.fixture
def asked(desk):  # noqa: F811
    """References of the three, all of them drawn."""
    return asking(desk, phone="0912345678")
