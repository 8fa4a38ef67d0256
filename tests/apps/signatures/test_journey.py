"""A contract from its preparation to both signatures, and what can be told of its PDF afterwards."""

from __future__ import annotations

import pytest

from donghanh.apps.notices.models import Message
from donghanh.apps.organisation.models import Act
from donghanh.apps.signatures.models import DocumentFile, SigningCode
from donghanh.apps.signatures.operations import pdf_by_link
from donghanh.apps.signatures.refusals import CannotCountersign, CannotOffer
from donghanh.apps.supply.refusals import CannotTakeStep


def test_customer_then_company_sign_and_the_supply_moves_on(desk, offered):
    case, document, link = offered
    assert desk.supply(case).row.next_step == "sign"
    desk.later(minutes=30)
    desk.open_document(link)
    code = desk.ask(link)
    desk.later(minutes=2)
    desk.sign(link, code)
    assert desk.story(document).row.state == "customer_signed"
    desk.later(hours=3)
    desk.countersign(document)

    page = desk.supply(case)
    assert page.row.next_step == "order"
    taken = next(one for one in page.steps if one.code == "sign")
    assert taken.facts == {"contract_number": f"HĐ-{case}", "signed_on": "2021-12-20"}
    story = desk.story(document)
    assert [one.event for one in story.evidence] == [
        "offered", "opened", "code_asked", "code_sent", "signed", "countersigned", "given",
    ]  # fmt: skip
    assert (story.row.state, story.broken_at) == ("signed", 0)
    assert [kind for kind, _ in story.files] == ["offered", "reading_copy", "signed"]
    assert Act.objects.filter(act="document.countersign", subject=f"document:{document}").count() == 1


def test_the_signed_pdf_begins_with_the_bytes_that_were_shown(desk, offered):
    _, document, link = offered
    shown = pdf_by_link(link=link, kind="offered")[1]
    desk.sign(link, desk.ask(link))
    desk.countersign(document)

    name, signed = pdf_by_link(link=link, kind="signed")

    assert signed.startswith(shown)
    assert len(signed) > len(shown)
    found = desk.verdict(signed)
    assert (found.rule, found.code, found.is_demo) == ("signed", document, True)
    assert found.signer == "Hộ ••• 1."
    assert found.company_signer
    assert "không phải chữ ký số" in found.is_not["vi"]
    assert name == f"{document}-signed.pdf"
    assert desk.verdict(shown).rule == "customer-signed"
    assert desk.verdict(pdf_by_link(link=link, kind="reading_copy")[1]).rule == "reading-copy"


def test_a_changed_pdf_and_a_strange_one_are_told_apart(desk, offered):
    _, document, link = offered
    desk.sign(link, desk.ask(link))
    desk.countersign(document)
    signed = pdf_by_link(link=link, kind="signed")[1]

    assert desk.verdict(signed + b"\n%").rule == "changed"
    assert desk.verdict(b"%PDF-1.7 something else").rule == "unknown"
    assert desk.verdict(b"hello").rule == "not-a-pdf"


def test_changed_evidence_is_found_and_nothing_more_is_signed_on_it(desk, offered):
    from django.db import connection

    _, document, link = offered
    desk.sign(link, desk.ask(link))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE signatures_evidencerow SET product_at = now() WHERE event = 'signed'")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")

    assert desk.story(document).broken_at == 4
    with pytest.raises(CannotCountersign) as refused:
        desk.countersign(document)
    assert refused.value.rule == "evidence-broken"


def test_the_code_is_nowhere_in_the_tables_but_in_the_message_that_waits(desk, offered):
    _, document, link = offered
    code = desk.ask(link)

    kept = SigningCode.objects.get()
    assert code not in kept.code_sha256
    assert len(kept.code_sha256) == 64
    message = Message.objects.get(kind="code")
    assert (message.is_secret, message.text, message.address) == (True, "", "0900000001")
    assert code in message.sending.words
    assert all(code not in str(one.facts) for one in desk.story(document).evidence)
    offer = Message.objects.get(kind="signature")
    assert link not in offer.text
    assert document in offer.text


def test_a_new_document_takes_the_place_of_the_old_and_points_back(desk, offered):
    case, first, link = offered
    code = desk.ask(link)
    second = desk.prepare(case, capacity_kw="5")

    old, new = desk.story(first), desk.story(second)
    assert (old.row.state, old.replaced_by, new.replaces) == ("replaced", second, first)
    page = desk.open_document(link)
    assert page.state == "replaced"
    assert page.newer_link == desk.link(second)
    from donghanh.apps.signatures.refusals import CannotSign

    with pytest.raises(CannotSign) as refused:
        desk.sign(link, code)
    assert refused.value.rule == "replaced"
    with pytest.raises(CannotSign) as refused:
        desk.sign(desk.link(second), code)
    assert refused.value.rule == "no-code"


def test_the_newer_link_is_not_told_to_the_telephone_of_before(desk, offered):
    from donghanh.apps.requests.models import Case

    case, _, link = offered
    Case.objects.filter(code=case).update(phone="0977777777")
    desk.prepare(case)

    assert desk.open_document(link).newer_link == ""


def test_a_contract_by_hand_waits_while_a_document_is_offered(desk, offered):
    case, document, _ = offered
    with pytest.raises(CannotTakeStep) as refused:
        desk.step(case, "sign")
    assert refused.value.rule == "document-offered"

    from donghanh.apps.signatures.operations import withdraw_document

    with pytest.raises(CannotOffer, match="reason"):
        withdraw_document(actor=desk.clerk, code=document, why=" ", now=desk.now)
    withdraw_document(actor=desk.clerk, code=document, why="Khách hàng muốn ký giấy", now=desk.now)
    assert desk.step(case, "sign") == "order"


def test_a_request_that_is_withdrawn_takes_its_document_with_it(desk, offered):
    case, document, link = offered
    desk.do("withdraw_case", case, why="Khách hàng thôi")

    assert desk.story(document).row.state == "withdrawn"
    from donghanh.apps.signatures.refusals import CannotSendCode

    with pytest.raises(CannotSendCode) as refused:
        desk.ask(link)
    assert refused.value.rule == "withdrawn"


@pytest.mark.parametrize(
    ("figures", "wrong"),
    [
        ({"capacity_kw": "0"}, "capacity_kw"), ({"capacity_kw": "nhiều"}, "capacity_kw"),
        ({"price_category": "gold"}, "price_category"), ({"voltage": "110"}, "voltage"),
        ({"number": " "}, "number"),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_refused_by_name(desk, figures, wrong):
    case = desk.before_contract()

    with pytest.raises(CannotTakeStep) as refused:
        desk.prepare(case, **figures)

    assert (refused.value.rule, refused.value.facts["figure"]) == ("figure-wrong", wrong)
    assert not DocumentFile.objects.exists()


def test_no_contract_before_its_step(desk):
    case = desk.apply().code

    with pytest.raises(CannotTakeStep, match="not the contract"):
        desk.prepare(case)


def test_without_a_telephone_nothing_is_offered(desk):
    from donghanh.apps.requests.models import Case

    case = desk.before_contract()
    Case.objects.filter(code=case).update(phone="", email="a@b.vn")

    with pytest.raises(CannotOffer) as refused:
        desk.prepare(case)
    assert refused.value.rule == "phone-missing"


def test_the_words_tell_figures_and_only_clauses_that_the_lawbook_holds(desk, offered):
    from donghanh.apps.signatures.models import SignedDocument

    words = SignedDocument.objects.get(code=offered[1]).words
    rows = {row["name"]["vi"]: row["value"]["vi"] for section in words["sections"] for row in section["rows"]}
    cites = [cite for one in words["sections"] for part in one["paragraphs"] for cite in part["cites"]]

    assert rows["Công suất đăng ký"] == "3,5 kW"
    assert rows["Điện áp"] == "220 V, 1 pha"
    assert rows["Nhóm giá"] == "Sinh hoạt"
    assert rows["Bên mua điện"] == "Hộ thử 1"
    assert [one["vi"].split(",")[0] for one in cites] == [
        "QĐ 648/QĐ-BCT ngày 20/3/2019", "Hợp đồng mua bán điện của EVNNPC", "Điều 6",
    ]  # fmt: skip
    assert [one["is_confirmed"] for one in cites] == [True, False, True]
    assert "chờ công ty xác nhận" in words["note"]["vi"]
