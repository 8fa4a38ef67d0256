"""Anybody with the code of an invoice sees whether it still counts; nobody finds one by trying."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from tests.apps.billing.street import ISSUED, NOVEMBER, build

from donghanh.apps.billing import operations, queries

pytestmark = pytest.mark.django_db
PAGE = "/tra-cuu-hoa-don/"


@pytest.fixture
def code(actors, product_now):
    cache.clear()
    build(actors=actors, count=3)
    operations.run_billing(actor=actors.business, unit_code="PA01ND", month=NOVEMBER, at=ISSUED)
    key = queries.invoices(actor=actors.director).rows[0].id
    return operations.read_invoice(actor=actors.director, invoice=key, at=product_now).lookup_code


def test_the_code_leads_to_the_invoice_in_two_steps(client, code):
    assert client.get(PAGE).status_code == 200

    told = client.post(PAGE, {"code": code.lower()}).content.decode()

    assert "01GTKT0/001-ND/21E-0000003" in told
    assert "Còn hiệu lực" in told


def test_neither_name_nor_address_nor_code_of_the_customer_is_shown(client, code):
    told = client.post(PAGE, {"code": code}).content.decode()

    for secret in ("Thị Số", "Trần Hưng Đạo", "PA01ND0000003"):
        assert secret not in told


def test_a_code_that_was_never_given_out_finds_nothing(client, code):
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")

    for tried in (wrong, "1", "0000003", "01GTKT0/001-ND/21E-0000003"):
        answer = client.post(PAGE, {"code": tried})
        assert answer.status_code == 404
        assert "Không có hóa đơn nào với mã này" in answer.content.decode()


def test_whoever_tries_many_is_held_back_also_with_the_right_code(client, code):
    for _ in range(10):
        client.post(PAGE, {"code": "1"})

    assert client.post(PAGE, {"code": code}).status_code == 429


def test_an_empty_code_is_asked_for(client, code):
    assert client.post(PAGE, {"code": ""}).status_code == 422
