"""The report's PDF: its numbers and its digest on every page, PDF/A in our own typeface, both languages."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime

import pikepdf
import pytest
from tests.adapters.programme_reports.facts import (
    COUNTED,
    DIGEST,
    EFFECT_DIGESTS,
    LIST_DIGEST,
    MONEY_DIGEST,
    full_facts,
    report_facts,
)

from donghanh.adapters.programme_reports import Stamp, build_report_pdf
from donghanh.adapters.programme_reports.paper import paper_values

STAMP = Stamp(number=3, by="Trần Văn Phòng", at=datetime(2021, 12, 20, 2, 5, 7, 123456, tzinfo=UTC))
needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="reading a PDF's text needs pdftotext (poppler-utils)"
)


def built(*, language="vi", stamp=STAMP, **changes):
    return build_report_pdf(facts=report_facts() | changes, digest=DIGEST, language=language, stamp=stamp)


def said(*, language="vi", stamp=STAMP, **changes):
    return paper_values(facts=report_facts() | changes, digest=DIGEST, language=language, stamp=stamp)


def pages(content: bytes) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return told.stdout.decode().rstrip("\f").split("\f")


def test_the_paper_is_pdf_a_2b_in_our_own_typeface_on_a4():
    pdf = pikepdf.open(io.BytesIO(built()))

    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert "Số liệu đến hết ngày 20/12/2021" in metadata["dc:title"]
    fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    assert fonts
    assert all("BeVietnamPro" in name for name in fonts)
    assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 595, 842]


@needs_pdftotext
def test_the_digest_stands_on_every_page_with_the_pages_number():
    found = pages(built())

    assert len(found) >= 4
    for number, page in enumerate(found, start=1):
        assert DIGEST in page
        assert f"Trang {number} / {len(found)}" in page


@needs_pdftotext
def test_the_first_page_says_late_first_then_at_risk_with_the_numbers():
    first = pages(built())[0]
    plain = " ".join(first.split())

    assert "CÔNG TY ĐIỆN LỰC NAM ĐỊNH" in plain
    assert "Báo cáo số 3" in plain
    assert "đã trao 12/4.331 hộ gia đình, còn thiếu 4.319, còn 43 ngày (có suất quá hạn)" in plain
    assert "đã trao 0/20.000" in plain
    assert plain.index("Trễ: 1") < plain.index("Có nguy cơ trễ: 1")


@needs_pdftotext
def test_every_number_of_every_unit_is_on_paper_with_what_stands_behind_it():
    plain = " ".join(" ".join(pages(built())).split())

    for unit in ("Điện lực Thành phố Nam Định", "Điện lực Xuân Trường", "Toàn công ty, chưa giao đơn vị"):
        assert unit in plain
    assert "Điện lực Xuân Trường 4.321 đề xuất 3 2 1 0 4.320 2 trễ: suất quá hạn" in plain
    assert "Giờ thao tác thực tế" in plain
    for digest in (COUNTED, LIST_DIGEST, "ab" * 32):
        assert digest in plain
    assert plain.count("cần xác nhận") == 1
    assert "45.600.000 ₫" in plain


@needs_pdftotext
def test_the_english_paper_is_english():
    plain = " ".join(" ".join(pages(built(language="en"))).split())

    assert (
        "12 of 4,331 households delivered, 4,319 missing, 43 days left (some benefits are overdue)" in plain
    )
    assert "Figures as of the end of 20/12/2021" in plain
    assert "Bốc thăm" not in plain
    assert "Chỉ tiêu" not in plain


@needs_pdftotext
def test_a_draft_says_on_every_page_that_it_is_one():
    for page in pages(built(stamp=None)):
        assert "BẢN NHÁP, CHƯA BAN HÀNH" in page
    assert "BẢN NHÁP" not in " ".join(pages(built()))


@needs_pdftotext
def test_markup_in_a_name_is_printed_as_it_stands():
    name = '#strong[x] $y$ *z* "q" \\ @a'
    facts = report_facts(repairs_name=name)

    content = build_report_pdf(facts=facts, digest=DIGEST, language="vi", stamp=None)

    assert name in " ".join(" ".join(pages(content)).split())


def test_what_is_well_says_so_and_a_passed_day_says_which():
    facts = report_facts()
    (repairs, masks) = facts["programmes"][1]["activities"]
    repairs["status"], masks["status"] = "reached", "on_course"
    well = paper_values(facts=facts, digest=DIGEST, language="vi", stamp=None)
    late = said(as_of="2022-02-03")

    assert well["urgent"] == {"late": [], "at_risk": []}
    assert "đã hết hạn 31/01/2022" in late["urgent"]["late"][0]


def test_the_overview_puts_the_late_first_whatever_the_programme():
    facts = report_facts()
    facts["programmes"][0]["activities"].append(
        facts["programmes"][1]["activities"][0] | {"code": "gifts", "row": "M19", "status": "on_course"}
    )

    values = paper_values(facts=facts, digest=DIGEST, language="vi", stamp=None)

    assert [one["row"] for one in values["overview"]] == ["M18", "M20", "M19"]


def test_the_qr_code_carries_the_digest():
    import segno

    out = io.BytesIO()
    segno.make_qr(DIGEST, error="m").save(out, kind="svg", border=0, xmldecl=False, nl=False)

    assert said()["qr"] == out.getvalue().decode()


@pytest.mark.parametrize("empty", ["lists", "draws", "budget", "tiles", "issuer", "programmes"])
def test_a_report_with_nothing_in_a_part_is_set_all_the_same(empty):
    assert built(**{empty: []}).startswith(b"%PDF-")


def test_the_same_facts_language_and_stamp_give_the_same_bytes():
    assert built() == built()
    assert built(stamp=None) == built(stamp=None)
    assert built(stamp=None) != built()


def picture(number: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (1600, 1200), (20 * number, 90, 160)).save(out, "JPEG")
    return out.getvalue()


def full(language="vi", *, pictures: int = 8) -> bytes:
    shown = {number: picture(number) for number in range(1, pictures + 1)}
    return build_report_pdf(facts=full_facts(), digest=DIGEST, language=language, stamp=STAMP, pictures=shown)


@needs_pdftotext
def test_effect_and_money_stand_on_paper_with_the_digests_behind_them():
    plain = " ".join(" ".join(pages(full())).split())

    for told in (
        "Hộ nghèo 1.234",
        "Gia đình chính sách 6",
        "Cộng 1.240",
        "77,5 %",
        "96,8 % (83,3 % – 99,4 %)",
    ):
        assert told in plain
    assert "Khẩu trang (cái) 20.000 7.900 60 30 11.995 15 11.995 khớp" in plain
    assert "Máy tính bảng 3 2 (66,7 %) 2 còn ít, chưa kết luận 0" in plain
    assert "lệch 2" in plain
    assert "M18 Sửa chữa điện 45.600.000 ₫ 13.500.001 ₫ 4 12 hộ gia đình 1.125.000 ₫" in plain
    assert "M20 Khẩu trang chưa có dự toán chưa có số liệu" in plain
    for digest in (*EFFECT_DIGESTS.values(), MONEY_DIGEST):
        assert digest in plain


@needs_pdftotext
def test_the_english_paper_says_effect_and_money_in_english():
    plain = " ".join(" ".join(pages(full("en"))).split())

    for told in ("Poor households 1,234", "77.5 %", "balances", "off by 2", "13,500,001 ₫", "no budget yet"):
        assert told in plain
    assert "chưa có" not in plain


@needs_pdftotext
def test_what_no_source_has_told_yet_is_said_so_on_paper():
    empty = {"households": None, "confirmations": None, "goods": None, "pictures": [], "pictures_digest": ""}

    plain = " ".join(" ".join(pages(built(effects=empty))).split())

    assert plain.count("Chưa có số liệu.") == 3
    assert "Chưa có ảnh nào được đồng ý công bố." in plain


def test_photographs_stand_in_a_grid_with_captions_and_the_rest_is_counted():
    pdf = pikepdf.open(io.BytesIO(full()))
    values = paper_values(
        facts=full_facts(), digest=DIGEST, language="vi", stamp=STAMP,
        pictures={number: picture(number) for number in range(1, 9)},
    )  # fmt: skip

    images = [one for page in pdf.pages for one in page.get_images().values()]
    assert len(images) == len(values["effects"]["pictures"]) == 6
    assert values["effects"]["pictures"][0]["caption"] == "Trao quà tại xã, ảnh 1, 19/12/2021"
    assert "Còn 2 ảnh" in values["effects"]["pictures_more"]
    assert len(full()) < 400_000
    with pdf.open_metadata() as metadata:
        assert metadata["pdfaid:conformance"] == "B"


def test_a_part_of_the_company_is_sent_to_the_companys_report_for_goods():
    facts = full_facts() | {"scope": ["PA01ND"]}
    facts["effects"]["goods"] = None

    told = paper_values(facts=facts, digest=DIGEST, language="vi", stamp=None)["effects"]

    assert told["goods"] is None
    assert "báo cáo toàn công ty" in told["no_goods"]


def test_goods_whose_papers_differ_do_not_say_that_all_is_well():
    facts = full_facts()
    facts["effects"]["goods"]["items"][0]["differences"] = 2

    told = paper_values(facts=facts, digest=DIGEST, language="vi", stamp=None)["effects"]

    assert told["goods"]["rows"][0][-1] == "2 suất lệch giấy tờ"


def test_photographs_that_were_taken_back_are_counted_and_not_shown():
    told = paper_values(
        facts=full_facts(), digest=DIGEST, language="vi", stamp=None, pictures={1: picture(1)}
    )["effects"]

    assert len(told["pictures"]) == 1
    assert (told["pictures_more"], told["pictures_gone"][:5]) == ("", "7 ảnh")


def test_a_photograph_without_bytes_is_not_shown():
    assert not paper_values(facts=full_facts(), digest=DIGEST, language="vi", stamp=None)["effects"][
        "pictures"
    ]
