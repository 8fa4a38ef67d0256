"""A crew of Nam Định with a repair of today and one of tomorrow, seen at 09:00 of 20 December 2021."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.works.conftest import Field, field, picture  # noqa: F401

TODAY = date(2021, 12, 20)
TOMORROW = date(2021, 12, 21)


@dataclass
class Crew:
    """A crew that is signed in, and what its phone sends."""

    client: Any
    actor: Any
    order: str
    later: str

    def page(self, path: str = "", **more: Any) -> str:
        answer = self.client.get(f"/hien-truong/{path}", **more)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def record(self, kind: str, **facts: Any) -> dict[str, Any]:
        """A record as a phone makes it."""
        return {
            "record_id": str(uuid4()), "order": self.order, "kind": kind,
            "taken_at": "2021-12-20T02:00:00Z", "facts": facts, "file_name": "",
        }  # fmt: skip

    def send(self, *records: dict[str, Any], files: dict[str, bytes] | None = None, person: str = "") -> Any:
        """Send records as the outbox does."""
        parts = {
            f"file-{name}": SimpleUploadedFile("a.jpg", content) for name, content in (files or {}).items()
        }
        told = {"person": person or self.actor.username, "records": json.dumps(records), **parts}
        return self.client.post("/hien-truong/gui/", told)

    def answers(self, *records: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
        answer = self.send(*records, **more)
        assert answer.status_code == 200, answer.content
        return answer.json()["answers"]


@pytest.fixture
def standing(settings, actors, product_now):
    """The product's clock at 09:00 of 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=actors.console, at=product_now, real_now=clock.real_now())


@pytest.fixture
def crew(field: Field, standing, sign_in) -> Crew:  # noqa: F811
    """The crew of Nam Định, signed in, with a visit of today and one of tomorrow."""
    order = field.planned("test:1", day=TODAY, name="Bà Hộ Hôm Nay", phone="0912000001")
    later = field.planned("test:2", day=TOMORROW, name="Ông Hộ Ngày Mai", phone="0912000002")
    actor = field.actors.crew("PA01ND")
    return Crew(sign_in(actor), actor, order, later)
