"""Spreadsheets and documents on the desk: the unit's officer brings them in for the unit's communes."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.apps.programmes.sheets_of_nominations import MY_HUNG, person, sheet
from tests.faces.desk.programmes.conftest import MY_THUAN, XUAN_CHAU, seen

from donghanh.apps.evidence.models import EvidenceFile
from donghanh.apps.programmes.models import Benefit, NominationFile

FILES = "/ban/de-cu/tep/"


@pytest.fixture
def officer(desk, as_):
    return as_(desk.actors.unit_officer("PA01ND"))


def hand_in(browser, content: bytes, *, commune: str = MY_HUNG):
    return browser.post(
        FILES, {"commune": commune, "file": SimpleUploadedFile("a.xlsx", content)}, follow=True
    )


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return SimpleUploadedFile("so.png", out.getvalue())


def test_the_units_officer_hands_a_communes_file_in_and_names_its_people(officer):
    waiting = hand_in(officer, sheet(person("Trần Một")))
    done = officer.post(f"{FILES}{NominationFile.objects.get().pk}/ghi/", follow=True)

    assert "1 dòng đều đúng" in seen(waiting)
    assert "Đã đề cử 1 người" in seen(done)
    assert Benefit.objects.count() == 1


def test_a_commune_of_another_unit_takes_no_file_of_this_one(officer, desk):
    assert hand_in(officer, sheet(person(), commune=XUAN_CHAU), commune=XUAN_CHAU).status_code == 404
    assert officer.get(f"{FILES}mau/", {"xa": XUAN_CHAU}).status_code == 404
    assert officer.get(f"{FILES}mau/", {"xa": MY_HUNG}).content[:2] == b"PK"


def test_a_file_is_not_there_for_another_unit(officer, desk, as_):
    hand_in(officer, sheet(person()))
    number = NominationFile.objects.get().pk
    other = as_(desk.actors.unit_officer("PA01XT"))

    assert other.get(f"{FILES}{number}/").status_code == 404
    assert other.post(f"{FILES}{number}/ghi/").status_code == 404
    assert "a.xlsx" not in seen(other.get(FILES))


def test_an_auditor_sees_the_files_and_hands_none_in(officer, desk, as_):
    hand_in(officer, sheet(person()))
    auditor = as_(desk.actors.auditor)

    assert "a.xlsx" in seen(auditor.get(FILES))
    assert "Nộp tệp thay" not in seen(auditor.get(FILES))
    assert auditor.post(FILES, {"commune": MY_HUNG, "file": picture()}).status_code in (403, 404)


def test_the_list_of_files_keeps_its_budget(officer, django_assert_max_num_queries):
    for place in range(4):
        hand_in(officer, sheet(person(f"Người {place}")))

    with django_assert_max_num_queries(22):
        officer.get(FILES)


def test_a_document_is_attached_to_a_promise_and_taken_back_with_a_reason(officer, desk):
    reference = desk.nominate("household-repairs", unit="PA01ND", commune=MY_THUAN)
    for _ in range(2):
        officer.post(f"/ban/loi-hua/{reference}/giay-to/", {"file": picture()})
    number = EvidenceFile.objects.get().pk

    assert "so.png" in seen(officer.get(f"/ban/loi-hua/{reference}/"))
    assert "Cần ghi lý do" in seen(
        officer.post(f"/ban/loi-hua/{reference}/giay-to/{number}/rut/", {"why": ""})
    )
    officer.post(f"/ban/loi-hua/{reference}/giay-to/{number}/rut/", {"why": "Nhầm"})
    assert "Chưa có giấy tờ nào" in seen(officer.get(f"/ban/loi-hua/{reference}/"))


def test_a_script_in_the_clothes_of_a_picture_is_refused_kindly(officer, desk):
    reference = desk.nominate("household-repairs", unit="PA01ND", commune=MY_THUAN)
    script = SimpleUploadedFile("../../x.svg", b"<svg><script>alert(1)</script></svg>")

    page = officer.post(f"/ban/loi-hua/{reference}/giay-to/", {"file": script})

    assert page.status_code == 422
    assert "không phải PDF, JPEG" in seen(page)


def test_a_document_is_not_there_for_another_unit(officer, desk, as_):
    reference = desk.nominate("household-repairs", unit="PA01ND", commune=MY_THUAN)
    officer.post(f"/ban/loi-hua/{reference}/giay-to/", {"file": picture()})
    other = as_(desk.actors.unit_officer("PA01XT"))

    assert other.post(f"/ban/loi-hua/{reference}/giay-to/", {"file": picture()}).status_code == 404
    assert (
        other.get(f"/ban/loi-hua/{reference}/giay-to/{EvidenceFile.objects.get().pk}/rut/").status_code == 404
    )
