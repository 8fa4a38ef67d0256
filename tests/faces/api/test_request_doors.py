"""The open doors of requests: a flood from one address is turned away while others are served."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from donghanh.apps.partners.operations import make_key
from donghanh.apps.requests.models import Case
from donghanh.faces.api.limits import INTAKE, ByAddress
from donghanh.faces.throttle import Limit

SENT = {
    "service": "BILL_QUERY",
    "contact": {"name": "Hộ thử", "phone": "0912345678", "commune": "13732"},
    "fields": {"customer_code": "PA01ND0000001", "what": "Tiền điện cao"},
}


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


def post(client: Any, path: str, sent: object = SENT, *, address: str = "10.0.0.1", **headers: str) -> Any:
    return client.post(
        f"/api/v1/{path}",
        json.dumps(sent),
        content_type="application/json",
        REMOTE_ADDR=address,
        headers=headers,
    )


def test_ten_thousand_from_one_address_are_turned_away_while_others_are_served(db):
    door, knock = ByAddress(limit=INTAKE), RequestFactory()
    flood, other = knock.post("/", REMOTE_ADDR="10.0.0.1"), knock.post("/", REMOTE_ADDR="10.0.0.2")

    served = sum(door.allow_request(flood) for _ in range(10_000))

    assert INTAKE.most <= served <= 2 * INTAKE.most  # a minute may turn while we knock
    assert door.allow_request(other)


def test_who_knocks_too_often_is_told_when_to_come_again_before_anything_is_read(
    actors, client, django_assert_num_queries
):
    assert post(client, "public/requests").status_code == 200
    for _ in range(2 * INTAKE.most):  # a minute may turn while we knock
        post(client, "public/requests", {"no": "request"})

    with django_assert_num_queries(1):  # of the product's clock, which every page asks for
        refused = post(client, "public/requests")

    assert refused.status_code == 429
    assert refused.json()["rule"] == "asked-too-often"
    assert 1 <= int(refused["Retry-After"]) <= INTAKE.seconds
    assert post(client, "public/requests", address="10.0.0.2").status_code == 200


def test_a_receipt_follows_the_request_and_a_guessed_code_opens_nothing(actors, client):
    told = post(client, "public/requests").json()

    page = client.get(f"/api/v1/public/requests/{told['tracking_code']}").json()

    assert (page["state"], page["due_at"]) == ("received", told["due_at"])
    assert "Hộ thử" not in json.dumps(page, ensure_ascii=False)
    assert client.get("/api/v1/public/requests/YC-21-000001").status_code == 404


def test_guessing_codes_is_held_back(actors, client):
    tried = [client.get(f"/api/v1/public/requests/0000-0000-{number:04d}") for number in range(31)]

    assert [one.status_code for one in tried] == [404] * 30 + [429]


def test_a_partner_needs_its_key_and_each_key_of_a_request_makes_one_case(actors, client, product_now):
    secret = make_key(actor=actors.director, code="vi-dien-tu", name="Ví thử", at=product_now)
    known = {"X-Partner-Key": secret, "Idempotency-Key": "p-1"}

    wrong = post(client, "partners/requests", **{"X-Partner-Key": "no", "Idempotency-Key": "p-1"})
    first, again = (post(client, "partners/requests", **known).json() for _ in range(2))

    assert wrong.status_code == 401
    assert (again["tracking_code"], again["is_again"]) == (first["tracking_code"], True)
    assert Case.objects.get().channel == "partner"


def test_wrong_keys_are_tried_a_few_times_and_no_more(actors, client):
    wrong = {"X-Partner-Key": "no", "Idempotency-Key": "p-1"}

    tried = [post(client, "partners/requests", **wrong).status_code for _ in range(21)]

    assert tried == [401] * 20 + [429]


def test_a_limit_counts_each_who_apart(db):
    from donghanh.faces.throttle import seconds_to_wait

    once = Limit("test", 1, 600)

    assert seconds_to_wait(limit=once, who="a") == seconds_to_wait(limit=once, who="b") == 0
    assert seconds_to_wait(limit=once, who="a") > 0
