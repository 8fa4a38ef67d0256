"""What a commune's officer sees: her commune and nothing else, in plain words."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from tests.apps.programmes.sheets_of_nominations import person, sheet
from tests.faces.partner.conftest import MY_HUNG

from donghanh.apps.evidence.models import EvidenceFile
from donghanh.apps.programmes.models import Benefit, NominationFile
from donghanh.apps.programmes.operations.moving import make_move

LIST = "/doi-tac/danh-sach/"


def upload(browser, content: bytes, name: str = "de-cu.xlsx"):
    return browser.post("/doi-tac/tep/", {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.fixture
def mine(there, partner) -> str:
    return there.nominate("household-repairs", by=partner, unit="", commune=MY_HUNG, name="Trần Thị Thử")


@pytest.fixture
def elsewhere(there) -> str:
    return there.nominate(
        "household-repairs",
        by=there.actors.partner_officer("13732"),
        unit="",
        commune="13732",
        name="Người Xã Khác",
    )


def test_the_first_page_says_what_is_asked_until_when_and_what_happened(browser, seen, mine):
    page = seen(browser.get("/doi-tac/"))

    for words in ("Xã Mỹ Hưng", "31/01/2022", "Hộ nghèo", "đã đề cử 1: 1 đang đi tiếp", "chưa đề cử ai"):
        assert words in page


def test_the_list_holds_this_commune_alone(browser, seen, mine, elsewhere):
    page = seen(browser.get(LIST))

    assert mine in page
    assert "Điện lực đang xem" in page
    assert elsewhere not in page
    assert "Người Xã Khác" not in page


@pytest.mark.parametrize("address", ["", "rut/", "giay-to/"])
def test_a_nomination_of_another_commune_is_not_there(browser, elsewhere, address):
    method = browser.post if address == "giay-to/" else browser.get

    assert method(f"{LIST}{elsewhere}/{address}").status_code == 404


def test_a_refused_nomination_shows_the_reason_and_what_comes_next(browser, seen, mine, there):
    make_move(
        actor=there.actors.unit_officer("PA01ND"),
        reference=mine,
        move="refuse",
        why="Đã được giúp năm nay",
        at=there.now,
    )

    for page in (seen(browser.get(LIST)), seen(browser.get(f"{LIST}{mine}/"))):
        assert "Không được nhận" in page
        assert "Đã được giúp năm nay" in page


def test_a_nomination_is_withdrawn_with_a_reason_and_not_without(browser, seen, mine):
    assert "Cần ghi lý do" in seen(browser.post(f"{LIST}{mine}/rut/", {"why": " "}))
    browser.post(f"{LIST}{mine}/rut/", {"why": "Gia đình từ chối"})

    assert Benefit.objects.get(reference=mine).state == "withdrawn"
    assert "Không rút được nữa" in seen(browser.get(f"{LIST}{mine}/rut/"))


def test_a_paper_is_attached_counted_and_taken_back_with_a_reason(browser, seen, mine):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    for _ in range(2):
        browser.post(f"{LIST}{mine}/giay-to/", {"file": SimpleUploadedFile("so.png", out.getvalue())})
    one = EvidenceFile.objects.get()

    assert "1 giấy tờ" in seen(browser.get(LIST))
    assert browser.get(f"/api/v1/files/{one.pk}").status_code == 200
    browser.post(f"{LIST}{mine}/giay-to/{one.pk}/rut/", {"why": "Nhầm tờ"})
    assert "Chưa có giấy tờ nào" in seen(browser.get(f"{LIST}{mine}/"))
    assert browser.get(f"{LIST}{mine}/giay-to/{one.pk}/rut/").status_code == 404


def test_a_script_as_a_paper_is_refused_kindly_on_the_page_of_the_nomination(browser, seen, mine):
    page = browser.post(
        f"{LIST}{mine}/giay-to/",
        {"file": SimpleUploadedFile("../../x.svg", b"<svg><script>alert(1)</script></svg>")},
    )

    assert page.status_code == 422
    assert "không phải PDF, JPEG" in seen(page)
    assert not EvidenceFile.objects.exists()


def test_the_template_is_filled_handed_in_looked_at_and_written(browser, seen):
    from tests.apps.programmes.filled import filled

    template = browser.get("/doi-tac/tep/mau.xlsx").content

    waiting = upload(browser, filled(template, [person("Trần Một"), person("Lê Hai")]))
    number = NominationFile.objects.get().pk
    assert "2 dòng đều đúng" in seen(waiting)
    assert Benefit.objects.count() == 0
    for _ in range(2):
        done = browser.post(f"/doi-tac/tep/{number}/ghi/", follow=True)

    assert "Đã đề cử 2 người" in seen(done)
    assert "M19-21-00002" in seen(done)
    assert Benefit.objects.count() == 2


def test_a_file_sent_again_is_told_and_doubles_nothing(browser, seen):
    content = sheet(person("Trần Một"))
    upload(browser, content)
    number = NominationFile.objects.get().pk
    browser.post(f"/doi-tac/tep/{number}/ghi/")

    again = upload(browser, content)

    assert "Tệp này đã nộp trước đây" in seen(again)
    assert "Không có gì được ghi hai lần" in seen(again)
    assert Benefit.objects.count() == 1


def test_a_file_with_errors_names_each_cell_and_offers_the_good_rows(browser, seen):
    page = upload(browser, sheet(person("Trần Một"), person("Lê Hai", social_class="Sang")))
    number = NominationFile.objects.get().pk

    assert "“Sang” không có trong danh sách" in seen(page)
    assert "Chỉ ghi 1 dòng đúng" in seen(page)
    assert browser.post(f"/doi-tac/tep/{number}/ghi/").status_code == 409
    browser.post(f"/doi-tac/tep/{number}/ghi/", {"partial": "1"})
    assert [one.beneficiary_name for one in Benefit.objects.all()] == ["Trần Một"]
    assert browser.get(f"/doi-tac/tep/{number}/can-xem.xlsx").content[:2] == b"PK"


def test_a_file_of_another_commune_names_both_communes(browser, seen):
    page = seen(upload(browser, sheet(person(), commune="13732")))

    assert "là mẫu của Xã Mỹ Thuận, không phải của Xã Mỹ Hưng" in page


def test_a_file_of_another_commune_is_not_there(browser, there, sign_in):
    upload(browser, sheet(person()))
    number = NominationFile.objects.get().pk
    other = sign_in(there.actors.partner_officer("13732"))

    for address in (f"/doi-tac/tep/{number}/", f"/doi-tac/tep/{number}/can-xem.xlsx"):
        assert other.get(address).status_code == 404
    assert other.post(f"/doi-tac/tep/{number}/ghi/").status_code == 404


def test_a_commune_that_is_not_ones_own_cannot_be_chosen(browser):
    assert browser.get("/doi-tac/?xa=13732").status_code == 404


@pytest.mark.parametrize(("address", "most"), [("/doi-tac/", 22), (LIST, 22), ("/doi-tac/tep/", 22)])
def test_the_pages_ask_as_often_for_thirty_people_as_for_one(browser, there, partner, mine, address, most):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    asked()
    before = asked()
    for place in range(30):
        there.nominate("household-repairs", by=partner, unit="", commune=MY_HUNG, name=f"Người {place}")
        if place < 3:
            upload(browser, sheet(person(f"Người tệp {place}")))

    assert asked() == before <= most


def test_whom_a_rule_of_the_company_chose_is_not_among_those_whom_the_commune_named(there, browser, seen):
    from tests.apps.programmes.conftest import CAMPAIGN

    from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate

    nominate(
        actor=there.actors.business, campaign_code=CAMPAIGN, activity_code="substation-cleaning",
        beneficiary=Beneficiary(name="Xưởng thử", kind="enterprise", commune_code=MY_HUNG),
        origin="selection", at=there.now,
    )  # fmt: skip

    assert "Xưởng thử" not in seen(browser.get("/doi-tac/danh-sach/"))
