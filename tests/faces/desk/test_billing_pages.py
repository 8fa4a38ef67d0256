"""Invoices on the desk: found, read in full, corrected by two officers, run; hidden from everybody else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.apps.billing.street import ISSUED, NOVEMBER, build
from tests.apps.customers.customer_frames import keep_energy

from donghanh.apps.billing import operations, queries

pytestmark = pytest.mark.django_db
LIST_QUERIES, ONE_QUERIES = 16, 26


@pytest.fixture
def billed(actors):
    """Twelve households of the city's unit, their November billed; answers their codes."""
    codes = build(actors=actors)
    operations.run_billing(actor=actors.business, unit_code="PA01ND", month=NOVEMBER, at=ISSUED)
    return codes


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def first_key(actors) -> int:
    return queries.invoices(actor=actors.director).rows[-1].id


def test_an_invoice_is_found_by_the_customers_code(billed, actors, sign_in):
    answer = sign_in(actors.unit_officer("PA01ND")).get("/ban/hoa-don/", {"q": billed[2]})

    told = text_of(answer)
    assert "01GTKT0/001-ND/21E-0000003" in told
    assert "0000004" not in told
    assert "Thị Số" not in told


def test_the_list_asks_within_its_budget(billed, actors, sign_in, django_assert_max_num_queries):
    client = sign_in(actors.director)
    with django_assert_max_num_queries(LIST_QUERIES):
        assert client.get("/ban/hoa-don/").status_code == 200


def test_one_invoice_asks_within_its_budget(billed, actors, sign_in, django_assert_max_num_queries):
    client = sign_in(actors.director)
    with django_assert_max_num_queries(ONE_QUERIES):
        assert client.get(f"/ban/hoa-don/{first_key(actors)}/").status_code == 200


def test_an_invoice_says_lines_and_clauses_and_covers_its_holder_until_asked(billed, actors, sign_in):
    client = sign_in(actors.director)
    address = f"/ban/hoa-don/{first_key(actors)}/"

    covered, full = text_of(client.get(address)), text_of(client.post(address))

    assert "648/QĐ-BCT" in covered
    assert "khớp với lúc phát hành" in covered
    assert "Nguyễn ••• 0." in covered
    assert "Nguyễn Thị Số 001" in full


def test_an_officer_of_another_unit_sees_none_of_it(billed, actors, sign_in):
    client = sign_in(actors.unit_officer("PA01XT"))
    key = first_key(actors)

    assert billed[0] not in text_of(client.get("/ban/hoa-don/"))
    assert client.get(f"/ban/hoa-don/{key}/").status_code == 404
    assert client.post(f"/ban/hoa-don/{key}/").status_code == 404
    assert client.get(f"/ban/hoa-don/{key}/sua/").status_code == 404
    run = queries.runs(actor=actors.director)[0].id
    assert client.get(f"/ban/hoa-don/chay/{run}/").status_code == 404


def test_a_crew_has_no_such_pages(billed, actors, sign_in):
    assert sign_in(actors.crew("PA01ND")).get("/ban/hoa-don/").status_code == 403


def test_a_correction_is_proposed_by_one_and_confirmed_by_another(billed, actors, sign_in):
    key = first_key(actors)
    form = {"how": "adjust", "category": "business", "reason": "Mở cửa hàng từ tháng trước"}
    assert sign_in(actors.unit_officer("PA01ND")).post(f"/ban/hoa-don/{key}/sua/", form).status_code == 302
    number = queries.invoice(actor=actors.director, invoice=key).proposals[0].proposal

    answer = sign_in(actors.unit_head("PA01ND")).post(
        f"/ban/hoa-don/{key}/quyet-dinh/{number}/", {"viec": "duyet"}, follow=True
    )

    assert "Điều chỉnh tăng" in text_of(answer)
    assert queries.invoice(actor=actors.director, invoice=key).corrections


def test_a_correction_that_changes_nothing_is_told_in_the_form(billed, actors, sign_in):
    answer = sign_in(actors.business).post(
        f"/ban/hoa-don/{first_key(actors)}/sua/", {"how": "adjust", "reason": "Thử"}
    )

    assert answer.status_code == 422
    assert "không có gì để sửa" in text_of(answer)


def test_a_run_is_shown_as_an_equation_with_its_progress(billed, actors, sign_in):
    client = sign_in(actors.unit_head("PA01ND"))
    run = queries.runs(actor=actors.director)[0].id

    page, bar = client.get(f"/ban/hoa-don/chay/{run}/"), client.get(f"/ban/hoa-don/chay/{run}/tien-do")

    assert "12 điểm đo = 12 lập hóa đơn + 0 đang giữ + 0 không tính được" in text_of(page)
    assert "Đã xong cả 12 hóa đơn" in text_of(bar)
    assert "hx-get" not in bar.content.decode()


def test_a_run_is_asked_for_from_the_desk_and_put_into_the_queue_once(billed, actors, sign_in, settings):
    from procrastinate.contrib.django.models import ProcrastinateJob
    from tests.faces.api.conftest import stand_on_product_day

    stand_on_product_day(actors=actors, settings=settings)
    client = sign_in(actors.unit_head("PA01ND"))
    for _ in range(2):
        assert client.post("/ban/hoa-don/chay/", {"unit": "PA01ND", "month": "2021-11"}).status_code == 302

    assert ProcrastinateJob.objects.filter(task_name="run_billing").count() == 1


def test_who_may_not_run_is_offered_no_run(billed, actors, sign_in):
    answer = sign_in(actors.auditor).get("/ban/hoa-don/chay/")

    assert 'name="month"' not in answer.content.decode()


def test_an_invoice_is_had_as_pdf_and_the_download_is_recorded(billed, actors, sign_in):
    from donghanh.apps.organisation.models import PersonalDataReading

    client, key = sign_in(actors.director), first_key(actors)

    paper = client.get(f"/ban/hoa-don/{key}/hoa-don.pdf")

    assert paper.content.startswith(b"%PDF-")
    assert PersonalDataReading.objects.filter(what="invoice_pdf").count() == 1


def test_an_invoice_of_the_old_style_has_no_xml_and_the_page_says_so(billed, actors, sign_in):
    answer = sign_in(actors.director).get(f"/ban/hoa-don/{first_key(actors)}/hoa-don.xml", follow=True)

    assert "kiểu cũ" in text_of(answer)


def test_an_adjustment_of_2022_as_xml_bears_the_difference_and_names_the_original(billed, actors, sign_in):
    from donghanh.adapters.einvoice import parse_einvoice

    later = ISSUED.replace(year=2022, month=1, day=5)
    proposal = operations.propose_correction(
        actor=actors.unit_officer("PA01ND"), invoice=first_key(actors), how="adjust", reason="Mở cửa hàng",
        changes={"category": "business"}, at=later,
    )  # fmt: skip
    issued = operations.confirm_correction(actor=actors.business, proposal=proposal, at=later)

    told = parse_einvoice(sign_in(actors.director).get(f"/ban/hoa-don/{issued}/hoa-don.xml").content)

    assert told.refers_to is not None
    assert (told.symbol, told.number, told.refers_to.how) == ("K22TND", 1, "adjusts")
    assert (told.refers_to.symbol, told.refers_to.number) == ("ND/21E", 1)
    card = queries.invoice(actor=actors.director, invoice=issued)
    assert told.totals.total_amount == card.total_amount > 0


def test_an_invoice_shows_thirteen_months_up_to_its_own(billed, actors, sign_in):
    keep_energy(billed[0], {date(2020, 11, 1): 80, date(2021, 11, 1): 100, date(2021, 12, 1): 999})

    page = sign_in(actors.director).get(f"/ban/hoa-don/{first_key(actors)}/").content.decode()

    assert "So 1 tháng cùng kỳ: 100 kWh, năm trước 80 kWh." in page
    assert "999" not in page
    assert "+25 %" in page
