"""The accounts' pages: from a figure to the customer, money entered once, a refund by two, who sees none."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.conftest import FAR, HOUSEHOLD, NEIGHBOUR, Books, opened
from tests.faces.desk.programmes.conftest import as_, links, seen  # noqa: F401

QUERIES_AT_MOST = 24
STATEMENT = f"/ban/cong-no/khach-hang/{HOUSEHOLD}/"
PAGES = ("", "con-no/", "tien-thua/", f"khach-hang/{HOUSEHOLD}/", f"khach-hang/{HOUSEHOLD}/ghi-tien/")


@pytest.fixture
def books(settings, actors: Any, product_now: Any) -> Books:
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=actors.console, at=product_now, real_now=clock.real_now())
    made = opened(actors, product_now)
    made.charge(("OCT", HOUSEHOLD, 40_000, 4_000), on=date(2021, 11, 3), month=date(2021, 10, 1))
    made.charge(("A", HOUSEHOLD, 100_000, 10_000), ("B", NEIGHBOUR, 10_000, 1_000), ("C", FAR, 5_000, 500))
    return made


def key_on(answer: Any) -> str:
    found = re.search(r'name="key" value="([0-9a-f]+)"', answer.content.decode())
    assert found
    return found[1]


def test_a_figure_leads_to_the_customers_and_a_customer_to_the_statement(books, as_):  # noqa: F811
    director = as_(books.actors.director)

    first = director.get("/ban/cong-no/?ngay=2021-12-20")
    (figure,) = [one for one in links(first, "/ban/cong-no/con-no/") if "ND" in one and "31_60" in one]
    behind = director.get(figure)
    statement = director.get(links(behind, "/ban/cong-no/khach-hang/")[0])

    assert "3 khách hàng còn nợ 170.500" in seen(first)
    assert "7 ngày" in seen(first)
    assert "chờ xác nhận" in seen(first)
    assert f"{HOUSEHOLD} Nguyễn Thị Bích" in seen(behind)
    assert "OCT 10/2021 44.000" in seen(statement).replace("\N{NO-BREAK SPACE}₫", "")
    assert "Số •• đường" in seen(statement)


def test_a_payment_clicked_twice_is_entered_once(books, as_):  # noqa: F811
    officer = as_(books.actors.unit_officer("PA01ND"))
    key = key_on(officer.get(f"{STATEMENT}ghi-tien/"))
    sent = {"key": key, "amount": "44.000", "account": "bank", "invoice": "", "why": ""}

    for _ in range(2):
        assert officer.post(f"{STATEMENT}ghi-tien/", sent).status_code == 302

    assert books.owed(HOUSEHOLD) == {"A": 110_000}
    other = officer.post(f"{STATEMENT}ghi-tien/", sent | {"amount": "45.000"})
    assert other.status_code == 422
    assert "nội dung khác" in seen(other)


@pytest.mark.parametrize("amount", ["", "0", "-5", "1,5", "12.34", "một trăm", "9" * 20, "1e9"])
def test_an_amount_that_is_none_is_refused_in_the_form(books, as_, amount):  # noqa: F811
    officer = as_(books.actors.unit_officer("PA01ND"))

    answer = officer.post(f"{STATEMENT}ghi-tien/", {"key": "k", "amount": amount, "account": "bank"})

    assert answer.status_code == 422
    assert books.owed(HOUSEHOLD) == {"OCT": 44_000, "A": 110_000}


def test_a_refund_goes_from_one_officer_to_another_and_out(books, as_):  # noqa: F811
    books.pay(HOUSEHOLD, 200_000)
    officer, head = as_(books.actors.unit_officer("PA01ND")), as_(books.actors.unit_head("PA01ND"))

    asked = officer.post(f"{STATEMENT}hoan-tien/", {"key": "k", "amount": "46.000", "why": "Chuyển nhà"})
    (own,) = links(head.get("/ban/cong-no/tien-thua/"), "/ban/cong-no/hoan-tien/")
    mine = officer.post(own, {"decision": "approve", "why": ""})
    head.post(own, {"decision": "approve", "why": ""})
    head.post(own, {"account": "bank"})

    assert asked.status_code == 302
    assert mine.status_code == 422
    assert books.statement(HOUSEHOLD).credit_dong == 0
    assert "Đã chi" in seen(officer.get("/ban/cong-no/tien-thua/"))
    assert head.get(own).status_code == 404
    assert books.check().holds


def test_the_full_address_is_shown_on_request_and_recorded(books, as_):  # noqa: F811
    from donghanh.apps.organisation.models import PersonalDataReading

    officer = as_(books.actors.unit_officer("PA01ND"))

    told = officer.post(STATEMENT)

    assert "Số 1 đường Trần Hưng Đạo" in seen(told)
    assert PersonalDataReading.objects.get().subject == f"customer:{HOUSEHOLD}"


def test_a_clerk_of_another_unit_finds_nothing_and_crews_and_partners_no_page(books, as_):  # noqa: F811
    books.pay(NEIGHBOUR, 50_000)
    other = as_(books.actors.unit_officer("PA01XT"))

    assert other.get(STATEMENT).status_code == 404
    assert other.post(STATEMENT).status_code == 404
    assert (
        other.post(f"{STATEMENT}ghi-tien/", {"key": "k", "amount": "1", "account": "bank"}).status_code == 404
    )
    assert other.get("/ban/cong-no/con-no/?don-vi=PA01ND").status_code == 403
    assert HOUSEHOLD not in seen(other.get("/ban/cong-no/con-no/"))
    assert NEIGHBOUR not in seen(other.get("/ban/cong-no/tien-thua/"))
    for nobody in (books.actors.crew("PA01ND"), books.actors.partner_officer("13633")):
        for page in PAGES:
            assert as_(nobody).get(f"/ban/cong-no/{page}").status_code == 403, page


def test_an_auditor_reads_but_enters_nothing(books, as_):  # noqa: F811
    auditor = as_(books.actors.auditor)

    assert "Ghi tiền" not in seen(auditor.get(STATEMENT))
    answer = auditor.post(f"{STATEMENT}ghi-tien/", {"key": "k", "amount": "44.000", "account": "bank"})
    assert answer.status_code == 422
    assert books.owed(HOUSEHOLD)["OCT"] == 44_000


def test_the_pages_ask_as_often_for_many_customers_as_for_few(books, as_):  # noqa: F811
    director = as_(books.actors.director)
    for _ in range(2):
        for page in PAGES:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert director.get(f"/ban/cong-no/{page}").status_code == 200
            assert len(asked) <= QUERIES_AT_MOST, (page, len(asked))
        books.charge(*[(f"X{number}", HOUSEHOLD, 1_000, 100) for number in range(40)], on=date(2021, 12, 19))


def test_the_pages_speak_english_too(books, as_):  # noqa: F811
    director = as_(books.actors.director)
    director.cookies["django_language"] = "en"

    assert "Debts by unit and days late" in seen(
        director.get("/ban/cong-no/", headers={"Accept-Language": "en"})
    )


def test_a_payment_entered_wrongly_is_taken_back_from_the_statement_once(books, as_):  # noqa: F811
    paid = books.pay(HOUSEHOLD, 44_000)
    officer = as_(books.actors.unit_officer("PA01ND"))
    (way,) = [one for one in links(officer.get(STATEMENT), STATEMENT) if "ghi-dao" in one]
    sent = {"key": key_on(officer.get(way)), "why": "Ghi nhầm khách hàng"}

    without = officer.post(way, sent | {"why": " "})
    answers = [officer.post(way, sent).status_code for _ in range(2)]
    again = officer.post(way, sent | {"key": "another"})

    assert way == f"{STATEMENT}ghi-dao/{paid.entry}/"
    assert (without.status_code, answers, again.status_code) == (422, [302, 302], 422)
    assert "đã được ghi đảo" in seen(again)
    assert books.owed(HOUSEHOLD) == {"OCT": 44_000, "A": 110_000}
    assert "ghi-dao" not in officer.get(STATEMENT).content.decode()
    assert books.check().holds


def test_credit_is_used_for_what_came_later_by_who_may(books, as_):  # noqa: F811
    books.pay(HOUSEHOLD, 200_000)
    books.charge(("LATE", HOUSEHOLD, 20_000, 2_000), on=date(2021, 12, 18), month=date(2021, 12, 1))
    head, officer = as_(books.actors.unit_head("PA01ND")), as_(books.actors.unit_officer("PA01ND"))
    assert "can-tru" in head.get(STATEMENT).content.decode()
    assert "can-tru" not in officer.get(STATEMENT).content.decode()

    key = key_on(head.get(f"{STATEMENT}can-tru/"))
    told = [head.post(f"{STATEMENT}can-tru/", {"key": key}, follow=True) for _ in range(2)]

    assert officer.get(f"{STATEMENT}can-tru/").status_code == 403
    assert "Đã cấn trừ 22.000" in seen(told[0]).replace("\N{NO-BREAK SPACE}", " ")
    assert "đã được ghi trước đó" in seen(told[1])
    assert (books.owed(HOUSEHOLD), books.statement(HOUSEHOLD).credit_dong) == ({}, 24_000)


def test_all_credits_in_sight_are_used_from_their_list(books, as_):  # noqa: F811
    books.pay(NEIGHBOUR, 50_000)
    books.pay(FAR, 9_000, key="2")
    late = ("L1", NEIGHBOUR, 10_000, 1_000), ("L2", FAR, 1_000, 100)
    books.charge(*late, on=date(2021, 12, 18), month=date(2021, 12, 1))
    head = as_(books.actors.unit_head("PA01ND"))
    assert "can-tru" in head.get("/ban/cong-no/tien-thua/").content.decode()

    head.post("/ban/cong-no/tien-thua/can-tru/", {"key": "k"})

    assert books.owed(NEIGHBOUR) == {}
    assert books.owed(FAR) == {"L2": 1_100}
    assert as_(books.actors.auditor).get("/ban/cong-no/tien-thua/can-tru/").status_code == 403


def test_neither_act_reaches_another_unit(books, as_):  # noqa: F811
    paid = books.pay(HOUSEHOLD, 200_000)
    other = as_(books.actors.unit_head("PA01XT"))
    strange = f"/ban/cong-no/khach-hang/{FAR}/ghi-dao/{paid.entry}/"

    assert other.post(f"{STATEMENT}ghi-dao/{paid.entry}/", {"key": "k", "why": "x"}).status_code == 404
    assert other.post(f"{STATEMENT}can-tru/", {"key": "k"}).status_code == 404
    assert other.post(strange, {"key": "k", "why": "x"}).status_code == 404
    assert books.statement(HOUSEHOLD).credit_dong == 46_000
