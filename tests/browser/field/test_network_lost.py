"""The crew's phone in a real browser at 390 px: the network is cut, answers are lost, the browser killed."""

from __future__ import annotations

import io
import time

import pytest
from tests.browser.field.phone import kept, moments, state

pytestmark = [pytest.mark.django_db(transaction=True)]
SEND = b"/hien-truong/gui/"


def test_a_whole_visit_without_network_is_kept_shown_and_received_once(phone, visit, shot) -> None:
    phone.cut()
    made = phone.whole_visit()
    phone.wait_count(f"Còn {made} mục")
    shot(phone.page, "field-not-received-vi-390")
    assert kept(visit.order) == []

    phone.page.close()
    phone.page = phone.context.new_page()
    phone.open_visit()
    phone.wait_count(f"Còn {made} mục")

    phone.mend()
    phone.wait_count("Đã nhận đủ")
    shot(phone.page, "field-received-vi-390")
    assert len(kept(visit.order)) == made
    assert state(visit.order) == "handed_over"
    assert {f"{moment:%Y-%m-%d}" for moment in moments(visit.order)} == {"2021-12-20"}  # the server's clock


def test_the_browser_is_killed_in_the_middle_and_started_again(phone, visit) -> None:
    phone.cut()
    phone.press("arrived")
    phone.photograph("photo_before", "red")
    phone.wait_count("Còn 2 mục")

    phone.kill()
    phone.network.mend()
    phone.start()
    phone.sign_in(visit.crew)  # the battery may be faster than the cookie's way to the disk
    phone.open_visit()

    phone.wait_count("Đã nhận đủ")
    assert kept(visit.order) == ["arrived", "photo_before"]


def test_an_answer_lost_on_its_way_back_is_asked_for_again_and_the_record_is_one(phone, visit) -> None:
    phone.network.loses_answers = (SEND,)
    phone.press("step_done", "isolated")
    phone.page.locator("[data-line=trouble]").filter(has_text="mạng").wait_for()
    assert phone.network.lost >= 1
    assert kept(visit.order) == ["step_done"]
    assert "Còn 1 mục" in phone.count()

    phone.network.mend()
    phone.page.get_by_role("button", name="Gửi lại").click()

    phone.wait_count("Đã nhận đủ")
    assert kept(visit.order) == ["step_done"]


def test_an_empty_signature_is_refused_and_a_cleared_one_too(phone, visit) -> None:
    phone.sign(stroke=False)
    complaint = phone.page.locator("[data-part=signature] [data-complaint]")
    assert "Chưa có chữ ký" in complaint.inner_text()

    pad = phone.page.locator("canvas.pad").bounding_box()
    phone.page.mouse.move(pad["x"] + 20, pad["y"] + 20)
    phone.page.mouse.down()
    phone.page.mouse.move(pad["x"] + 220, pad["y"] + 80, steps=6)
    phone.page.mouse.up()
    phone.page.get_by_role("button", name="Xóa, ký lại").click()
    phone.press("signature")

    assert "Chưa có chữ ký" in complaint.inner_text()
    assert "Đã nhận đủ" in phone.count()
    assert kept(visit.order) == []


def test_a_photograph_is_made_smaller_on_the_phone(phone, visit) -> None:
    from PIL import Image

    from donghanh.apps.evidence.models import EvidenceFile

    phone.photograph("photo_before", "red")
    phone.page.locator("[data-part=photo_before] .status-good").wait_for()

    [file] = EvidenceFile.objects.all()
    assert max(Image.open(io.BytesIO(bytes(file.bytes.content))).size) == 1600


def test_a_file_that_is_no_picture_is_refused_on_the_phone(phone, visit) -> None:
    bad = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    phone.page.locator("[data-part='photo_before'] input[type=file]").set_input_files(bad)

    complaint = phone.page.locator("[data-part='photo_before'] [data-complaint]")
    complaint.filter(has_text="Không đọc được ảnh").wait_for()
    assert "Đã nhận đủ" in phone.count()


def test_finishing_too_early_says_what_is_missing_before_anything_is_kept(phone, visit) -> None:
    phone.press("finished")

    complaint = phone.page.locator("[data-part=finished] [data-complaint]").first
    complaint.filter(has_text="còn thiếu").wait_for()
    assert "Cắt aptomat" in complaint.inner_text()
    assert "Đã nhận đủ" in phone.count()


def test_a_session_that_ended_loses_nothing(phone, visit, shot) -> None:
    phone.context.clear_cookies(name="sessionid")
    phone.press("arrived")
    told = phone.page.locator("[data-line=trouble]").filter(
        has_text="Phiên đăng nhập đã hết; 1 mục còn trên máy này"
    )
    told.wait_for()
    shot(phone.page, "field-session-ended-vi-390")
    assert phone.page.get_by_role("link", name="Đăng nhập lại").is_visible()

    phone.sign_in(visit.crew)
    phone.open_visit()

    phone.wait_count("Đã nhận đủ")
    assert kept(visit.order) == ["arrived"]


def test_what_one_made_is_never_sent_as_anothers(phone, visit) -> None:
    other = visit.actors.of("crew", unit_code="PA01ND", name="to.hai")
    phone.cut()
    phone.press("arrived")
    phone.wait_count("Còn 1 mục")
    phone.page.close()
    phone.context.set_offline(False)  # the network stays cut: nothing may go before the second signs in
    phone.page = phone.context.new_page()
    phone.sign_in(other)
    phone.network.mend()
    phone.go()
    phone.page.wait_for_selector("html[data-outbox]")

    phone.wait_count("Đã nhận đủ")
    phone.page.locator("[data-line=details]").click()
    assert "Chờ crew.PA01ND đăng nhập" in phone.page.locator("[data-line=others]").inner_text()
    assert "Bà Hộ Hôm Nay" not in phone.page.content()
    assert not phone.has_page(visit.order)
    assert kept(visit.order) == []

    phone.sign_in(visit.crew)
    phone.open_visit()
    phone.wait_count("Đã nhận đủ")
    assert kept(visit.order) == ["arrived"]


def test_a_refusal_is_shown_at_the_item_until_it_is_set_aside_with_a_reason(phone, visit, shot) -> None:
    from donghanh.apps.works.operations import cancel_order

    head = visit.actors.unit_officer("PA01ND")
    cancel_order(actor=head, reference=visit.order, why="hộ xin thôi", at=visit.now)
    phone.press("arrived")
    phone.wait_count("Còn 1 mục")
    phone.page.locator("[data-line=details]").click()
    item = phone.page.locator("[data-line=mine] li")
    item.filter(has_text="đã bị hủy").wait_for()
    shot(phone.page, "field-refused-vi-390")

    item.get_by_label("Nếu không gửi được nữa, ghi lý do").fill("Đã gọi đơn vị")
    item.get_by_role("button", name="Cất lại, không gửi").click()

    phone.wait_count("Đã nhận đủ")
    assert "Không gửi được: Đã gọi đơn vị" in phone.page.locator("[data-line=aside]").inner_text()


def wait_until(holds, *, seconds: float = 10) -> None:
    """Look again until something holds: both tabs may say "received" before the second has begun to send."""
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.1)


def test_two_tabs_send_each_record_once(phone, visit) -> None:
    second = phone.context.new_page()
    second.goto(phone.page.url)
    second.wait_for_selector("html[data-outbox]")
    asked: list[str] = []
    phone.context.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)

    phone.press("arrived")
    second.locator("[data-part='note'] summary").click()
    second.fill("#text", "Từ cửa sổ thứ hai")
    second.locator("[data-part='note'] form button").click()
    phone.wait_count("Đã nhận đủ")
    second.locator("[data-line=count]").filter(has_text="Đã nhận đủ").wait_for()

    wait_until(lambda: len(kept(visit.order)) == 2)

    assert kept(visit.order) == ["arrived", "note"]
    assert len([one for one in asked if one.endswith("/gui/")]) <= 2


def test_a_full_phone_says_at_once_that_the_item_was_not_kept(phone, visit) -> None:
    phone.context.add_init_script("""
        navigator.storage.estimate = async () => ({ quota: 1000, usage: 999 });
        IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };""")
    phone.open_visit()
    warning = phone.page.locator("[data-line=warning]")
    warning.filter(has_text="Máy sắp đầy bộ nhớ").wait_for()

    phone.press("arrived")

    warning.filter(has_text="CHƯA được giữ").wait_for()
    assert phone.page.locator("[data-part=arrived] .status").count() == 0
    assert kept(visit.order) == []


def test_where_the_phone_keeps_nothing_the_forms_still_work_with_a_network(phone, visit) -> None:
    phone.context.add_init_script(
        "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    phone.go(f"luot/{visit.order}/")
    phone.page.locator("[data-line=warning]").filter(has_text="Máy không cho lưu dữ liệu").wait_for()

    phone.press("arrived")
    phone.page.get_by_text("Đã nhận: Đã đến nơi.").wait_for()

    assert kept(visit.order) == ["arrived"]


def test_a_record_at_which_the_server_stumbles_holds_nobody_else_up(phone, visit) -> None:
    phone.cut()
    phone.press("arrived")
    phone.page.locator("[data-part='note'] summary").click()
    phone.page.fill("#text", "Chủ nhà hẹn 14 giờ")
    phone.page.locator("[data-part='note'] form button").click()
    phone.press("step_done", "inspected")
    phone.wait_count("Còn 3 mục")
    stumble = 'name="records"'

    def answer(route) -> None:
        sent = route.request.post_data_buffer or b""
        is_bad = stumble.encode() in sent and b'"kind":"note"' in sent
        route.fulfill(status=500, body="") if is_bad else route.continue_()

    phone.context.route("**/hien-truong/gui/", answer)
    phone.mend()

    phone.wait_count("Còn 1 mục")
    assert kept(visit.order) == ["arrived", "step_done"]
    assert "Máy chủ chưa nhận được" in phone.page.locator("[data-line=trouble]").inner_text()
    phone.context.unroute("**/hien-truong/gui/")
    phone.page.get_by_role("button", name="Gửi lại").click()
    phone.wait_count("Đã nhận đủ")
    assert kept(visit.order) == ["arrived", "note", "step_done"]


def test_a_glove_that_taps_twice_makes_one_record_and_one_end(phone, visit) -> None:
    phone.press("step_done", "inspected")
    phone.page.locator("[data-part='step_done:inspected'] .status-good").filter(has_text="Đã nhận").wait_for()
    phone.press("step_done", "inspected")
    phone.page.locator("[data-part=not_possible] summary").click()
    phone.page.select_option("#reason", "nobody_home")
    phone.press("not_possible")
    phone.page.locator("[data-part=not_possible] .status-good").filter(has_text="Đã nhận lúc").wait_for()

    assert phone.page.locator("form[data-kind=finished] button").is_disabled()
    assert phone.page.locator("form[data-kind=not_possible] button").is_disabled()
    assert kept(visit.order) == ["not_possible", "step_done"]


def test_a_photograph_of_a_step_is_not_shown_as_another_one(phone, visit) -> None:
    phone.photograph("photo:repaired", "blue")
    phone.page.locator("[data-part='photo:repaired'] .status-good").wait_for()

    assert phone.page.locator("[data-part='photo'] .status").count() == 0
