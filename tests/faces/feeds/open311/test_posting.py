"""A report from the street becomes one case of the unit that serves the place."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree
from PIL import Image
from tests.faces.feeds.open311.conftest import told

from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.partners.operations import end_key

pytestmark = pytest.mark.django_db


def picture(colour: str = "gray", name: str = "day.jpg") -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def test_a_report_becomes_a_case_of_the_unit_that_serves_the_place(city):
    answer = city.post(description="Dây sà xuống đường", phone="0912 345 678")

    (case,) = city.cases()
    assert answer.status_code == 200
    assert (case.row.unit_code, case.row.channel, case.is_electronic) == ("PA01ND", "open311", True)
    assert (case.latitude_microdegrees, case.longitude_microdegrees) == (20_438_800, 106_162_100)
    assert {one.code: one.value for one in case.fields} == {
        "where": "20.438800, 106.162100", "sign": "Dây điện đứt, sà thấp", "what": "Dây sà xuống đường",
    }  # fmt: skip
    assert "20/12/2021 11:00" in told(answer)[0]["service_notice"]


def test_the_number_is_not_the_one_that_counts_up(city):
    assert city.number(city.post()) not in city.cases()[0].row.code


def test_xml_is_answered_in_xml(city):
    answer = city.post("xml")

    assert answer["Content-Type"].startswith("text/xml")
    assert len(etree.fromstring(answer.content).findtext("request/service_request_id")) == 14


def test_nobody_has_to_say_who_they_are(city):
    assert city.post().status_code == 200


def test_extra_fields_and_attributes_of_a_real_client_are_left_aside(city):
    extra = {
        "utf8": "✓",
        "locale": "vi",
        "device_id": "x" * 64,
        "attribute[colour]": "red",
        "zipcode": "420000",
    }

    assert city.post(**extra).status_code == 200


def post_object(city, **more):
    usual = {"api_key": city.key, "service_code": "FAULT_RESTORE", "lat": 20.4388, "long": 106.1621}
    return city.client.post(
        "/open311/v2/requests.json", json.dumps({**usual, **more}), content_type="application/json"
    )


@pytest.mark.parametrize(
    "answers", [{"attribute": {"sign": "wire_down"}}, {"attribute[sign]": ["wire_down"], "attribute": 7}]
)
def test_a_client_that_posts_an_object_is_understood(city, answers):
    extra = {
        "first_name": "Mẫu",
        "email": None,
        "geometry": {"type": "Point"},
        "is_public": True,
        "\ud800": "\ud800",
    }

    answer = post_object(city, description="Dây sà", **extra, **answers)

    (case,) = city.cases()
    assert (answer.status_code, case.latitude_microdegrees) == (200, 20_438_800)
    assert {one.code: one.value for one in case.fields}["sign"] == "Dây điện đứt, sà thấp"


def test_an_object_sent_again_is_the_same_case_and_another_is_another(city):
    sign = {"attribute": {"sign": "wire_down"}}
    first, again, other = (post_object(city, description=one, **sign) for one in ("a", "a", "b"))

    assert city.number(first) == city.number(again) != city.number(other)


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"api_key": {"a": 1}}, 403, "API Key"),
        ({"service_code": None}, 400, "service_code was not provided"),
        ({"service_code": 7}, 404, "service_code provided was not found"),
        ({"lat": None}, 400, "lat was not provided"),
        ({"lat": float("nan")}, 400, "no number of degrees"),
        ({"long": 1e300}, 400, "no number of degrees"),
        ({}, 400, "attribute[sign] was not provided"),
        ({"attribute": {"sign": {"deep": 1}}}, 400, "attribute[sign] was not provided"),
        ({str(number): "x" for number in range(201)}, 400, "at most 200"),
        ({"description": "a\0b"}, 400, "NUL"),
    ],
)
def test_an_object_that_lacks_or_misspells_is_told_what(city, more, status, words):
    answer = post_object(city, **more)

    assert (answer.status_code, told(answer)[0]["code"]) == (status, status)
    assert words in told(answer)[0]["description"]
    assert city.cases() == []


def test_an_address_alone_is_place_enough_and_goes_to_the_office(city):
    city.post(lat=None, long=None, address_string="Ngã tư Năng Tĩnh")

    (case,) = city.cases()
    assert case.row.desk == "office"
    assert case.row.unit_code == ""


def test_a_place_far_from_every_commune_goes_to_the_office(city):
    city.post(lat="10.5", long="106.5")

    assert city.cases()[0].row.unit_code == ""


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"api_key": None}, 403, "API Key"),
        ({"api_key": "dh_guessed"}, 403, "API Key"),
        ({"api_key": "\ud800".encode("utf-8", "surrogatepass")}, 403, "API Key"),
        ({"service_code": None}, 400, "service_code was not provided"),
        ({"service_code": "NOTHING"}, 404, "service_code provided was not found"),
        ({"service_code": "NEW_LV_RES_URBAN"}, 404, "service_code provided was not found"),
        ({"attribute[sign]": None}, 400, "attribute[sign] was not provided"),
        ({"attribute[sign]": "ghosts"}, 400, "sign"),
        ({"lat": None, "long": None}, 400, "lat and long"),
        ({"lat": "north"}, 400, "north"),
        ({"jurisdiction_id": "hanoi.vn"}, 404, "jurisdiction_id"),
        ({"description": "x" * 4001}, 400, "4000"),
        ({"phone": "a\x00b"}, 400, "NUL"),
    ],
)
def test_what_cannot_be_used_is_said_in_the_standards_shape(city, fields, status, words):
    answer = city.post(**fields)

    assert answer.status_code == status
    assert told(answer)[0]["code"] == status
    assert words in told(answer)[0]["description"]
    assert city.cases() == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b"[1]", "application/json"),
        (b"\xff", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"\xff\xfe", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"--x", "multipart/form-data"),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x"),
    ],
)
def test_a_body_that_is_no_form_is_refused_and_breaks_nothing(city, client, body, kind):
    answer = client.generic("POST", "/open311/v2/requests.json", body, content_type=kind)

    assert answer.status_code in (400, 403)
    assert told(answer)[0]["code"] == answer.status_code


def test_other_methods_are_refused(city, client):
    assert client.delete("/open311/v2/requests.json").status_code == 405


def test_the_same_report_sent_again_is_the_same_case(city):
    assert city.number(city.post(description="Dây sà")) == city.number(city.post(description="Dây sà"))
    assert len(city.cases()) == 1


def test_another_report_from_the_same_place_is_another_case(city):
    city.post(description="Dây sà")
    city.post(description="Dây sà thêm một đoạn")

    assert len(city.cases()) == 2


def test_a_clients_own_key_makes_one_case_even_later(city):
    first, again = (city.post(head={"Idempotency-Key": "r-1"}) for _ in range(2))

    assert city.number(first) == city.number(again)


def test_a_picture_that_comes_along_is_kept_and_a_bad_one_stops_nothing(city):
    answer = city.post(media=picture(), more=SimpleUploadedFile("x.exe", b"MZ"))

    (case,) = city.cases()
    assert "x.exe" in told(answer)[0]["service_notice"]
    assert len(evidence_of(actor=city.actors.office, subject=f"request:{case.row.code}")) == 1


def test_pictures_under_one_name_are_all_kept_and_those_beyond_five_are_named(city):
    sent = [picture(colour) for colour in ("red", "blue", "green", "gray", "white")]

    answer = city.post(media=[*sent, picture("black", "sixth.jpg")])

    (case,) = city.cases()
    assert len(evidence_of(actor=city.actors.office, subject=f"request:{case.row.code}")) == 5
    assert "sixth.jpg" in told(answer)[0]["service_notice"]


def test_a_key_that_has_ended_lets_nobody_in(city):
    end_key(actor=city.actors.office, code="do-thi", why="Hết hợp đồng", at=city.actors.at)

    assert city.post().status_code == 403


def test_wrong_keys_are_held_back(city):
    answers = [city.post(api_key=f"dh_{number}").status_code for number in range(31)]

    assert answers == [403] * 30 + [429]


def test_a_flood_from_one_address_gets_429_and_others_are_served(city, monkeypatch):
    from donghanh.faces.feeds.open311 import answers as limits
    from donghanh.faces.throttle import Limit

    monkeypatch.setattr(limits, "ADDRESS", Limit("flood", most=5, seconds=3600))

    flood = [city.get("services.json") for _ in range(50)]
    other = city.client.get("/open311/v2/services.json", REMOTE_ADDR="198.51.100.7")

    assert [one.status_code for one in flood] == [200] * 5 + [429] * 45
    assert 0 < int(flood[-1]["Retry-After"]) <= 3600
    assert told(flood[-1])[0]["code"] == 429
    assert other.status_code == 200


def test_a_key_has_its_own_limit_wherever_it_is_used(city):
    slow = city.new_key("cham", most=2)

    told_by = [
        city.client.get("/open311/v2/requests.json", {"api_key": slow}, REMOTE_ADDR=f"198.51.100.{number}")
        for number in range(3)
    ]

    assert [one.status_code for one in told_by] == [200, 200, 429]
    assert city.get("requests.json", api_key=city.key).status_code == 200
