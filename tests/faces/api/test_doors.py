"""Who gets in: a genuine token, or a session with the form's token; nobody else, and no longer than meant."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.test import Client

from donghanh.faces.signin import tokens

CAMPAIGNS = "/campaigns"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def is_refused(answer, status: int, rule: str) -> bool:
    found, document = answer
    assert set(document) == {"rule", "message", "facts"}, document
    return (found, document["rule"]) == (status, rule)


def row_of(actor):
    return get_user_model().objects.get(pk=actor.staff_id)


def signed_in(actor) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(row_of(actor), BACKEND)
    return client


def test_without_a_name_nothing_is_told(ask, actors):
    assert is_refused(ask(None).get(CAMPAIGNS), 401, "not-signed-in")
    assert is_refused(ask(None).post("/benefits/M18-21-00001/moves", {"move": "check"}), 401, "not-signed-in")


def test_a_token_opens_the_api_in_the_name_of_its_owner(ask, actors):
    assert ask(actors.director).get(CAMPAIGNS) == (200, [])


def test_a_token_is_void_when_the_password_changes(ask, actors):
    asker = ask(actors.director)
    owner = row_of(actors.director)

    owner.set_password("another long password")
    owner.save()

    assert is_refused(asker.get(CAMPAIGNS), 401, "not-signed-in")
    assert ask(actors.director).get(CAMPAIGNS)[0] == 200


def test_a_token_is_void_when_the_account_is_closed(ask, actors):
    asker = ask(actors.director)
    get_user_model().objects.filter(pk=actors.director.staff_id).update(is_active=False)

    assert is_refused(asker.get(CAMPAIGNS), 401, "not-signed-in")


@pytest.mark.parametrize(("days", "status"), [(89, 200), (91, 401)])
def test_a_token_lives_ninety_days(ask, actors, monkeypatch, days, status):
    asker = ask(actors.director)
    later = time.time() + days * 86_400

    monkeypatch.setattr(signing.time, "time", lambda: later)

    assert asker.get(CAMPAIGNS)[0] == status


@pytest.mark.parametrize(
    "spoil", [lambda token: token[:-1], lambda token: f"{token}x", lambda _: "", str.upper]
)
def test_a_spoiled_token_opens_nothing(ask, actors, spoil):
    asker = ask(actors.director)
    asker.headers["Authorization"] = f"Bearer {spoil(asker.headers['Authorization'].removeprefix('Bearer '))}"

    assert is_refused(asker.get(CAMPAIGNS), 401, "not-signed-in")


@pytest.mark.parametrize("content", [[], [1], ["one", "two"], {"pk": 1}, [1, "x", "y"], None])
def test_a_signed_value_that_is_no_token_of_ours_opens_nothing(ask, actors, content):
    asker = ask(None)
    asker.headers["Authorization"] = f"Bearer {signing.dumps(content, salt=tokens.SALT)}"

    assert is_refused(asker.get(CAMPAIGNS), 401, "not-signed-in")


def test_nobody_gets_a_token_for_an_account_that_is_not_there(actors):
    with pytest.raises(tokens.NoSuchStaff, match="nobody"):
        tokens.token_for(username="nobody")


def test_one_without_a_role_is_told_so(ask, actors):
    from donghanh.apps.organisation import operations, queries

    operations.add_staff(
        actor=actors.console, username="visitor", full_name="Visitor", password=None, at=actors.at
    )
    visitor = queries.actor_named(username="visitor", on=actors.at.date())

    assert is_refused(ask(visitor).get(CAMPAIGNS), 403, "no_role")


def test_a_session_reads(ask, actors):
    answer = signed_in(actors.director).get("/api/v1/campaigns")

    assert (answer.status_code, answer.json()) == (200, [])


def test_a_session_changes_nothing_without_the_forms_token(actors):
    client = signed_in(actors.director)
    address, body = "/api/v1/benefits/M18-21-00001/moves", {"move": "check"}

    without = client.post(address, body, content_type="application/json")
    client.cookies["csrftoken"] = "a" * 32
    with_it = client.post(address, body, content_type="application/json", headers={"X-CSRFToken": "a" * 32})

    assert (without.status_code, without.json()["rule"]) == (403, "csrf-token-missing")
    assert (with_it.status_code, with_it.json()["rule"]) == (404, "not-found")


def test_a_token_needs_no_token_of_a_form(ask, house):
    status, document = ask(house.actors.business).post("/benefits/M18-21-00001/moves", {"move": "check"})

    assert (status, document["rule"]) == (404, "not-found")


def test_public_addresses_ask_for_no_name(ask, db):
    assert ask(None).get("/public/draws") == (200, [])


def test_an_address_that_is_not_there_says_where_to_look(ask, db):
    status, document = ask(None).get("/nothing/here")

    assert (status, document["rule"]) == (404, "no-such-address")
    assert "openapi.json" in document["message"]
