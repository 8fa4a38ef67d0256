"""What may be reported, what became of it, and for whom: by its number, or by the key that sent it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import etree
from tests.faces.feeds.open311.conftest import told

from donghanh.apps.requests import operations

pytestmark = pytest.mark.django_db


def test_the_services_are_those_of_the_street(city):
    answer = city.get("services.json")

    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert [one["service_code"] for one in told(answer)] == ["FAULT_RESTORE"]
    assert "2 giờ" in told(answer)[0]["description"]


def test_an_english_client_reads_english(city, client):
    answer = client.get("/open311/v2/services.xml", headers={"Accept-Language": "en"})

    assert etree.fromstring(answer.content).findtext("service/service_name") == "Power cut or fault"


def test_the_definition_asks_for_what_the_standard_has_no_field_for(city):
    asked = told(city.get("services/FAULT_RESTORE.json"))["attributes"]

    assert [(one["code"], one["datatype"], one["required"]) for one in asked] == [
        ("sign", "singlevaluelist", True)
    ]
    assert "wire_down" in [one["key"] for one in asked[0]["values"]]


@pytest.mark.parametrize("code", ["NEW_LV_RES_URBAN", "NOTHING", "PHONE_ANSWER"])
def test_a_service_of_another_channel_is_not_found(city, code):
    answer = city.get(f"services/{code}.json")

    assert (answer.status_code, told(answer)[0]["code"]) == (404, 404)


@pytest.mark.parametrize(("said", "status"), [("PA01", 200), ("pa01", 200), ("", 200), ("hanoi.vn", 404)])
def test_the_jurisdiction_is_ours_or_left_out(city, said, status):
    assert city.get("services.json", jurisdiction_id=said).status_code == status


def test_a_report_is_found_by_its_number_and_tells_nothing_personal(city):
    number = city.number(city.post(first_name="Mẫu", last_name="Lệ", phone="0912345678", email="m@a.example"))

    answer = city.get(f"requests/{number}.json")

    (row,) = told(answer)
    assert (row["status"], row["service_code"], row["agency_responsible"]) == (
        "open",
        "FAULT_RESTORE",
        "PA01ND",
    )
    assert row["expected_datetime"] == "2021-12-20T11:00:00+07:00"
    for personal in ("Lệ", "0912345678", "m@a.example", "20.4388"):
        assert personal not in answer.content.decode()


def test_the_token_of_a_report_leads_to_its_number(city):
    number = city.number(city.post())

    assert told(city.get(f"tokens/{number}.json")) == [{"service_request_id": number, "token": number}]


def test_an_answered_report_is_closed(city):
    number = city.number(city.post())
    code, clerk = city.cases()[0].row.code, city.actors.unit_officer("PA01ND")
    operations.start_case(actor=clerk, code=code, now=city.actors.at)
    operations.answer_case(actor=clerk, code=code, text="Đã nâng dây.", now=city.actors.at)

    assert told(city.get("requests.json", service_request_id=number))[0]["status"] == "closed"
    assert told(city.get("requests.json", service_request_id=number, status="open")) == []


def test_a_key_lists_its_own_reports_and_no_others(city):
    number = city.number(city.post())
    city.post(api_key=city.new_key("khac"), description="Của hệ thống khác")

    listed = told(city.get("requests.json", api_key=city.key))

    assert [one["service_request_id"] for one in listed] == [number]


def test_without_a_key_nobody_lists(city):
    city.post()

    assert city.get("requests.json").status_code == 403
    assert city.get("requests.json", api_key="dh_guessed").status_code == 403


def test_the_list_keeps_to_the_days_that_are_asked_for(city):
    city.post()
    before = (city.actors.at - timedelta(days=1)).isoformat()

    assert told(city.get("requests.json", api_key=city.key, end_date=before)) == []
    assert len(told(city.get("requests.json", api_key=city.key, start_date=before))) == 1


@pytest.mark.parametrize("text", ["yesterday", "0001-01-01T00:00:00Z", "9999-99-99"])
def test_a_day_that_cannot_be_meant_is_refused(city, text):
    assert city.get("requests.json", api_key=city.key, start_date=text).status_code == 400


def test_numbers_that_are_counted_up_find_nothing_and_are_held_back(city):
    city.post()
    counted = city.cases()[0].row.code

    answers = [city.get(f"requests/{counted}.json")]
    answers += [city.get(f"requests/{number}.json") for number in range(1, 31)]

    assert {one.status_code for one in answers[:30]} == {404}
    assert len({one.content for one in answers[:30]}) == 1
    assert answers[30].status_code == 429


@pytest.mark.parametrize("form", ["json", "xml"])
def test_an_error_has_the_standards_shape(city, form):
    answer = city.get(f"requests/0.{form}")

    if form == "json":
        assert told(answer) == [{"code": 404, "description": "service_request_id provided was not found"}]
    else:
        assert etree.fromstring(answer.content).findtext("error/code") == "404"
