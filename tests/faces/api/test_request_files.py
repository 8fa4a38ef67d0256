"""Papers over the API: handed in under the tracking code; the last that was missing starts the clock."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest
from django.core.cache import cache
from tests.faces.portal.requests.conftest import picture

pytestmark = pytest.mark.django_db
SENT = {
    "service": "NEW_LV_RES_URBAN",
    "contact": {"name": "Hộ thử", "phone": "0912345678", "commune": "13672"},
    "fields": {"supply_address": "Số 1 phố Mẫu", "phases": "one"},
}


def post(client, path: str, sent: object):
    return client.post(f"/api/v1/public/requests{path}", json.dumps(sent), content_type="application/json")


def paper(document: str, colour: str) -> dict[str, str]:
    content = b64encode(picture(colour).read()).decode()
    return {"name": "anh.jpg", "content": content, "document": document}


def test_an_application_sent_by_the_app_waits_for_its_papers_and_then_runs(actors, client):
    cache.clear()
    opened = post(client, "", SENT).json()
    path = f"/{opened['tracking_code']}/files"

    first = post(client, path, paper("identity", "red")).json()
    last = post(client, path, paper("place_right", "blue")).json()

    assert (opened["due_at"], first["due_at"], first["state"]) == (None, None, "incomplete")
    assert last["due_at"] is not None
    assert last["state"] == "received"


def test_a_file_that_is_not_kept_and_a_code_that_is_guessed_are_refused(actors, client):
    cache.clear()
    opened = post(client, "", SENT).json()
    program = {"name": "a.exe", "content": b64encode(b"MZ").decode()}

    assert post(client, f"/{opened['tracking_code']}/files", program).json()["rule"] == "kind-not-kept"
    assert post(client, "/000000000001/files", program).status_code == 404
