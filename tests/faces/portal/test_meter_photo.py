"""A picture of the meter by a code: it arrives at the hold, and the page tells a stranger nothing."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.apps.metering.conftest import CITY, FAR, metered  # noqa: F401
from tests.faces.api.conftest import stand_on_product_day

from donghanh.apps.metering import operations, queries

pytestmark = pytest.mark.django_db


def seen(answer) -> str:
    """The page without the signature that every form has anew."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def picture() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "gray").save(data, "JPEG")
    return SimpleUploadedFile("cong to.jpg", data.getvalue(), "image/jpeg")


@pytest.fixture
def asked(metered, settings):  # noqa: F811
    """A held household's code for a picture, and the hold."""
    from django.core.cache import cache

    cache.clear()
    stand_on_product_day(actors=metered.actors, settings=settings)
    code = metered.a_home()
    metered.misread(code, index=metered.last_index(code) + 3000)
    hold = metered.hold(code)
    officer = metered.actors.unit_officer(CITY)
    return operations.request_photo(actor=officer, number=hold.pk, at=metered.now), hold, code


def test_a_picture_with_the_index_arrives_at_the_hold(metered, asked, client, sign_in):  # noqa: F811
    key, hold, _ = asked

    sent = client.post(f"/anh-cong-to/{key}/", {"photo": picture(), "index": "12345"})

    card = queries.hold(actor=metered.actors.unit_officer(CITY), number=hold.pk)
    ((number, index),) = card.photos[0].answers
    address = f"/ban/chi-so/giu/{hold.pk}/anh/{number}"
    assert sent.status_code == 200
    assert index == 12345
    assert sign_in(metered.actors.unit_officer(CITY)).get(address)["Content-Type"] == "image/jpeg"
    assert sign_in(metered.actors.unit_officer(FAR)).get(address).status_code == 404


def test_the_page_says_nothing_about_the_customer(asked, client):
    key, _, code = asked

    text = client.get(f"/anh-cong-to/{key}/").content.decode()

    assert code not in text
    assert "kWh" not in text


def test_a_wrong_code_and_one_that_is_over_are_answered_alike(metered, asked, client):  # noqa: F811
    key, hold, _ = asked
    operations.release_holds(
        actor=metered.actors.unit_officer(CITY), numbers=[hold.pk], why="x", at=metered.now
    )

    over, wrong = client.get(f"/anh-cong-to/{key}/"), client.get("/anh-cong-to/ABCDEFGHJKMN/")

    assert over.status_code == wrong.status_code == 404
    assert seen(over).replace(key, "") == seen(wrong).replace("ABCDEFGHJKMN", "")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 not a picture", b"hello"])
def test_what_is_no_picture_is_refused_in_the_form(asked, client, content):
    answer = client.post(f"/anh-cong-to/{asked[0]}/", {"photo": SimpleUploadedFile("a.jpg", content)})

    assert answer.status_code == 422


def test_whoever_tries_many_codes_is_held_back(asked, client):
    answers = [client.post("/anh-cong-to/", {"code": f"SAI{number}"}).status_code for number in range(12)]

    assert answers[0] == 422
    assert answers[-1] == 429
