"""The goods' pages: what a keeper does in a day, what a director sees, what is kept from everybody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.stock.conftest import CITY, COMPANY, SERIALS, Store, stocked
from tests.faces.desk.programmes.conftest import as_, desk, house, seen  # noqa: F401

QUERIES_AT_MOST = 30
PAGES = ("", "so-kho/", "kiem-ke/", "duong-di/?hang=tablet&so=MTB-001", "can-doi/", "chia-hang/masks/")


@pytest.fixture
def store(desk: Any) -> Store:  # noqa: F811
    return stocked(desk.actors, desk.now)


def key_on(answer: Any) -> str:
    found = re.search(r'name="key" value="([0-9a-f]+)"', answer.content.decode())
    assert found
    return found[1]


def test_a_keeper_receives_sends_and_the_other_one_accepts(store, as_):  # noqa: F811
    office, keeper = as_(store.actors.office), as_(store.keeper(CITY))
    line = {"item": "mask", "quantity": "100", "lot": "A", "expires_on": "2022-06-01", "warehouse": COMPANY}
    key = key_on(office.get("/ban/kho/nhap/"))

    for _ in range(2):  # a double click
        assert office.post("/ban/kho/nhap/", line | {"key": key}).status_code == 302
    sent = {"item": "mask", "quantity": "40", "from_warehouse": COMPANY, "to_warehouse": CITY, "key": "t1"}
    office.post("/ban/kho/chuyen/", sent)
    first = seen(keeper.get("/ban/kho/"))
    address = re.search(r"/ban/kho/chuyen/\d+/", keeper.get("/ban/kho/").content.decode())
    assert address
    keeper.post(address[0], {"lot_0": "40", "why": ""})

    assert "Khẩu trang (chiếc), A: 40" in first
    assert (store.stand(COMPANY), store.stand(CITY)) == (60, 40)
    assert keeper.get(address[0]).status_code == 404


def test_more_than_is_there_is_refused_in_the_form_with_where_there_is_some(store, as_):  # noqa: F811
    store.receive(10)
    store.receive(7, where=CITY)

    answer = as_(store.actors.office).post(
        "/ban/kho/xuat/",
        {"item": "mask", "quantity": "11", "warehouse": COMPANY, "carrier": "office", "key": "x", "lot": ""},
    )

    assert answer.status_code == 422
    assert f"thiếu 1. Nơi còn hàng: {CITY} 7" in seen(answer)


def test_serial_numbers_come_in_a_spreadsheet(store, as_):  # noqa: F811
    file = SimpleUploadedFile("so-may.csv", ("Số máy\n" + "\n".join(SERIALS)).encode())
    sent = {
        "item": "tablet", "quantity": "5", "lot": "M", "warehouse": COMPANY, "key": "k", "serial_file": file,
    }  # fmt: skip

    answer = as_(store.actors.office).post("/ban/kho/nhap/", sent)

    assert answer.status_code == 302
    told = seen(as_(store.actors.director).get("/ban/kho/duong-di/?hang=tablet&so=MTB-003"))
    assert "Nhập kho (1): Nhà cung cấp → Kho Công ty" in told


def test_who_counted_sees_no_ledger_and_the_second_person_decides(store, as_):  # noqa: F811
    store.receive(100, where=CITY)
    keeper, head = as_(store.keeper(CITY)), as_(store.actors.unit_head("PA01ND"))
    keeper.post(
        "/ban/kho/kiem-ke/moi/", {"item": "mask", "lot": "A", "quantity": "97", "warehouse": CITY, "key": "c"}
    )
    address = re.search(r"/ban/kho/kiem-ke/\d+/", keeper.get("/ban/kho/kiem-ke/").content.decode())
    assert address

    mine, theirs = seen(keeper.get(address[0])), seen(head.get(address[0]))
    head.post(address[0], {"why": "Đếm lại đúng", "approve": "1"})

    assert "Anh/chị đã đếm lần này" in mine
    assert "-3" in theirs or "−3" in theirs
    assert store.stand(CITY) == 97


def test_the_equation_is_told_in_one_sentence_and_differences_by_name(store, as_, desk):  # noqa: F811
    director = as_(store.actors.director)
    early = desk.approved("welfare-gifts")
    for move, by, more in (
        ("allot", "unit_officer", {}), ("schedule", "unit_officer", {"scheduled_on": desk.now.date()}),
        ("deliver", "crew", {}), ("confirm_receipt", "unit_officer", {}),
    ):  # fmt: skip
        desk.move(early, move, by=getattr(desk.actors, by)("PA01ND"), **more)

    before = seen(director.get("/ban/kho/can-doi/"))
    store.receive(10, item="welfare-gift", where=CITY)
    after = seen(director.get("/ban/kho/can-doi/"))

    assert "Hàng hóa khớp" in before
    assert "Số báo cáo khớp với kho" in before
    assert "Số báo cáo KHÔNG khớp với kho" in after
    assert f"{early} " in after
    assert "kho không có phiếu trao" in after


def test_masks_are_shared_out_as_they_were_looked_at(store, as_, desk):  # noqa: F811
    store.receive(2500)
    reference = desk.verified("masks", quantity=900, kind="school")
    business = as_(desk.actors.business)
    page = business.get("/ban/kho/chia-hang/masks/")
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page.content.decode())
    assert digest

    stale = business.post("/ban/kho/chia-hang/masks/", {"digest": "0" * 64}, follow=True)
    made = business.post("/ban/kho/chia-hang/masks/", {"digest": digest[1]}, follow=True)

    assert "đã thay đổi trong lúc xem" in seen(stale)
    assert "xin 900, cấp 500 cho 1 nơi" in seen(made)
    assert reference in seen(page)
    assert "đề xuất, chờ công ty xác nhận" in seen(page)


def test_partners_and_crews_find_no_goods_and_a_unit_no_equation(store, as_):  # noqa: F811
    store.receive(item="tablet", serials=SERIALS)

    for nobody in (store.actors.partner_officer("13732"), store.actors.crew("PA01ND")):
        for page in PAGES:
            assert as_(nobody).get(f"/ban/kho/{page}").status_code == 403, page
    keeper = as_(store.keeper(CITY))
    assert keeper.get("/ban/kho/can-doi/").status_code == 403
    assert keeper.get("/ban/kho/chia-hang/masks/").status_code == 403
    assert keeper.get("/ban/kho/duong-di/?hang=tablet&so=MTB-001").status_code == 404
    assert "MTB-2021" not in seen(keeper.get("/ban/kho/so-kho/"))


@pytest.mark.parametrize("page", PAGES)
def test_each_page_keeps_its_budget_of_queries(store, as_, page):  # noqa: F811
    director = as_(store.actors.director)
    store.receive(item="tablet", serials=SERIALS)
    for number in range(8):
        store.receive(5, lot=f"L{number}", where=CITY if number % 2 else COMPANY)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = director.get(f"/ban/kho/{page}")

    assert answer.status_code == 200
    assert len(asked) <= QUERIES_AT_MOST
