"""A user asks for each kind of supply at the portal, and follows its steps by the tracking code."""

from __future__ import annotations

import pytest

from donghanh.lawbook.services import read_services

pytestmark = pytest.mark.django_db
ANSWERS = {
    "customer_code": "PA01ND0000001", "phone": "0922222222", "number": "5", "day": "2022-01-10",
    "address": "Số 1 phố Mẫu", "text": "Cột số 12", "long_text": "",
}  # fmt: skip
KINDS = (
    "CHANGE_CAPACITY_RURAL", "METER_MOVE", "METER_CHECK", "CONTRACT_TRANSFER", "TEMP_SUPPLY_LV",
    "RECONNECT_ON_REQUEST", "TERMINATE_CONTRACT",
)  # fmt: skip


@pytest.mark.parametrize("service", KINDS)
def test_each_kind_is_asked_for_and_followed(customer, client, service):
    asked = read_services().history(code=service)[-1]
    customer.begin(service)
    for field in asked.fields:
        answer = field.choices[0].code if field.choices else ANSWERS[field.kind]
        customer.say(f"hoi/{field.code}", answer=answer)
    customer.say("giay-to")
    customer.say("lien-he", name="Lệ Thị Mẫu", phone="0912345678", email="", commune="13672")

    code = customer.send()

    page = client.get(f"/theo-doi/{code}/").content.decode()
    steps = [step.vi for step in asked.steps]
    assert all(step in page for step in steps)
    assert "Lệ Thị Mẫu" not in page
