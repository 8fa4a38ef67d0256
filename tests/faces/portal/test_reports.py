"""Signed reports for everybody: only signed ones, no person in them, small pages, and a check of any file."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from tests.apps.programmes.confirming_words import (
    asking,
    consented,
    moved,
    photographed,
    published,
    received,
)
from tests.apps.programmes.confirming_words import told as answered
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, house  # noqa: F401
from tests.apps.programmes.test_report_effects import CONFIRMED, GOODS, delivered
from tests.apps.programmes.test_signing import issue, key_of, pdf_of, register, sign

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 20)
ONE = f"/bao-cao/{CAMPAIGN}/1/"
CHECK = "/bao-cao/kiem-tra/"


@pytest.fixture(autouse=True)
def forgotten_tries():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def filled(house, monkeypatch):  # noqa: F811
    """A campaign with something in every part of its report."""
    from tests.apps.programmes.test_costs import enter

    from donghanh.apps.programmes.queries import report_effects

    monkeypatch.setattr(report_effects, "confirmations_of", lambda **_: CONFIRMED)
    monkeypatch.setattr(report_effects, "goods_of", lambda **_: GOODS)
    for place in range(4):
        delivered(house, name=f"Nguyễn Văn Kín {place}", commune=MY_THUAN, social_class="poor")
    delivered(house, name="Trần Thị Riêng", commune=MY_THUAN, social_class="heroic_mother")
    enter(house, activity="welfare-gifts")
    return house


@pytest.fixture
def signed(filled):
    file = key_of()
    register(filled, file)
    sign(filled, issue(filled), file)
    return filled


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def handed_in(client, content: bytes, name: str = "bao-cao.pdf"):
    return client.post(CHECK, {"file": SimpleUploadedFile(name, content)})


def test_an_issued_report_is_not_public_before_it_is_signed(filled, client):
    issue(filled)

    assert "Chưa có báo cáo nào được ký" in text(client.get("/bao-cao/"))
    for address in (ONE, f"{ONE}bao-cao-da-ky.pdf", f"{ONE}anh/1"):
        assert client.get(address).status_code == 404


def test_a_signed_report_says_what_was_promised_and_kept(signed, client):
    page = text(client.get(ONE))

    assert "Đã ký số" in page
    assert "<strong>5</strong> trên 50 phần quà đã trao" in page
    assert "Hộ nghèo" in page
    assert "11.000.000 ₫" in page
    assert "Chưa có dự toán." in page
    assert "Chọn ngẫu nhiên 40 người để hỏi, 31 người trả lời (77,5 %)" in page
    assert "<strong>96,8 % (83,3 % – 99,4 %)</strong>" in page
    assert "1 người nói chưa nhận" in page
    assert "20.000" in page
    assert "Tháng Tri ân khách hàng" in text(client.get("/bao-cao/"))
    assert 'href="/bao-cao/"' in text(client.get("/"))


def test_no_person_stands_on_the_page_and_a_small_class_is_told_with_the_others(signed, client):
    page = text(client.get(ONE))

    for secret in ("Nguyễn Văn Kín", "Trần Thị Riêng", ">Bà mẹ Việt Nam Anh hùng<", MY_THUAN):
        assert secret not in page
    assert "Các diện ít hộ, gộp lại" in page


def test_the_pages_are_small_and_ask_few_questions(signed, client, django_assert_max_num_queries):
    for address in ("/bao-cao/", ONE, CHECK):
        with django_assert_max_num_queries(12):
            answer = client.get(address)
        assert len(answer.content) < 100_000, address


def test_every_bar_has_its_number_in_words_beside_it(signed, client):
    page = client.get(ONE).content.decode()

    assert page.count('<svg class="kept-bar"') == page.count("</strong> trên ")
    assert "style=" not in page
    assert "<script>" not in page


def test_the_signed_paper_is_given_byte_for_byte(signed, client):
    answer = client.get(f"{ONE}bao-cao-da-ky.pdf")

    assert answer.content == pdf_of()
    assert answer["Content-Type"] == "application/pdf"


def test_a_later_signed_report_is_named_on_the_earlier(signed, client):
    file = key_of("Mới")
    register(signed, file)
    sign(signed, issue(signed, name="Sau"), file)

    assert "Đã có báo cáo sau, số liệu mới hơn" in text(client.get(ONE))
    assert "báo cáo số 2" in text(client.get(ONE))


def test_the_published_file_is_told_with_signer_time_and_digest(signed, client):
    from donghanh.apps.programmes.queries.signatures import signed_report

    page = text(handed_in(client, pdf_of()))

    assert "Đúng là báo cáo đã công bố, còn nguyên vẹn." in page
    assert signed.actors.director.full_name in page
    assert "20/12/2021" in page
    assert signed_report(campaign_code=CAMPAIGN, number=1).digest in page


def test_a_forged_file_is_told_as_forged(signed, client):
    from donghanh.apps.programmes.models import IssuedReport

    content = bytearray(pdf_of())
    content[len(content) // 2] ^= 1

    for given, said in (
        (bytes(content), "Tệp đã bị thay đổi sau khi ký."),
        (pdf_of() + b"\n", "Tệp đã bị thay đổi sau khi ký."),
        (bytes(IssuedReport.objects.get().pdf), "Tệp này không có chữ ký số."),
        (b"PK\3\4", "Tệp này không phải là tệp PDF."),
    ):
        answer = handed_in(client, given)
        assert answer.status_code == 200
        assert said in text(answer)
        assert "còn nguyên vẹn" not in text(answer)


def test_every_verdict_has_its_sentence():
    from donghanh.faces.portal.report_check import SENTENCES

    rules = {
        "not-a-pdf", "not-signed", "signed-more-than-once", "changed-since-signed", "signature-broken",
        "digest-too-weak", "signed-by-another", "outside-validity", "not-of-a-report", "revoked-before",
        "not-published", "digest-is-another", "another-file",
    }  # fmt: skip
    assert set(SENTENCES) == rules


def test_nothing_handed_in_and_too_many_tries_are_answered(signed, client):
    assert client.post(CHECK, {}).status_code == 422
    for _ in range(30):
        handed_in(client, b"x")

    assert handed_in(client, b"x").status_code == 429


def test_the_pages_are_english_in_english(signed, client):
    client.cookies["ngon_ngu"] = "en"

    page = text(client.get(ONE))

    assert "Promised and kept" in page
    assert "Poor households" in page
    assert "Check the file" in text(client.get(CHECK))
    translation.activate("vi")


def with_a_story(house) -> tuple[int, str, int]:  # noqa: F811
    """A closed round, one published story with a photograph: the picture, its consent, the story."""
    reference = asking(house, activity="welfare-gifts")[0]
    picture = photographed(house, reference)
    answered(house, reference)
    consent = consented(house, reference, named_as="full", photographs=[picture])
    moved(house, "close")
    return picture, consent, published(house, consent, photographs=[picture])


def test_a_photograph_is_public_while_its_consent_stands_and_the_signed_paper_stays(house, client):  # noqa: F811
    from donghanh.apps.programmes.operations.consenting import withdraw_consent

    picture, consent, story = with_a_story(house)
    hidden = photographed(house, received(house, name="Hộ khác", activity="welfare-gifts"), colour="blue")
    file = key_of()
    register(house, file)
    sign(house, issue(house), file)
    paper = pdf_of()

    assert client.get(f"{ONE}anh/{picture}")["Content-Type"] == "image/jpeg"
    assert client.get(f"{ONE}anh/{hidden}").status_code == 404
    assert f'href="/chuyen-ke/{story}/"' in text(client.get(ONE))
    withdraw_consent(actor=house.actors.office, consent=consent, why="Gia đình gọi điện", at=house.now)

    assert client.get(f"{ONE}anh/{picture}").status_code == 404
    page = text(client.get(ONE))
    assert f"anh/{picture}" not in page
    assert "1 ảnh có trong báo cáo đã ký nhưng không còn hiện ở đây" in page
    assert pdf_of() == paper == client.get(f"{ONE}bao-cao-da-ky.pdf").content


def test_what_too_few_have_answered_is_said_in_words(house, client):  # noqa: F811
    with_a_story(house)
    file = key_of()
    register(house, file)
    sign(house, issue(house), file)

    page = text(client.get(ONE))

    assert "Chọn ngẫu nhiên 3 người để hỏi, 1 người trả lời (33,3 %)" in page
    assert "Còn ít câu trả lời, chưa nói được tỷ lệ hài lòng." in page
    assert "Không ai nói là chưa nhận." in page
