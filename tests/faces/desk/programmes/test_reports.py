"""The desk's reports: drafts of what one sees, the company's issued ones, and who took what along."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401

DAY = date(2021, 12, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_on_the_product_day(settings, actors, product_now):
    """The pages stand on 20 December 2021."""
    from donghanh.apps.organisation import operations
    from donghanh.faces import clock

    settings.DEMO = True
    operations.set_product_clock(actor=actors.console, at=product_now, real_now=clock.real_now())


def text(answer) -> str:
    return answer.content.decode()


def digest_on(page: str) -> str:
    return re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]


def issue(client, **more):
    page = text(client.get("/ban/bao-cao/"))
    return client.post("/ban/bao-cao/ban-hanh", {"digest": digest_on(page), **more}, follow=True)


def readings() -> list[tuple[str, str]]:
    from donghanh.apps.organisation.models import PersonalDataReading

    return list(PersonalDataReading.objects.values_list("username", "what"))


def test_the_page_shows_the_numbers_of_the_day_before_anything_is_issued(house, sign_in):  # noqa: F811
    house.approved("masks", quantity=3_000)

    page = text(sign_in(house.actors.office).get("/ban/bao-cao/"))

    assert "Chưa ban hành báo cáo nào" in page
    assert "Số liệu đến hết ngày 20/12/2021" in page
    assert "20.000" in page
    assert "3.000" in page
    assert "Bản nháp PDF" in page
    assert "Ban hành báo cáo" in page


@pytest.mark.parametrize("role", ["director", "business", "office"])
def test_the_companys_departments_and_director_issue_what_they_looked_at(house, sign_in, role):  # noqa: F811
    client = sign_in(getattr(house.actors, role))
    seen = digest_on(text(client.get("/ban/bao-cao/")))

    page = text(issue(client))

    assert "Đã ban hành báo cáo số 1." in page
    assert "Còn nguyên vẹn" in page
    assert seen in page
    assert "Nguyên vẹn" in text(client.get("/ban/bao-cao/"))


def test_what_changed_since_the_page_was_shown_is_not_issued(house, sign_in):  # noqa: F811
    from donghanh.apps.programmes.models import IssuedReport

    client = sign_in(house.actors.office)
    seen = digest_on(text(client.get("/ban/bao-cao/")))
    house.nominate("household-repairs")

    answer = client.post("/ban/bao-cao/ban-hanh", {"digest": seen}, follow=True)

    assert "Số liệu đã thay đổi" in text(answer)
    assert not IssuedReport.objects.exists()


def test_the_same_report_is_not_issued_twice(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.office)
    issue(client)

    assert "Báo cáo số 1 đã nói đúng như vậy" in text(issue(client))


def test_issued_papers_go_out_as_they_were_and_the_reading_is_recorded(house, sign_in):  # noqa: F811
    from donghanh.apps.programmes.models import IssuedReport

    client = sign_in(house.actors.auditor)
    sign_in(house.actors.office)
    issue(client)
    sign_in(house.actors.auditor)

    pdf, workbook = client.get("/ban/bao-cao/1/pdf"), client.get("/ban/bao-cao/1/xlsx")

    row = IssuedReport.objects.get()
    assert (pdf.content, workbook.content) == (bytes(row.pdf), bytes(row.workbook))
    assert pdf["Content-Type"] == "application/pdf"
    assert f"bao-cao-{CAMPAIGN}-so-1.pdf" in pdf["Content-Disposition"]
    assert readings() == [("auditor", "report"), ("auditor", "report")]
    assert client.get("/ban/bao-cao/1/docx").status_code == 404


def test_a_copy_handed_in_is_told_from_a_forgery(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.office)
    issue(client)
    pdf = client.get("/ban/bao-cao/1/pdf").content

    same = client.post("/ban/bao-cao/1/", {"tep": SimpleUploadedFile("a.pdf", pdf)})
    other = client.post("/ban/bao-cao/1/", {"tep": SimpleUploadedFile("a.pdf", pdf[:-1])})

    assert "đúng từng byte" in text(same)
    assert "không phải là tệp đã ban hành" in text(other)


def test_a_draft_of_an_earlier_day_is_recorded_and_writes_no_report(house, sign_in):  # noqa: F811
    from donghanh.apps.programmes.models import IssuedReport

    client = sign_in(house.actors.director)

    answer = client.get("/ban/bao-cao/nhap/pdf?ngay=2021-12-19")

    assert answer.content.startswith(b"%PDF-")
    assert "2021-12-19-nhap.pdf" in answer["Content-Disposition"]
    assert readings() == [("director", "report_draft")]
    assert not IssuedReport.objects.exists()


def test_a_day_to_come_has_neither_draft_nor_report(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.office)

    page = text(client.get("/ban/bao-cao/?ngay=2021-12-21"))
    draft = client.get("/ban/bao-cao/nhap/pdf?ngay=2021-12-21", follow=True)

    assert "chưa tới" in page
    assert "Ban hành báo cáo" not in page
    assert "Bản nháp" not in page
    assert "chưa tới" in text(draft)
    assert readings() == []


def test_the_auditor_reads_and_issues_nothing(house, sign_in):  # noqa: F811
    from donghanh.apps.programmes.models import IssuedReport

    client = sign_in(house.actors.auditor)

    page = text(client.get("/ban/bao-cao/"))
    answer = client.post("/ban/bao-cao/ban-hanh", {"digest": ""})

    assert "Ban hành báo cáo" not in page
    assert answer.status_code == 403
    assert not IssuedReport.objects.exists()


def test_a_units_head_has_drafts_of_the_own_unit_and_not_the_companys_reports(house, sign_in):  # noqa: F811
    import python_calamine

    house.nominate("household-repairs", unit="PA01ND")
    client = sign_in(house.actors.office)
    issue(client)
    sign_in(house.actors.unit_head("PA01XT"))

    page = text(client.get("/ban/bao-cao/"))
    draft = client.get("/ban/bao-cao/nhap/xlsx")

    assert "Điện lực Xuân Trường" in page
    assert "Điện lực Hải Hậu" not in page
    assert "Báo cáo số 1" not in page
    assert "Ban hành báo cáo" not in page
    rows = (
        python_calamine.load_workbook(io.BytesIO(draft.content)).get_sheet_by_name("Theo đơn vị").to_python()
    )
    assert {row[1] for row in rows[4:]} == {"Điện lực Xuân Trường", "Cộng"}
    for address in ("/ban/bao-cao/1/", "/ban/bao-cao/1/pdf", "/ban/bao-cao/1/xlsx"):
        assert client.get(address).status_code == 404
    assert client.post("/ban/bao-cao/ban-hanh", {"digest": ""}).status_code == 403


@pytest.mark.parametrize("role", ["unit_officer", "crew", "warehouse_keeper", "partner_officer"])
def test_others_have_no_reports(house, sign_in, role):  # noqa: F811
    actor = getattr(house.actors, role)("13732" if role == "partner_officer" else "PA01ND")
    client = sign_in(actor)

    for address in ("/ban/bao-cao/", "/ban/bao-cao/nhap/pdf", "/ban/bao-cao/1/"):
        assert client.get(address).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client):
    for address in ("/ban/bao-cao/", "/ban/bao-cao/1/pdf", "/ban/bao-cao/nhap/pdf"):
        assert client.get(address)["Location"].startswith("/dang-nhap/")


def test_issuing_is_no_address_to_open(house, sign_in):  # noqa: F811
    assert sign_in(house.actors.office).get("/ban/bao-cao/ban-hanh").status_code == 405


def test_the_page_takes_few_queries_however_many_reports_were_issued(
    house,  # noqa: F811
    sign_in,
    django_assert_max_num_queries,
):
    client = sign_in(house.actors.office)
    for name in ("Một", "Hai", "Ba"):
        house.nominate("household-repairs", name=name)
        issue(client)

    # Of these, 40 count the effect: answers, goods item by item, pictures. None is asked once a report.
    with django_assert_max_num_queries(72):
        page = text(client.get("/ban/bao-cao/"))

    assert "Báo cáo số 3" in page


def test_the_page_is_english_in_english(house, sign_in):  # noqa: F811
    client = sign_in(house.actors.office)
    client.cookies["ngon_ngu"] = "en"

    page = text(client.get("/ban/bao-cao/"))

    assert "Issue the report" in page
    assert "at risk: behind pace" in page
