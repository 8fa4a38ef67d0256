"""The queue on the desk: order, filters, load, export, one answer for many; who sees whose."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donghanh.apps.requests.models import Answer, Case

pytestmark = pytest.mark.django_db
QUERIES_AT_MOST = 24


def test_the_case_with_the_least_time_left_stands_on_top(desk, as_clerk):
    slow = desk.open("METER_CHECK").code
    soon = desk.open("FAULT_RESTORE").code

    text = as_clerk.get("/ban/yeu-cau/").content.decode()

    assert text.index(soon) < text.index(slow)


def test_another_units_clerk_sees_an_empty_queue_and_an_empty_export(desk, as_stranger, seen):
    code = desk.open().code

    listed = as_stranger.get("/ban/yeu-cau/?xem=all")
    exported = as_stranger.get("/ban/yeu-cau/xuat?xem=all")

    assert code not in seen(listed)
    assert code not in str(cells(exported))


def test_filters_stand_in_the_address_and_bad_ones_do_no_harm(desk, as_clerk, seen):
    fault, bill = desk.open("FAULT_RESTORE").code, desk.open("BILL_QUERY").code

    faults = seen(as_clerk.get("/ban/yeu-cau/?dich-vu=FAULT_RESTORE&nguoi=nobody&kenh=phone"))
    odd = as_clerk.get("/ban/yeu-cau/?xem=%00x&page=99999&trang-thai=khong-co&q=%00&don-vi=" + "x" * 500)

    assert fault in faults
    assert bill not in faults
    assert odd.status_code == 200


def test_the_load_of_each_person_opens_that_persons_list(desk, as_clerk, seen):
    code = desk.open().code
    desk.do("take_case", code)
    desk.open()

    page = as_clerk.get("/ban/yeu-cau/").content.decode()
    theirs = seen(as_clerk.get(f"/ban/yeu-cau/?nguoi={desk.clerk.username}"))

    assert f"nguoi={desk.clerk.username}" in page
    assert code in theirs
    assert "1 yêu cầu" in theirs


def test_the_export_holds_what_is_seen_in_the_same_order(desk, as_clerk):
    desk.open("METER_CHECK")
    soon = desk.open("FAULT_RESTORE", name="=cmd()").code

    rows = cells(as_clerk.get("/ban/yeu-cau/xuat"))

    codes = [cell for row in rows for cell in row if str(cell).startswith("YC-")]
    assert codes[0] == soon
    assert len(codes) == 2


def test_many_are_answered_only_as_they_were_seen(desk, as_clerk, seen):
    codes = [desk.open().code for _ in range(2)]
    over = desk.answered()
    asked = {"ma": [*codes, over], "mau": "", "text": "Đã kiểm tra {code}."}

    looked = as_clerk.post("/ban/yeu-cau/hang-loat/", asked | {"xem": "1"})
    digest = looked.context["form"].initial["digest"]
    done = as_clerk.post("/ban/yeu-cau/hang-loat/", asked | {"gui": "1", "digest": digest})

    assert f"Đã kiểm tra {codes[0]}." in seen(looked)
    assert "không còn ở bước" in seen(looked)
    assert set(Answer.objects.exclude(case__code=over).values_list("case__code", flat=True)) == set(codes)
    assert codes[0] in seen(done)


def test_what_changed_after_the_preview_is_not_sent(desk, as_clerk, seen):
    code, other = desk.open().code, desk.open().code
    asked = {"ma": [code, other], "text": "Đã kiểm tra."}
    digest = as_clerk.post("/ban/yeu-cau/hang-loat/", asked).context["form"].initial["digest"]
    desk.do("answer_case", other, text="Đồng nghiệp trả lời trước.")

    answer = as_clerk.post("/ban/yeu-cau/hang-loat/", asked | {"gui": "1", "digest": digest})

    assert answer.status_code == 409
    assert "đã thay đổi sau khi xem" in seen(answer)
    assert Case.objects.get(code=code).state == "received"


def test_a_template_with_an_open_blank_offers_no_sending(desk, as_clerk):
    code = desk.open().code

    page = as_clerk.post("/ban/yeu-cau/hang-loat/", {"ma": [code], "text": "Kết quả: {answer}"})

    assert 'name="gui"' not in page.content.decode()


def test_nobody_answers_many_for_another_unit_or_as_an_auditor(desk, as_stranger, sign_in):
    code = desk.open().code
    asked = {"ma": [code], "text": "Xong.", "gui": "1", "digest": ""}

    as_stranger.post("/ban/yeu-cau/hang-loat/", asked)
    auditor = sign_in(desk.actors.auditor).post("/ban/yeu-cau/hang-loat/", asked)

    assert auditor.status_code == 403
    assert Answer.objects.count() == 0


def test_the_queue_asks_as_much_for_many_rows_as_for_few(desk, as_clerk):
    asked = []
    for number in range(1, 9):
        desk.open(name=f"Người thử {number}")
        if number in {2, 8}:
            as_clerk.get("/ban/yeu-cau/")
            with CaptureQueriesContext(connection) as kept:
                as_clerk.get("/ban/yeu-cau/")
            asked.append(len(kept))

    assert asked[0] == asked[1] <= QUERIES_AT_MOST


def test_the_first_page_of_the_desk_says_what_is_owed(desk, sign_in, seen):
    desk.open(received_at=desk.now.replace(year=2020))

    told = seen(sign_in(desk.clerk).get("/ban/yeu-cau/?xem=late"))

    assert "1 yêu cầu" in told


def cells(answer) -> list[list[object]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
