"""Whoever tries out codes is held back, told nothing of it, and stands in the auditor's list once."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from tests.faces.api.conftest import stand_on_product_day

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.throttling.queries import guesses

pytestmark = pytest.mark.django_db
GUESSER = "203.0.113.77"


@pytest.fixture(autouse=True)
def one_stretch(monkeypatch, actors, settings):
    still = datetime(2096, 10, 2, 7, 6, 40, tzinfo=UTC)
    monkeypatch.setattr("donghanh.faces.throttle.real_now", lambda: still)
    cache.clear()
    stand_on_product_day(actors=actors, settings=settings)


def count_up(client, path: str, times: int, address: str = GUESSER) -> list:
    return [client.get(path.format(f"0000-0000-{n:04d}"), REMOTE_ADDR=address) for n in range(times)]


@pytest.mark.parametrize(
    ("path", "most", "door"),
    [
        ("/theo-doi/{}/", 10, "portal-tracking-misses"),
        ("/api/v1/public/requests/{}", 30, "api-tracking-misses"),
        ("/open311/v2/requests/{}.json", 30, "open311-misses"),
    ],
)
def test_codes_that_are_counted_up_are_held_back_and_noted_once_with_the_address_covered(
    client, actors, path, most, door
):
    answers = count_up(client, path, most + 5)

    assert [one.status_code for one in answers] == [404] * most + [429] * 5
    (row,) = guesses(actor=actors.auditor)
    assert (row.door, row.address, row.misses) == (door, "203.0.•••", most)
    assert "113" not in json.dumps([row.address, row.mark])


def test_the_last_miss_is_answered_as_the_first_so_that_nobody_learns_of_the_note(client):
    first, *_, last = count_up(client, "/api/v1/public/requests/{}", 30)

    assert first.json() | {"message": "", "facts": {}} == last.json() | {"message": "", "facts": {}}


def test_a_code_mistyped_now_and_then_leaves_no_note(client, actors):
    count_up(client, "/theo-doi/{}/", 9)

    assert guesses(actor=actors.auditor) == ()


def test_two_notes_have_one_mark_if_and_only_if_they_are_of_one_address(client, actors):
    count_up(client, "/theo-doi/{}/", 10)
    count_up(client, "/open311/v2/tokens/{}.json", 30)
    count_up(client, "/theo-doi/{}/", 10, address="203.0.113.78")

    other, again, first = guesses(actor=actors.auditor)
    assert first.mark == again.mark != other.mark


def test_who_sees_the_whole_company_reads_the_list_and_nobody_else(client, actors, sign_in):
    count_up(client, "/theo-doi/{}/", 10)
    for actor in (actors.unit_head("PA01ND"), actors.partner_officer("13636")):
        with pytest.raises(Forbidden):
            guesses(actor=actor)
        assert sign_in(actor).get("/ban/do-ma/").status_code == 403

    page = sign_in(actors.auditor).get("/ban/do-ma/").content.decode()

    assert "203.0.•••" in page
    assert GUESSER not in page


def test_the_list_asks_few_questions(client, actors, sign_in, django_assert_max_num_queries):
    count_up(client, "/theo-doi/{}/", 10)
    sign_in(actors.auditor)

    with django_assert_max_num_queries(12):
        assert client.get("/ban/do-ma/").status_code == 200
