"""Rounds on the desk: drawn, asked, answered, closed, seen by the company alone; a unit gets its sums."""

from __future__ import annotations

import pytest
from tests.apps.programmes.confirming_words import BY_LOT, SEED, drawn, moved, received, told
from tests.faces.desk.programmes.conftest import links, seen, workbook_of

pytestmark = pytest.mark.django_db
ROUNDS, ROUND = "/ban/xac-nhan/", "/ban/xac-nhan/1/"
UNIT_PAGE, CASES = "/ban/xac-nhan/cua-don-vi/", "/ban/xac-nhan/viec/"
PAGE_QUERIES = 45


def test_a_round_is_drawn_begun_and_closed_by_buttons(desk, as_):
    received(desk)
    browser = as_(desk.actors.business)
    assert "Sẽ hỏi 1 trên 1 suất" in seen(browser.get(ROUNDS))

    browser.post("/ban/xac-nhan/rut-mau")
    page = seen(browser.get(ROUND))
    assert "hiện khi khép đợt" in page
    browser.post(f"{ROUND}buoc/begin/", {"why": ""})
    browser.post(f"{ROUND}buoc/close/", {"why": ""})

    assert "Rút lại từ số bí mật: khớp" in seen(browser.get(ROUND))


def test_the_seed_is_nowhere_on_the_page_before_the_round_is_over(desk, as_):
    received(desk)
    drawn(desk)
    browser = as_(desk.actors.director)

    page = browser.get(ROUND).content.decode()

    assert SEED.hex() not in page
    moved(desk, "begin")
    moved(desk, "close")
    assert SEED.hex() in browser.get(ROUND).content.decode()


def test_making_a_round_void_needs_a_reason(desk, asked, as_):
    browser = as_(desk.actors.business)

    answer = browser.post(f"{ROUND}buoc/make_void/", {"why": ""})

    assert answer.status_code == 422
    assert browser.post(f"{ROUND}buoc/make_void/", {"why": "Nhầm"}).status_code == 302


STRANGERS = ["unit_head", "unit_officer", "crew", "warehouse_keeper"]


@pytest.mark.parametrize("who", STRANGERS)
def test_for_a_unit_the_pages_of_rounds_and_stories_are_not_there(desk, asked, as_, who):
    browser = as_(getattr(desk.actors, who)("PA01ND"))
    pages = [ROUNDS, ROUND, f"{ROUND}buoc/close/", f"{ROUND}hoi/{asked[0]}/", "/ban/xac-nhan/chuyen-ke/",
             f"{ROUND}dong-y/{asked[0]}/"]  # fmt: skip

    answers = [browser.get(address) for address in pages]
    posts = [browser.post("/ban/xac-nhan/rut-mau"), browser.post(f"{ROUND}phieu", {"kenh": "letter"})]

    assert [answer.status_code for answer in answers + posts] == [404] * (len(pages) + 2)
    assert ROUNDS not in links(browser.get("/ban/"), "/ban/xac-nhan/")


def test_a_communes_partner_sees_nothing_of_it(desk, asked, as_):
    browser = as_(desk.actors.partner_officer("13732"))

    assert [browser.get(address).status_code for address in (ROUNDS, ROUND)] == [404, 404]
    assert browser.get(UNIT_PAGE).status_code == 403


def test_an_auditor_reads_and_changes_nothing(desk, asked, as_):
    browser = as_(desk.actors.auditor)

    page = browser.get(ROUND)

    assert page.status_code == 200
    assert "Tạo phiếu hỏi" not in seen(page)
    assert browser.post(f"{ROUND}phieu", {"kenh": "letter"}).status_code in (302, 403)
    from donghanh.apps.programmes.models import Invitation

    assert not Invitation.objects.exists()


def test_the_telephone_is_covered_until_it_is_opened_and_that_is_recorded(desk, asked, as_):
    from donghanh.apps.organisation.models import PersonalDataReading

    browser = as_(desk.actors.office)
    address = f"{ROUND}hoi/{asked[0]}/"
    assert "0912345678" not in browser.get(ROUND).content.decode() + browser.get(address).content.decode()

    opened = browser.post(address, {"act": "open"}).content.decode()

    assert "0912345678" in opened
    assert list(PersonalDataReading.objects.values_list("what", "username")) == [
        ("confirmation_contact", "office")
    ]


def test_a_telephone_answer_is_written_down_and_a_bad_one_opens_a_case(desk, asked, as_):
    browser = as_(desk.actors.office)
    good = {"act": "answer", "received": "yes", "works": "yes", "rating": "5", "words": "Cảm ơn"}

    browser.post(f"{ROUND}hoi/{asked[0]}/", good)
    browser.post(f"{ROUND}hoi/{asked[1]}/", {"act": "answer", "received": "no", "works": "", "rating": ""})

    page = seen(browser.get(ROUND))
    assert "Cảm ơn" in seen(browser.get(f"{ROUND}hoi/{asked[0]}/"))
    assert "2 trên 3 người được hỏi" in page
    assert "ít quá, chưa kết luận" in page
    assert asked[1] in seen(browser.get(CASES))


def test_an_answer_that_cannot_be_says_why(desk, asked, as_):
    browser = as_(desk.actors.office)

    answer = browser.post(f"{ROUND}hoi/{asked[0]}/", {"act": "answer", "received": "no", "rating": "5"})

    assert answer.status_code == 422
    assert "chưa nhận thì không chấm sao" in seen(answer)


def test_a_call_that_reached_nobody_is_counted(desk, asked, as_):
    browser = as_(desk.actors.office)

    browser.post(f"{ROUND}hoi/{asked[0]}/", {"act": "attempt", "outcome": "no_answer"})

    assert "Không nghe máy" in seen(browser.get(ROUND))


def test_slips_come_once_as_a_workbook_with_codes(desk, asked, as_):
    browser = as_(desk.actors.office)

    first = browser.post(f"{ROUND}phieu", {"kenh": "letter"})
    again = browser.post(f"{ROUND}phieu", {"kenh": "letter"})

    rows = next(iter(workbook_of(first).values()))
    assert len(rows) == 2 + 3
    code = rows[2][5]
    assert len(code) == 11
    assert code not in browser.get(ROUND).content.decode()
    assert again.status_code == 302
    assert "no-store" in first["Cache-Control"]


def test_a_unit_reads_its_sums_after_the_round_and_released_cases_only(desk, asked, as_):
    from donghanh.apps.programmes.operations.confirmation_cases import move_case

    kept = told(desk, asked[0], received="no", words="Chưa ai đến")
    head, other = as_(desk.actors.unit_head("PA01ND")), as_(desk.actors.unit_head("PA01XT"))
    address = f"{CASES}{kept.case}/"
    assert "Chưa có đợt hỏi nào đã khép" in seen(head.get(UNIT_PAGE))
    assert head.get(address).status_code == 404
    moved(desk, "close")
    move_case(
        actor=desk.actors.office, case=int(kept.case), move="release", why="Xin giải trình", at=desk.now
    )

    page = seen(head.get(UNIT_PAGE))
    case = head.get(address)

    assert "Đợt 1" in page
    assert not [reference for reference in asked if reference in page]
    assert case.status_code == 200
    assert "Chưa ai đến" not in seen(case)
    assert other.get(address).status_code == 404
    head.post(address, {"move": "explain", "why": "Giao nhầm"})
    assert "Giao nhầm" in seen(as_(desk.actors.office).get(address))


def test_pages_keep_their_query_budget(desk, asked, as_, django_assert_max_num_queries):
    told(desk, asked[0])
    browser = as_(desk.actors.office)
    browser.get(ROUNDS)

    for address in (ROUNDS, ROUND, CASES, "/ban/xac-nhan/chuyen-ke/"):
        with django_assert_max_num_queries(PAGE_QUERIES):
            assert browser.get(address).status_code == 200


def test_a_list_of_more_households_asks_no_more_of_the_database(desk, as_, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests.apps.programmes.confirming_words import asking

    asking(desk, count=1)
    browser = as_(desk.actors.office)
    browser.get(ROUND)
    with CaptureQueriesContext(connection) as few:
        browser.get(ROUND)
    moved(desk, "close")
    for place in range(3):
        received(desk, name=f"Thêm {place}")
    drawn(desk)
    moved(desk, "begin", number=BY_LOT["number"] + 1)

    with django_assert_max_num_queries(len(few)):
        browser.get("/ban/xac-nhan/2/")
