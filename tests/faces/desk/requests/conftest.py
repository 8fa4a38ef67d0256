"""The desk on 20 December 2021 with requests of one unit, and a page's words without its marks."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from tests.apps.requests.conftest import Desk, desk  # noqa: F401 -- the fixture of these tests
from tests.faces.api.conftest import stand_on_product_day

UNIT, OTHER = "PA01ND", "PA01XT"


@pytest.fixture(autouse=True)
def standing_on_the_product_day(settings, actors):
    """The pages stand on the product's day, nine o'clock."""
    stand_on_product_day(actors=actors, settings=settings)


@pytest.fixture
def seen():
    """What a reader sees of an answer."""

    def words(answer: Any) -> str:
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())

    return words


@pytest.fixture
def as_clerk(desk: Desk, sign_in):  # noqa: F811
    """The client of a clerk of the unit."""
    return sign_in(desk.clerk)


@pytest.fixture
def as_stranger(desk: Desk, actors, client):  # noqa: F811
    """The client of a clerk of another unit."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    other = Client()
    person = get_user_model().objects.get(pk=actors.unit_officer(OTHER).staff_id)
    other.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return other


@pytest.fixture
def key_of():
    """The key of a form of a page, by the act's address."""

    def key(answer: Any, act: str) -> str:
        form = answer.content.decode().split(f'/{act}/"', 1)[1]
        return re.search(r'name="key" value="(\w+)"', form)[1]

    return key
