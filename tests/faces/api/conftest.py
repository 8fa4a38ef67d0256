"""The API asked in process: a client that speaks JSON, in the name of whoever a test wants."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.apps.programmes.conftest import house  # noqa: F401

PRODUCT_NOW = datetime(2021, 12, 20, 2, 0, tzinfo=UTC)


@dataclass
class Asker:
    """Asks below /api/v1/ with somebody's token; answers status and document."""

    client: Client
    headers: dict[str, str]

    def get(self, path: str, **query: Any) -> tuple[int, Any]:
        return self._told(self.client.get(f"/api/v1{path}", query, headers=self.headers))

    def post(self, path: str, body: Any = None) -> tuple[int, Any]:
        return self._send(self.client.post, path, body)

    def put(self, path: str, body: Any = None) -> tuple[int, Any]:
        return self._send(self.client.put, path, body)

    def _send(self, way: Any, path: str, body: Any) -> tuple[int, Any]:
        sent = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        return self._told(way(f"/api/v1{path}", sent, content_type="application/json", headers=self.headers))

    @staticmethod
    def _told(response: Any) -> tuple[int, Any]:
        return response.status_code, response.json()


def asker_for(actor: Any) -> Asker:
    """The API asked in the name of an actor; None asks without a name."""
    from donghanh.faces.signin.tokens import token_for

    headers = {"Authorization": f"Bearer {token_for(username=actor.username)}"} if actor else {}
    return Asker(Client(enforce_csrf_checks=True), headers)


@pytest.fixture
def ask(db: None):
    """`ask(actors.director).get("/campaigns")` -> (200, [...])."""
    return asker_for


@pytest.fixture(autouse=True)
def _product_day(request: pytest.FixtureRequest, settings: Any) -> None:
    """The product stands on 20 December 2021 for every test here that needs the database."""
    if "house" not in request.fixturenames and "actors" not in request.fixturenames:
        return
    actors = request.getfixturevalue("actors")
    stand_on_product_day(actors=actors, settings=settings)


def stand_on_product_day(*, actors: Any, settings: Any) -> None:
    from donghanh.apps.organisation.operations import set_product_clock
    from donghanh.faces.clock import real_now

    settings.DEMO = True
    set_product_clock(actor=actors.console, at=PRODUCT_NOW, real_now=real_now())
