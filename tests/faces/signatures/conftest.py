"""The desk of signatures on the product's day, a customer's browser, and the director's."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.apps.signatures.conftest import desk, offered  # noqa: F401 -- fixtures of these tests
from tests.faces.desk.requests.conftest import (  # noqa: F401 -- fixtures of these tests
    as_stranger,
    seen,
    standing_on_the_product_day,
)


@pytest.fixture
def client_of():
    """A browser in which a person is signed in."""

    def made(actor) -> Client:
        from django.contrib.auth import get_user_model

        client = Client()
        person = get_user_model().objects.get(pk=actor.staff_id)
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        return client

    return made


@pytest.fixture
def code_sent():
    """The one-time code as the customer reads it on the telephone."""

    def read() -> str:
        from donghanh.apps.notices.models import Message

        return Message.objects.filter(kind="code").first().sending.words.split()[0]

    return read
