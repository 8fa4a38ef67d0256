"""A commune's officer names one person by the pages: question by question, and once."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.faces.partner.conftest import MY_HUNG

from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.programmes.models import Benefit, DraftProof

START = "/doi-tac/de-cu/"


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


def answer(browser, step: str, **said):
    return browser.post(f"{START}{step}/", said)


def written(
    browser, *, activity: str = "household-repairs", name: str = "Trần Thị Thử", go_on: bool = True
) -> None:
    """Answer every question up to the papers."""
    browser.get(START)
    answer(browser, "hoat-dong", activity=activity)
    answer(browser, "nguoi", name=name)
    answer(browser, "lien-he", address="Thôn Thử", phone="0912 345 678")
    answer(browser, "dien", social_class="poor", why="Nhà dột")
    if go_on:
        answer(browser, "giay-to", go="1")


def form_name(browser) -> str:
    page = browser.get(f"{START}kiem-tra/").content.decode()
    return re.search(r'name="form" value="([^"]+)"', page)[1]


def test_a_person_is_named_question_by_question_and_the_reference_is_shown(browser, seen):
    written(browser)
    check = seen(browser.get(f"{START}kiem-tra/"))

    sent = browser.post(f"{START}kiem-tra/", {"form": form_name(browser)}, follow=True)

    assert "Trần Thị Thử" in check
    assert "0912345678" in check
    assert "Nhà dột" in check
    one = Benefit.objects.get()
    assert one.reference in seen(sent)
    assert (one.beneficiary_name, one.commune_code, one.social_class, one.phone, one.state) == (
        "Trần Thị Thử", MY_HUNG, "poor", "0912345678", "nominated",
    )  # fmt: skip


def test_a_double_click_or_a_second_tab_makes_one_nomination(browser, seen):
    written(browser)
    form = form_name(browser)

    first = browser.post(f"{START}kiem-tra/", {"form": form})
    second = browser.post(f"{START}kiem-tra/", {"form": form})

    assert first["Location"] == second["Location"] == f"{START}xong/{Benefit.objects.get().reference}/"


def test_the_same_form_twice_in_one_session_is_one_also_when_the_draft_is_still_there(browser):
    written(browser)
    form = form_name(browser)
    session = browser.session
    kept = dict(session["partner_draft"])
    browser.post(f"{START}kiem-tra/", {"form": form})
    session = browser.session
    session["partner_draft"] = kept
    session.save()

    again = browser.post(f"{START}kiem-tra/", {"form": form})

    assert again["Location"].endswith(f"/{Benefit.objects.get().reference}/")


def test_the_same_person_by_another_form_is_refused_with_the_first_reference(browser, seen):
    for _ in range(2):
        written(browser)
        last = browser.post(f"{START}kiem-tra/", {"form": form_name(browser)})

    assert last.status_code == 409
    assert Benefit.objects.get().reference in seen(last)


def test_what_is_missing_is_asked_for_on_its_page(browser, seen):
    browser.get(START)

    assert "Hãy chọn một hoạt động" in seen(answer(browser, "hoat-dong"))
    answer(browser, "hoat-dong", activity="household-repairs")
    assert "Hãy ghi họ tên" in seen(answer(browser, "nguoi", name="  "))
    answer(browser, "nguoi", name="Trần Một")
    assert "10 hoặc 11 số" in seen(answer(browser, "lien-he", phone="12345"))
    assert "Hãy chọn một diện" in seen(answer(browser, "dien", why="x"))
    assert browser.get(f"{START}kiem-tra/")["Location"] == f"{START}dien/"


def test_a_class_that_the_activity_does_not_take_cannot_be_chosen(browser):
    browser.get(START)
    answer(browser, "hoat-dong", activity="tablets")
    answer(browser, "nguoi", name="Trần Một")

    assert answer(browser, "dien", social_class="merit").status_code == 200


def test_masks_ask_for_whom_and_how_many(browser, seen):
    browser.get(START)
    answer(browser, "hoat-dong", activity="masks")

    assert "Cần bao nhiêu chiếc" in seen(browser.get(f"{START}nguoi/"))
    answer(browser, "nguoi", name="Trường Thử", kind="school", quantity="300")
    answer(browser, "lien-he")
    answer(browser, "dien", why="Học sinh cách ly")
    browser.post(f"{START}kiem-tra/", {"form": form_name(browser)})
    assert (Benefit.objects.get().quantity, Benefit.objects.get().beneficiary_kind) == (300, "school")


def test_customers_are_looked_up_within_the_commune_alone(browser, seen):
    from donghanh.apps.customers.models import Customer

    mine = Customer.objects.filter(commune_id=MY_HUNG).first()
    other = Customer.objects.exclude(commune_id=MY_HUNG).first()
    browser.get(START)
    answer(browser, "hoat-dong", activity="household-repairs")

    assert mine.code in seen(browser.get(f"{START}nguoi/", {"tim": mine.name}))
    assert other.code not in seen(browser.get(f"{START}nguoi/", {"tim": other.name}))
    assert "Không có khách hàng mã này" in seen(answer(browser, "nguoi", customer_code=other.code))


def test_a_paper_that_was_held_with_the_form_becomes_its_proof(browser, partner):
    written(browser, go_on=False)
    for _ in range(2):
        browser.post(
            f"{START}giay-to/", {"file": SimpleUploadedFile("so ho ngheo.jpg", picture()), "more": "1"}
        )

    browser.post(f"{START}kiem-tra/", {"form": form_name(browser)})

    proofs = evidence_of(actor=partner, subject=f"benefit:{Benefit.objects.get().reference}")
    assert [(one.name, one.kind) for one in proofs] == [("so ho ngheo.jpg", "proof")]
    assert not DraftProof.objects.exists()


def test_a_paper_can_be_let_go_before_the_form_is_sent(browser, partner):
    written(browser, go_on=False)
    browser.post(f"{START}giay-to/", {"file": SimpleUploadedFile("a.jpg", picture()), "more": "1"})

    browser.post(f"{START}giay-to/{DraftProof.objects.get().pk}/bo/")

    assert not DraftProof.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "../../x.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "không phải PDF",
        ),
        ("rong.jpg", b"", "trống"),
        ("to.jpg", b"\xff\xd8" + bytes(11 * 1024 * 1024), "quá lớn"),
        ("hong.jpg", picture()[:300], "hỏng"),
    ],
    ids=["script", "zero-bytes", "too-large", "broken"],
)
def test_a_paper_that_is_none_is_refused_kindly(browser, seen, name, content, told):
    written(browser, go_on=False)

    page = browser.post(f"{START}giay-to/", {"file": SimpleUploadedFile(name, content), "go": "1"})

    assert page.status_code == 422
    assert told in seen(page)
    assert "<script>alert" not in page.content.decode()
    assert not DraftProof.objects.exists()


def test_whoever_is_no_communes_officer_has_no_such_pages(there, sign_in, client):
    assert client.get("/doi-tac/")["Location"].startswith("/dang-nhap/")
    for actor in (there.actors.director, there.actors.unit_officer("PA01ND"), there.actors.auditor):
        assert sign_in(actor).get("/doi-tac/").status_code == 403
