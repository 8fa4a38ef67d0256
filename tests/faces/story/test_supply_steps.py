"""Steps of a played supply: one that needs a later reading waits for the morning after the kept one."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from donghanh.apps.metering.operations import CannotHang
from donghanh.faces.story import supply
from donghanh.faces.story.request_people import Desk

ACCEPTED = datetime(2021, 11, 3, 8, tzinfo=supply.ZONE)
MORNING_AFTER = datetime(2021, 11, 23, 9, tzinfo=supply.ZONE)


@pytest.fixture
def taken(monkeypatch):
    """When each step was taken, at a meter with a reading of 22 November."""
    moments: list[datetime] = []

    def take(_clerk, _code, _step, at, _until):
        if at < MORNING_AFTER:
            raise CannotHang("reading-kept-already", "", serial="CT1", found="2021-11-22")
        moments.append(at)
        return True

    page = SimpleNamespace(steps=[SimpleNamespace(code=one, standing="next") for one in ("read", "update")])
    monkeypatch.setattr(supply.queries, "has_supply", lambda **_: True)
    monkeypatch.setattr(supply.queries, "supply_page", lambda **_: page)
    monkeypatch.setattr(supply, "_taken", take)
    return moments


@pytest.mark.parametrize(("days", "end"), [(40, MORNING_AFTER), (10, None)])
def test_a_reading_is_taken_on_the_morning_after_the_kept_one_if_the_play_comes_so_far(taken, days, end):
    desk = Desk(ACCEPTED + timedelta(days=days), {}, {}, ())

    answered = supply.take_steps(
        desk=desk, clerk=None, code="YC-1", from_at=ACCEPTED, until_at=ACCEPTED + timedelta(days=4)
    )

    assert answered == end
    assert taken == ([MORNING_AFTER] * 2 if end else [])
