"""One case on the desk: what is offered, what is refused and why, who sees what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.requests.conftest import picture

from donghanh.apps.organisation.models import PersonalDataReading
from donghanh.apps.requests.models import Answer, Case, CaseMove, CasePause, HandOver
from donghanh.faces.design.figures import VIETNAM

pytestmark = pytest.mark.django_db
QUERIES_AT_MOST = 32


def page(code: str) -> str:
    return f"/ban/yeu-cau/{code}/"


def test_a_case_shows_its_promise_and_why_it_is_due_then(desk, as_clerk, seen):
    opened = desk.open("METER_CHECK")

    told = seen(as_clerk.get(page(opened.code)))

    assert f"{opened.due_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}" in told
    assert "3 ngày làm việc" in told
    assert "Vì sao là hạn này?" in told
    assert "Căn cứ" in told


def test_a_clerk_of_another_unit_finds_no_case_and_no_act(desk, as_stranger):
    code = desk.open().code

    answers = [
        as_stranger.get(page(code)),
        as_stranger.post(f"{page(code)}hien/"),
        as_stranger.post(f"{page(code)}nhan-viec/"),
        as_stranger.post(f"{page(code)}tra-loi/", {"text": "Xong"}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("role", ["crew", "warehouse_keeper"])
def test_roles_without_a_part_in_requests_are_refused(desk, sign_in, role):
    code = desk.open().code
    client = sign_in(desk.actors.of(role, unit_code=desk.unit))

    assert client.get(page(code)).status_code == 403
    assert client.get("/ban/yeu-cau/").status_code == 403


def test_the_telephone_is_covered_until_asked_for_and_the_asking_is_kept(desk, as_clerk, seen):
    code = desk.open(phone="0912345678").code

    covered = seen(as_clerk.get(page(code)))
    before = PersonalDataReading.objects.count()
    shown = seen(as_clerk.post(f"{page(code)}hien/"))

    assert "0912345678" not in covered
    assert "0912345678" in shown
    assert PersonalDataReading.objects.count() == before + 1


def test_a_place_told_in_the_form_is_covered_as_the_address_is(desk, as_clerk, seen):
    code = desk.open("FAULT_RESTORE", fields={"where": "Số 172, đường Hùng Vương", "sign": "no_power"}).code

    covered = seen(as_clerk.get(page(code)))
    in_full = seen(as_clerk.post(f"{page(code)}hien/"))

    assert "Số 172" not in covered
    assert "Số 172, đường Hùng Vương" in in_full


def test_only_acts_that_are_possible_and_allowed_are_offered(desk, as_clerk, sign_in, seen):
    code = desk.answered()

    offered = as_clerk.get(page(code)).content.decode()
    read_only = sign_in(desk.actors.auditor).get(page(code)).content.decode()

    assert "/chua-xong/" in offered
    assert "/tra-loi/" not in offered
    assert "/chua-xong/" not in read_only
    assert "chỉ xem được" in read_only


def test_the_second_clerk_is_told_by_name_who_has_the_case(desk, sign_in, seen):
    code = desk.open().code
    desk.do("take_case", code, actor=desk.head)

    answer = sign_in(desk.clerk).post(f"{page(code)}nhan-viec/", follow=True)

    assert desk.head.full_name in seen(answer)
    assert Case.objects.get().responsible_id == desk.head.staff_id


def test_a_double_click_answers_once(desk, as_clerk, key_of):
    code = desk.open().code
    sent = {"key": key_of(as_clerk.get(page(code)), "tra-loi"), "text": "Đã kiểm tra, chỉ số đúng."}

    answers = [as_clerk.post(f"{page(code)}tra-loi/", sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Answer.objects.filter(kind="answer").count() == 1


def test_a_page_older_than_the_case_says_so_and_changes_nothing(desk, as_clerk, seen):
    code = desk.open().code
    old = {"key": "older-tab", "why": "Không còn cần", "text": "Lý do từ chối"}
    desk.do("answer_case", code, text="Đã xong.")

    answer = as_clerk.post(f"{page(code)}tu-choi/", old)

    assert answer.status_code == 409
    assert "đã thay đổi sau khi anh/chị mở trang" in seen(answer)
    assert Case.objects.get().state == "answered"


def test_a_pause_without_evidence_is_refused_in_the_form_and_the_words_stay(desk, as_clerk, seen):
    code = desk.open("METER_CHECK").code
    desk.do("accept_case", code)
    asked = {"key": "a", "reason": "nobody_home", "why": "Khách vắng nhà", "proof": ""}

    refused = as_clerk.post(f"{page(code)}tam-dung/", asked)

    assert refused.status_code == 422
    assert "Chưa có bằng chứng" in seen(refused)
    assert "Khách vắng nhà" in refused.content.decode()
    assert CasePause.objects.count() == 0


def test_a_pause_with_evidence_stops_the_clock_and_shows_the_file(desk, as_clerk, seen):
    code = desk.open("METER_CHECK").code
    desk.do("accept_case", code)
    file = SimpleUploadedFile("chung.jpg", picture(), "image/jpeg")
    asked = {
        "key": "a",
        "reason": "nobody_home",
        "why": "Khách vắng nhà",
        "proof": "site_photo",
        "file": file,
    }

    done = as_clerk.post(f"{page(code)}tam-dung/", asked)
    told = seen(as_clerk.get(page(code)))

    assert done.status_code == 302
    assert "Đang tạm dừng" in told
    assert "Bằng chứng 1" in told


def test_a_case_handed_to_another_unit_leaves_the_clerks_sight_with_its_reason_kept(desk, as_clerk):
    code = desk.open().code
    asked = {"key": "a", "place": "unit:PA01XT", "person": "", "why": "Thuộc địa bàn Xuân Trường"}

    answer = as_clerk.post(f"{page(code)}chuyen/", asked)

    assert answer.headers["Location"] == "/ban/yeu-cau/"
    assert as_clerk.get(page(code)).status_code == 404
    assert HandOver.objects.get().why == "Thuộc địa bàn Xuân Trường"


def test_a_late_case_asks_for_its_cause_and_an_apology(desk, as_clerk, seen):
    before = desk.now - timedelta(days=30)
    code = desk.open(received_at=before).code

    told = seen(as_clerk.get(page(code)))
    done = as_clerk.post(f"{page(code)}qua-han/", {"cause": "overload", "told": "Thiếu người", "apology": ""})

    assert "Hãy ghi nguyên nhân và lời xin lỗi" in told
    assert done.status_code == 302
    assert "xin lỗi" in seen(as_clerk.get(page(code)))


def test_not_solved_opens_the_same_case_with_the_clock_that_it_had(desk, as_clerk):
    code = desk.answered()
    due = Case.objects.get().due_at

    as_clerk.post(f"{page(code)}chua-xong/", {"why": "Khách gọi lại: vẫn sai"})

    case = Case.objects.get()
    assert (case.state, case.due_at) == ("reopened", due)


def test_a_template_fills_the_answer_and_an_open_blank_is_not_sent(desk, as_clerk, seen):
    code = desk.open().code

    refused = as_clerk.post(f"{page(code)}tra-loi/", {"key": "a", "text": "Kết quả: {answer}"})

    assert refused.status_code == 422
    assert "{answer}" in seen(refused)
    assert CaseMove.objects.filter(move="answer").count() == 0


def test_a_paper_that_was_handed_in_is_kept_and_shown_as_there(desk, as_clerk, seen):
    code = desk.open("METER_CHECK").code
    paper = desk.page(code).documents[0]
    file = SimpleUploadedFile("cccd.jpg", picture(), "image/jpeg")

    done = as_clerk.post(f"{page(code)}gan-giay/", {"document": paper.code, "file": file})
    empty = as_clerk.post(
        f"{page(code)}gan-giay/", {"document": paper.code, "file": SimpleUploadedFile("x.pdf", b"no pdf")}
    )

    assert done.status_code == 302
    assert empty.status_code == 422
    assert desk.page(code).documents[0].is_there


def test_the_tracking_code_is_read_again_only_by_who_works_on_it_and_each_time_is_kept(desk, as_clerk, seen):
    opened = desk.open()
    before = PersonalDataReading.objects.count()

    told = seen(as_clerk.post(f"{page(opened.code)}ma-theo-doi/", follow=True))

    assert opened.tracking_code in told
    assert PersonalDataReading.objects.count() == before + 1


def test_bad_names_of_cases_and_acts_are_not_found(desk, as_clerk):
    code = desk.open().code

    assert as_clerk.get("/ban/yeu-cau/KH-KHONG-CO/").status_code == 404
    assert as_clerk.post(f"{page(code)}xoa-het/").status_code == 404
    assert as_clerk.get(f"{page(code)}tra-loi/").status_code == 302


def test_the_page_keeps_its_budget_of_questions(desk, as_clerk):
    code = desk.open().code
    for _ in range(3):
        desk.do("hand_over", code, why="thử", to_desk="office")
        desk.do("hand_over", code, why="thử", to_desk="unit", actor=desk.actors.office)
    as_clerk.get(page(code))

    with CaptureQueriesContext(connection) as asked:
        as_clerk.get(page(code))

    assert len(asked) <= QUERIES_AT_MOST
