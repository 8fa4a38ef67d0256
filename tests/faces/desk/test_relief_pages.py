"""Pages of price reductions: what each role sees and does, and how many questions a page asks."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.urls import reverse
from tests.apps.reliefs.billing_stub import billing, paid
from tests.apps.reliefs.conftest import CITY_UNIT, FAR_UNIT, HOUSEHOLD, SCHOOL, furnished

DAYS = {"from_on": "2021-07-25", "until_on": "2021-08-10", "document": "QĐ 1, 25/7/2021"}
ROUND = {"relief_round": "covid-4", "month": "2021-08-01"}


@pytest.fixture
def desk(actors, product_now):
    return furnished(actors, product_now)


def text(answer):
    return answer.content.decode()


def test_the_rounds_show_their_rules_and_what_is_not_confirmed(desk, sign_in):
    shown = text(sign_in(desk.actors.business).get(reverse("desk-reliefs"), {"dot": "covid-5"}))

    assert "Mức giảm của đợt 5 chưa xác nhận được" in shown
    assert "chờ xác nhận" in shown


def test_an_order_is_entered_by_one_and_confirmed_by_another_and_then_counts(desk, sign_in):
    client = sign_in(desk.actors.office)
    entered = client.post(
        reverse("desk-relief-enter-order"), {"place": "district:356", "directive": "directive-16", **DAYS}
    )
    page = reverse("desk-relief-fact", args=[_last()])
    own = client.post(page, {"act": "confirm"})
    decided = sign_in(desk.actors.business).post(page, {"act": "confirm"})
    shown = text(client.get(reverse("desk-relief-why"), {"ma": HOUSEHOLD, "thang": "2021-08"}))

    assert (entered.status_code, own.status_code, decided.status_code) == (302, 422, 302)
    assert "người khác phải xác nhận" in text(own)
    assert "Giảm 15% đến 200 kWh/tháng, 10% khi dùng nhiều hơn" in shown


def test_a_form_that_makes_no_sense_says_what_to_mend(desk, sign_in):
    backwards = {**DAYS, "until_on": "2021-07-01", "code": SCHOOL, "use": "medical"}
    answer = sign_in(desk.actors.office).post(reverse("desk-relief-enter-use"), backwards)

    assert answer.status_code == 422
    assert "Ngày kết thúc phải sau ngày bắt đầu" in text(answer)


def test_a_fact_shows_its_proof_and_is_unseen_by_another_unit(desk, sign_in):
    number = desk.use()
    page = reverse("desk-relief-fact", args=[number])
    file = io.BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    file.name = "quyet-dinh.pdf"
    kept = sign_in(desk.actors.unit_officer(CITY_UNIT)).post(page, {"act": "prove", "file": file})
    seen = text(sign_in(desk.actors.auditor).get(page))

    assert kept.status_code == 302
    assert ".pdf" in seen
    assert sign_in(desk.actors.unit_officer(FAR_UNIT)).get(page).status_code == 404


@pytest.mark.parametrize(
    "name", ["desk-reliefs", "desk-relief-orders", "desk-relief-uses", "desk-relief-why"]
)
def test_a_crew_and_a_partner_find_no_such_page(desk, sign_in, name):
    for actor in (desk.actors.crew(CITY_UNIT), desk.actors.partner_officer("13633")):
        assert sign_in(actor).get(reverse(name)).status_code in (302, 403)


@pytest.mark.parametrize("name", ["desk-relief-certificate", "desk-relief-rerate"])
def test_a_unit_neither_certifies_nor_rerates(desk, sign_in, name):
    assert sign_in(desk.actors.unit_head(CITY_UNIT)).get(reverse(name)).status_code == 403


def test_another_unit_is_not_told_of_a_customer(desk, sign_in):
    client = sign_in(desk.actors.unit_officer(FAR_UNIT))
    shown = text(client.get(reverse("desk-relief-why"), {"ma": HOUSEHOLD, "thang": "2021-08"}))

    assert "Không có khách hàng này trong phạm vi" in shown
    assert "Nguyễn Thị Bích" not in shown


def test_a_certificate_is_shown_and_downloaded(desk, sign_in):
    desk.confirm(desk.order())
    client = sign_in(desk.actors.business)
    with billing(paid()):
        shown = text(client.post(reverse("desk-relief-certificate"), ROUND))
        sent = client.post(reverse("desk-relief-certificate"), {**ROUND, "download": "1"})

    assert "Chứng nhận đúng cả hai chiều" in shown
    names = zipfile.ZipFile(io.BytesIO(sent.content)).namelist()
    assert "covid-4-2021-08/manifest.json" in names


def test_what_a_dry_run_shows_is_what_is_adjusted(desk, sign_in):
    desk.confirm(desk.order())
    client = sign_in(desk.actors.business)
    with billing() as adjusted:
        shown = client.post(reverse("desk-relief-rerate"), ROUND)
        again = {**ROUND, "digest": shown.context["digest"], "why": "quyết định đến muộn"}
        done = client.post(reverse("desk-relief-rerate"), again)

    assert "1 trên 2 hóa đơn thay đổi" in text(shown)
    assert (done.status_code, len(adjusted)) == (302, 1)


def test_a_file_of_sites_is_entered(desk, sign_in):
    head = "Mã khách hàng,Sử dụng,Từ ngày,Đến trước ngày,Văn bản"
    file = io.BytesIO(f"{head}\n{SCHOOL},medical,01/08/2021,,QĐ 1\n".encode())
    file.name = "noi.csv"
    answer = sign_in(desk.actors.office).post(reverse("desk-relief-import"), {"file": file})

    assert answer.status_code == 302


def test_english_pages_have_no_vietnamese_left(desk, sign_in):
    client = sign_in(desk.actors.business)
    client.cookies["ngon_ngu"] = "en"
    shown = text(client.get(reverse("desk-relief-orders")))

    assert "A fact counts from the day" in shown


def test_a_list_asks_the_same_number_of_questions_for_one_and_for_many(
    desk, sign_in, django_assert_max_num_queries
):
    for day in range(1, 9):
        desk.order(from_on=desk.now.date().replace(month=7, day=day))
    client = sign_in(desk.actors.unit_officer(CITY_UNIT))
    client.get(reverse("desk-relief-orders"))

    with django_assert_max_num_queries(16):
        client.get(reverse("desk-relief-orders"))


def _last():
    from donghanh.apps.reliefs.models import Fact

    return Fact.objects.latest("pk").pk
