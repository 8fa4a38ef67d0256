"""A city's application with a key, standing in the street on the product's day."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from tests.faces.api.conftest import stand_on_product_day

from donghanh.apps.partners.operations import make_key
from donghanh.apps.works.operations import import_positions

PLACE = {"lat": "20.438800", "long": "106.162100"}
POSITIONS = "commune_code,latitude,longitude,source\n13636,20.4390,106.1620,invented for tests\n"

STILL = datetime(2096, 10, 2, 7, 6, 40, tzinfo=UTC)


class City:
    """Posts and asks by the test's client; `told` is the answer's JSON."""

    def __init__(self, client, actors) -> None:
        self.client, self.actors = client, actors
        self.key = self.new_key("do-thi")

    def new_key(self, code: str, most: int = 120) -> str:
        return make_key(
            actor=self.actors.office,
            code=code,
            name="Ứng dụng đô thị",
            at=self.actors.at,
            most_per_minute=most,
        )

    def post(self, form: str = "json", *, head: dict[str, str] | None = None, **fields: Any):
        """A wire that hangs low, unless something else is said; None leaves a field out."""
        usual = {
            "service_code": "FAULT_RESTORE",
            "api_key": self.key,
            "attribute[sign]": "wire_down",
            **PLACE,
        }
        sent = {name: value for name, value in {**usual, **fields}.items() if value is not None}
        return self.client.post(f"/open311/v2/requests.{form}", sent, headers=head or {})

    def get(self, what: str, **asked: str):
        return self.client.get(f"/open311/v2/{what}", asked)

    def number(self, answer) -> str:
        return told(answer)[0]["service_request_id"]

    def cases(self):
        from donghanh.apps.requests import queries
        from donghanh.apps.requests.values import QueueFilters

        filters = QueueFilters(view="all")
        rows = queries.queue(actor=self.actors.office, now=self.actors.at, filters=filters).rows
        return [
            queries.case_page(actor=self.actors.office, code=row.code, now=self.actors.at) for row in rows
        ]


def told(answer) -> Any:
    return json.loads(answer.content)


@pytest.fixture
def city(client, actors, settings, monkeypatch) -> City:
    monkeypatch.setattr("donghanh.faces.throttle.real_now", lambda: STILL)  # no stretch turns while we ask
    cache.clear()
    stand_on_product_day(actors=actors, settings=settings)
    import_positions(actor=actors.business, text=POSITIONS, at=actors.at)
    return City(client, actors)
