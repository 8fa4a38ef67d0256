"""The walk over the pages: the clerk prepares, the customer signs, the director signs, anybody checks."""

from __future__ import annotations

import base64
import json

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

FIGURES = {"price_category": "residential", "voltage": "220", "capacity_kw": "3,5"}


def test_a_contract_goes_from_the_clerk_over_the_customer_to_the_director(  # noqa: PLR0915 - one walk
    desk, client, client_of, code_sent, seen, tmp_path
):
    opened = desk.apply(1, fields={"supply_address": "Xóm 1", "phases": "one"})
    case, tracking = opened.code, opened.tracking_code
    for step in ("check", "survey", "offer"):
        desk.step(case, step)
    clerk = client_of(desk.clerk)
    assert "Lập hợp đồng để ký trên mạng" in seen(clerk.get(f"/ban/cap-dien/{case}/"))
    page = f"/ban/cap-dien/{case}/hop-dong/"
    assert "0900•••001" in seen(clerk.get(page))
    assert clerk.post(page, {**FIGURES, "number": "", "capacity_kw": "x"}).status_code == 422
    made = clerk.post(page, {**FIGURES, "number": f"HĐ-{case}"}, follow=True)
    assert "chờ khách hàng ký" in seen(made)
    document = made.request["PATH_INFO"].rstrip("/").rsplit("/", 1)[1]

    assert "Ký hợp đồng" in seen(client.get(f"/theo-doi/{tracking}/"))
    door = f"/theo-doi/{tracking}/ky-hop-dong/"
    assert "Hộ thử" not in seen(client.get(door))
    assert client.post(door, {"phone": "0911111111"}).status_code == 422
    link = client.post(door, {"phone": "0900 000 001"}).headers["Location"]
    told = seen(client.get(link))
    assert "Hộ thử 1" in told
    assert "không phải chữ ký số" in told
    assert "chờ xác nhận" in told
    client.post(f"{link}ma/")
    assert client.post(f"{link}ma/").status_code == 422
    page = client.get(link)
    digest = page.context["page"].seen
    wrong = client.post(f"{link}ky/", {"code": "000000", "consents": "on", "seen": digest})
    assert "còn 4 lần nhập" in seen(wrong)
    assert client.post(f"{link}ky/", {"code": code_sent(), "seen": digest}).status_code == 422
    signing = {"code": code_sent(), "consents": "on", "seen": digest}
    for _ in range(2):
        assert client.post(f"{link}ky/", signing).status_code == 302
    assert "Quý khách đã ký" in seen(client.get(link))

    director = client_of(desk.actors.director)
    assert "Ký số thay mặt công ty" in seen(director.get(f"/ban/ky-van-ban/{document}/"))
    after = director.post(f"/ban/ky-van-ban/{document}/ky/", follow=True)
    assert "hai bên đã ký" in seen(after)
    signed = client.get(f"{link}da-ky.pdf")
    assert signed.headers["Content-Type"] == "application/pdf"

    check = "/kiem-tra-van-ban/"
    good = client.post(check, {"file": SimpleUploadedFile("a.pdf", signed.content)})
    assert "Đúng là văn bản mà khách hàng và công ty đã ký" in seen(good)
    assert "Hộ ••• 1." in seen(good)
    bad = client.post(check, {"file": SimpleUploadedFile("a.pdf", signed.content + b"\n%")})
    assert "Tệp đã bị thay đổi sau khi ký" in seen(bad)
    _check_commands(signed.content, document, tmp_path)
    sent = json.dumps({"content": base64.b64encode(signed.content).decode()})
    from donghanh.faces.signin.tokens import token_for

    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token_for(username=desk.clerk.username)}"}
    api = client.post("/api/v1/signatures/verify", sent, content_type="application/json", **bearer)
    assert api.json()["rule"] == "signed"
    assert client.get(f"/api/v1/signatures/documents/{document}", **bearer).json()["broken_at"] == 0


def _check_commands(content: bytes, document: str, folder) -> None:
    from unittest import mock

    from donghanh.faces.cli.signatures import signatures

    files = {"good": content, "other": b"%PDF-1.7 x", "none": b"hello"}
    for name, one in files.items():
        (folder / name).write_bytes(one)
    with mock.patch("donghanh.faces.cli.programmes_asking.open_house", return_value=None):
        answers = {name: CliRunner().invoke(signatures, ["verify", str(folder / name)]) for name in files}
        shown = CliRunner().invoke(signatures, ["show", document, "--json"])
        listed = CliRunner().invoke(signatures, ["list", "--json"])
    assert {name: one.exit_code for name, one in answers.items()} == {"good": 0, "other": 1, "none": 2}
    assert json.loads(shown.stdout)["broken_at"] == 0
    assert json.loads(listed.stdout)["total"] == 1


def test_the_list_asks_few_questions_and_another_unit_sees_nothing(
    desk, client_of, as_stranger, seen, django_assert_max_num_queries
):
    documents = [desk.prepare(desk.before_contract(number)) for number in (1, 2)]
    clerk = client_of(desk.clerk)

    with django_assert_max_num_queries(14):
        told = seen(clerk.get("/ban/ky-van-ban/"))

    assert all(one in told for one in documents)
    assert documents[0] not in seen(as_stranger.get("/ban/ky-van-ban/"))
    for path in ("", "offered.pdf"):
        assert as_stranger.get(f"/ban/ky-van-ban/{documents[0]}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/ky/00000000000000000000/", "/ky/00000000000000000000/van-ban.pdf"])
def test_a_guessed_link_leads_nowhere(desk, client, path):
    assert client.get(path).status_code == 404


def test_a_replaced_document_leads_to_the_new_one_and_signs_nothing(desk, client, offered, seen):
    case, _, link = offered
    code = desk.ask(link)
    digest = client.get(f"/ky/{link}/").context["page"].seen
    desk.prepare(case, capacity_kw="5")

    late = client.post(f"/ky/{link}/ky/", {"code": code, "consents": "on", "seen": digest})

    assert late.status_code == 422
    assert "Mở văn bản mới" in seen(late)
    assert desk.story(offered[1]).row.state == "replaced"
