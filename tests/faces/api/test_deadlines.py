"""Due times over the API: in full with rules and sources; a moment without zone is refused."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
SERVICE = "/api/v1/deadlines/services/NEW_LV_RES_URBAN"


def test_a_due_time_is_told_to_everybody_with_its_reasons(client):
    answer = client.get(SERVICE, {"received_at": "2020-12-31T10:00+07:00"})

    told = answer.json()
    assert answer.status_code == 200
    assert told["due_at"].startswith("2021-01-06T17:00")
    assert told["skipped"][0]["vi"] == "Tết Dương lịch"
    assert told["source"]["clause"] == "Điều 6"
    assert {rule["is_confirmed"] for rule in told["rules"]} == {False}


@pytest.mark.parametrize(
    ("asked", "status", "rule"),
    [
        ({"received_at": "2020-12-31T10:00"}, 422, None),
        ({"received_at": "2099-12-31T10:00+07:00"}, 409, "received-in-future"),
        ({"received_at": "2022-02-29T10:00+07:00"}, 409, "not-a-moment"),
        ({"received_at": "0001-01-01T00:00+14:00"}, 422, None),
        ({"received_at": "2019-12-30T10:00+07:00"}, 409, "calendar-does-not-cover"),
        ({"received_at": "2016-12-30T10:00+07:00"}, 404, "no-such-service"),
        (
            {"received_at": "2020-12-30T10:00Z", "pause": "2020-12-30T11:00Z/2020-12-30T12:00Z:busy"},
            409,
            "pause-reason-not-allowed",
        ),
    ],
)
def test_what_cannot_be_reckoned_has_a_stable_rule(client, asked, status, rule):
    answer = client.get(SERVICE, asked)

    assert answer.status_code == status
    assert rule in (None, answer.json()["rule"])


def test_the_nth_working_day_after_a_day(client):
    answer = client.get("/api/v1/deadlines/working-days", {"day": "2025-12-31", "working_days": 3})

    assert answer.json()["due_on"] == "2026-01-07"
