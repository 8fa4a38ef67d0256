"""Messages over the API: scoped as on the desk; a gateway's report is believed when it is signed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.apps.notices.conftest import OTHER, UNIT, post  # noqa: F401 -- the fixture of these tests
from tests.faces.api.conftest import stand_on_product_day

from donghanh.adapters.sms import signature_of
from donghanh.faces.clock import real_now

REPORTS = "/api/v1/notices/sms-reports"


@pytest.fixture(autouse=True)
def standing_on_the_product_day(settings, actors):
    stand_on_product_day(actors=actors, settings=settings)


@pytest.fixture
def report(client, settings, tmp_path):
    """Send a report that is signed with a key."""
    path = tmp_path / "key"
    path.write_text("chung\n")
    settings.CARRIERS = replace(settings.CARRIERS, sms_key_file=path)

    def send(content: dict, key: str = "chung"):
        body, moment = json.dumps(content).encode(), str(int(real_now().timestamp()))
        headers = {"X-Timestamp": moment, "X-Signature": signature_of(key=key, moment=moment, body=body)}
        return client.post(REPORTS, body, content_type="application/json", headers=headers)

    return send


def test_a_signed_report_settles_the_message_and_a_forged_one_does_not(post, report):  # noqa: F811
    code = post.queue()
    post.send()
    told = {"client_reference": code, "status": "delivered"}

    forged = report(told, key="khác")

    assert (forged.status_code, forged.json()["rule"]) == (401, "not-signed")
    assert post.state(code) == "sent"
    assert report(told).json() == {"state": "delivered"}
    assert report(told | {"client_reference": "TN-0"}).status_code == 404
    assert report(told | {"status": "on_its_way"}).json() == {"state": ""}


def test_without_a_key_no_report_is_believed(post, client, settings):  # noqa: F811
    moment = str(int(real_now().timestamp()))
    headers = {"X-Timestamp": moment, "X-Signature": signature_of(key="", moment=moment, body=b"{}")}

    assert client.post(REPORTS, b"{}", content_type="application/json", headers=headers).status_code == 401


def test_the_list_and_the_message_are_those_of_the_own_units(post, sign_in, actors):  # noqa: F811
    own, of_others = post.queue(), post.queue(unit_code=OTHER)
    client = sign_in(actors.unit_officer(UNIT))

    assert [row["code"] for row in client.get("/api/v1/notices/messages").json()["rows"]] == [own]
    assert client.get(f"/api/v1/notices/messages/{own}").json()["row"]["to"] == "0912•••678"
    assert client.get(f"/api/v1/notices/messages/{of_others}").status_code == 404
