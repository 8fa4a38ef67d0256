"""A customer chooses a service, answers one question a page, checks, and sends it once."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.faces.portal.requests.conftest import new_supply, picture

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return answer.content.decode()


def test_only_services_that_a_customer_may_choose_today_are_offered(customer, client):
    page = text_of(client.get("/yeu-cau/"))

    assert "/yeu-cau/NEW_LV_RES_URBAN/" in page
    assert "3 ngày làm việc" in page
    assert "NEW_LV_RES_EXTRA" not in page
    for code in ("NEW_LV_RES_EXTRA", "NEW_LV_ANY", "X"):
        assert client.get(f"/yeu-cau/{code}/").status_code == 404


def test_what_is_promised_is_said_before_anything_is_asked(customer, client):
    page = text_of(client.get("/yeu-cau/CONTRACT_TRANSFER/"))

    assert "3 ngày làm việc" in page
    assert "Miễn phí" in page
    assert "Theo quy định nào?" in page


def test_a_request_reaches_the_unit_of_the_customers_code(customer):
    customer.ready()

    code = customer.send()

    case = customer.case()
    assert (case.row.unit_code, case.row.channel, case.row.service_code) == ("PA01ND", "portal", "BILL_QUERY")
    assert case.customer_code == "PA01ND0000001"
    assert case.is_electronic
    assert len(code) == 14


def test_a_double_click_makes_one_case(customer, client):
    customer.ready()
    form = client.session["portal-request"]

    code = customer.send()
    session = client.session
    session["portal-request"] = form  # the second click was on its way before the first was answered
    session.save()

    assert customer.send() == code
    assert customer.case().row.code


def test_a_click_that_finds_the_draft_gone_leads_to_the_receipt(customer, client):
    customer.ready()
    customer.send()

    again = client.post("/yeu-cau/BILL_QUERY/kiem-tra/")

    assert again["Location"] == "/yeu-cau/da-gui/"


def test_the_receipt_says_code_due_time_clause_and_what_is_next(customer, client):
    customer.ready()
    code = customer.send()

    page = text_of(client.get("/yeu-cau/da-gui/"))

    assert code in page
    assert "21/12/2021 09:00" in page
    assert "VB 2693" in page
    assert "Nhân viên xem yêu cầu" in page
    assert "YC-21-" not in page


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("customer_code", ""),
        ("customer_code", "12345"),
        ("what", ""),
        ("what", "a\x00b"),
        ("what", "x" * 2001),
    ],
)
def test_an_answer_that_cannot_be_used_is_asked_again(customer, field, answer):
    customer.begin()

    page = customer.say(f"hoi/{field}", answer=answer)

    assert page.status_code == 422
    assert "error-summary" in text_of(page)


@pytest.mark.parametrize(
    ("answer", "status"), [("3,5", 302), ("3.5", 302), ("-1", 422), ("NaN", 422), ("x", 422)]
)
def test_a_number_is_taken_with_comma_or_point(customer, answer, status):
    customer.begin("CHANGE_CAPACITY_URBAN")

    assert customer.say("hoi/new_capacity_kw", answer=answer).status_code == status


@pytest.mark.parametrize(
    ("answer", "status"), [("2021-12-31", 302), ("31/12/2021", 302), ("31/02/2022", 422)]
)
def test_a_day_is_taken_as_people_write_it(customer, answer, status):
    customer.begin("TERMINATE_CONTRACT")

    assert customer.say("hoi/closing_on", answer=answer).status_code == status


def test_without_telephone_and_mail_nobody_could_answer(customer):
    customer.begin()

    page = customer.say("lien-he", name="Lệ Thị Mẫu", phone="", email="", commune="")

    assert page.status_code == 422
    assert "để chúng tôi trả lời" in text_of(page)


def test_a_place_is_asked_for_where_no_code_says_the_unit(customer):
    customer.begin("FAULT_RESTORE")

    page = customer.say("lien-he", name="A", phone="0912345678", email="", commune="")

    assert page.status_code == 422
    assert "đúng điện lực" in text_of(page)


def test_the_check_leads_back_to_what_was_left_out(customer, client):
    customer.begin()

    answer = client.get("/yeu-cau/BILL_QUERY/kiem-tra/")

    assert answer["Location"] == "/yeu-cau/BILL_QUERY/hoi/customer_code/"


def test_an_answer_changed_from_the_check_returns_there(customer, client):
    customer.ready()

    moved = client.post("/yeu-cau/BILL_QUERY/hoi/what/?sua=1", {"answer": "Khác"})

    assert moved["Location"] == "/yeu-cau/BILL_QUERY/kiem-tra/"
    assert "Khác" in text_of(client.get(moved["Location"]))


def test_what_a_customer_writes_is_shown_as_text(customer, client):
    customer.ready(what="<script>alert(1)</script>")

    assert "<script>alert" not in text_of(client.get("/yeu-cau/BILL_QUERY/kiem-tra/"))


def test_a_picture_goes_with_the_request(customer, sign_in, actors):
    customer.ready()
    customer.say("giay-to", photo=picture())
    customer.send()

    from donghanh.apps.evidence.queries import evidence_of

    (file,) = evidence_of(actor=actors.office, subject=f"request:{customer.case().row.code}")
    assert (file.kind, file.media_type) == ("proof", "image/jpeg")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jpg", b"", "trống"),
        ("a.jpg", b"MZ\x90\x00 a program", "không phải ảnh"),
        ("a.pdf", b"%PDF-1.4 /JavaScript (x)", "mã chạy"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải ảnh"),
    ],
)
def test_a_file_that_is_not_kept_is_refused_at_once(customer, client, name, content, told):
    customer.ready()

    page = customer.say("giay-to", photo=SimpleUploadedFile(name, content))

    assert page.status_code == 422
    assert told in text_of(page)
    assert client.session["portal-request"]["files"] == {}


def test_a_picture_that_unpacks_into_a_flood_is_refused(customer):
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG", optimize=True)
    customer.ready()

    assert customer.say("giay-to", photo=SimpleUploadedFile("b.png", bomb.getvalue())).status_code == 422


def test_a_file_too_large_is_refused(customer, monkeypatch):
    from donghanh.faces.portal.requests import asking

    monkeypatch.setattr(asking, "MOST_BYTES", 100)
    customer.ready()

    assert "dưới 10 MB" in text_of(customer.say("giay-to", photo=picture()))


def test_a_file_that_is_gone_is_asked_for_again_and_nothing_is_sent(customer, client):
    from django.core.cache import caches

    customer.ready()
    customer.say("giay-to", photo=picture())
    caches["drafts"].clear()

    page = client.post("/yeu-cau/BILL_QUERY/kiem-tra/")

    assert page.status_code == 422
    assert "chọn lại" in text_of(page)


def test_without_its_papers_an_application_has_no_due_time_and_says_so(customer, client):
    new_supply(customer)

    code = customer.send()

    page = text_of(client.get("/yeu-cau/da-gui/"))
    assert "bắt đầu khi hồ sơ đầy đủ" in page
    assert f"/theo-doi/{code}/giay-to/" in page
    assert customer.case().row.due_at is None
    assert customer.case().row.state == "incomplete"


def test_with_its_papers_the_clock_runs(customer):
    new_supply(customer)
    customer.say("giay-to", identity=picture("red"), place_right=picture("blue"))

    customer.send()

    assert customer.case().row.due_at is not None


def test_somebody_who_sends_and_sends_is_asked_to_wait_and_others_are_served(customer, client, monkeypatch):
    from donghanh.faces.portal.requests import sending
    from donghanh.faces.throttle import Limit

    monkeypatch.setattr(sending, "SENDS", Limit("portal-sends", most=0, seconds=600))
    customer.ready()

    held = client.post("/yeu-cau/BILL_QUERY/kiem-tra/")

    assert held.status_code == 429
    assert int(held["Retry-After"]) > 0
    assert client.get("/yeu-cau/").status_code == 200


def test_the_app_is_a_channel_of_its_own(customer, client):
    client.get("/yeu-cau/?kenh=app")
    customer.ready()

    customer.send()

    assert customer.case().row.channel == "app"


def test_every_page_of_the_way_is_below_100_kb(customer, client):
    customer.begin("FAULT_RESTORE")

    pages = [
        client.get(f"/yeu-cau/FAULT_RESTORE/{page}") for page in ("", "hoi/where/", "giay-to/", "lien-he/")
    ]

    assert [page.status_code for page in pages] == [200] * 4
    assert max(len(page.content) for page in pages) < 40_000
