"""What should never come and does: moments, services, files and words that cannot be, at every door."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.faces.api.conftest import asker_for, stand_on_product_day
from tests.faces.portal.requests.conftest import customer

from donghanh.apps.evidence.models import EvidenceFile
from donghanh.apps.requests.models import Case

__all__ = ["customer"]
pytestmark = pytest.mark.django_db
UNIT = "PA01ND"


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("anh.jpg", b"\xff\xd8\xff")
    return out.getvalue()


def photograph() -> bytes:
    """A picture that says where and with what it was taken."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x8825] = {1: "N", 2: (20.0, 25.0, 0.0)}
    exif[0x010F] = "Maker-of-the-phone"
    Image.new("RGB", (80, 60), "orange").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def by_command(desk, monkeypatch):
    """Open a question about a bill, received at a moment; answers status and what was printed."""
    from donghanh.faces.cli.main import main

    monkeypatch.setattr("donghanh.faces.clock.now", lambda: desk.now)

    def run(received: str, service: str = "BILL_QUERY") -> tuple[int, str]:
        words = ("--service", service, "--name", "Hộ thử", "--unit", UNIT, "--received", received, "--json")
        done = CliRunner().invoke(main, ["requests", "open", *words])
        return done.exit_code, done.output

    return run


@pytest.mark.parametrize(
    ("received", "status"),
    [
        ("2031-01-01T10:00+07:00", 409),
        ("2021-12-17T10:00", 422),
        ("2021-02-29T10:00+07:00", 422),
        ("2010-01-04T10:00+07:00", 409),
        ("0001-01-01T00:00+14:00", 409),
        ("2020-09-30T23:59+07:00", 409),  # the last minute without this service
        ("2020-10-01T00:00+07:00", 200),
    ],
)
def test_over_the_api_a_moment_is_judged_alike(desk, settings, received, status):
    stand_on_product_day(actors=desk.actors, settings=settings)
    sent = {"service": "METER_CHECK", "channel": "phone", "unit": UNIT, "received_at": received}

    told = asker_for(desk.clerk).post("/requests", {**sent, "contact": {"name": "Hộ thử"}})

    assert told[0] == status, told
    assert Case.objects.count() == (status == 200)


@pytest.mark.parametrize(
    ("received", "told"),
    [
        ("2031-01-01T10:00+07:00", "future"),
        ("2021-12-20T09:00:01+07:00", "future"),
        ("2021-02-29T10:00+07:00", "expected an instant"),
        ("2021-12-17T10:00", "no zone"),
        ("2021-12-17T25:00+07:00", "expected an instant"),
        ("0001-01-01T00:00+14:00", "before all calendars"),
        ("9999-12-31T23:59-14:00", "future"),
        ("2010-01-04T10:00+07:00", "BILL_QUERY"),
    ],
)
def test_a_moment_that_cannot_be_ends_the_command_with_two_and_opens_nothing(by_command, received, told):
    status, printed = by_command(received)

    assert (status, told in printed) == (2, True), printed
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("received", "now", "due_on"),
    [
        ("2020-10-01T00:00+07:00", None, "2020-10-06"),  # the first minute of this service
        ("2024-02-29T10:00+07:00", datetime(2024, 3, 1, tzinfo=UTC), "2024-03-05"),
        ("2021-12-31T23:59+07:00", datetime(2022, 1, 10, tzinfo=UTC), "2022-01-06"),
        ("2021-12-31T16:59Z", datetime(2022, 1, 10, tzinfo=UTC), "2022-01-06"),  # the same, said in UTC
        ("2022-01-01T00:00+07:00", datetime(2022, 1, 10, tzinfo=UTC), "2022-01-06"),
    ],
)
def test_leap_days_and_the_last_minute_before_a_holiday_count_as_their_own_day(
    desk, by_command, received, now, due_on
):
    desk.now = now or desk.now

    status, printed = by_command(received, "METER_CHECK")

    assert (status, json.loads(printed)["due_on"]) == (0, due_on)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("anh.jpg", zipped(), "không phải ảnh"),
        ("anh.jpg", b"", "trống"),
        ("đơn.docx", zipped(), "không phải ảnh"),
        ("x" * 300 + ".jpg", b"MZ", "không phải ảnh"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_at_the_page(customer, name, content, told):
    customer.ready()

    page = customer.say("giay-to", photo=SimpleUploadedFile(name, content))

    assert page.status_code == 422
    assert told in page.content.decode()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("x" * 300 + ".jpg", "x" * 80 + ".jpg"),
        ("\u202egpj.exe", "gpj.jpg"),
    ],
)
def test_a_photograph_is_kept_under_a_plain_name_without_the_place_where_it_was_taken(
    customer,
    name,
    kept,
):
    customer.ready()
    assert customer.say("giay-to", photo=SimpleUploadedFile(name, photograph())).status_code == 302
    customer.send()

    file = EvidenceFile.objects.get()
    content = bytes(file.bytes.content)
    assert file.name == kept
    assert b"Maker-of-the-phone" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


@pytest.mark.parametrize(
    ("file", "status", "rule"),
    [
        ({"name": "anh.jpg", "content": b64encode(zipped()).decode()}, 409, "kind-not-kept"),
        ({"name": "anh.jpg", "content": ""}, 409, "file-is-empty"),
        ({"name": "anh.jpg", "content": "kein base64!"}, 422, None),
        ({"name": "x" * 300, "content": b64encode(photograph()).decode()}, 422, None),
        ({"name": "../a.jpg", "content": b64encode(photograph()).decode()}, 200, None),
    ],
)
def test_a_file_over_the_api_is_judged_by_its_bytes(customer, client, file, status, rule):
    customer.ready()
    path = f"/api/v1/public/requests/{customer.send()}/files"
    cache.clear()

    answer = client.post(path, json.dumps(file), content_type="application/json")

    assert answer.status_code == status, answer.content
    assert rule in (None, answer.json().get("rule"))
