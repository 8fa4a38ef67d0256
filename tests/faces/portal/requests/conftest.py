"""A customer at the portal on the product's day, who answers page after page."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.faces.api.conftest import stand_on_product_day

STILL = datetime(2096, 10, 2, 7, 6, 40, tzinfo=UTC)


def picture(colour: str = "gray", name: str = "anh.jpg") -> SimpleUploadedFile:
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


class Customer:
    """Asks by the test's client; pages are named by what follows the service's code."""

    def __init__(self, client, actors) -> None:
        self.client, self.actors = client, actors

    def begin(self, service: str = "BILL_QUERY"):
        self.service = service
        return self.client.post(f"/yeu-cau/{service}/")

    def say(self, page: str, **told):
        return self.client.post(f"/yeu-cau/{self.service}/{page}/", told)

    def ready(self, what: str = "Hóa đơn tháng 11 tăng gấp đôi"):
        """A query about a bill, answered up to the check."""
        self.begin()
        self.say("hoi/customer_code", answer="pa01nd0000001")
        self.say("hoi/period", answer="")
        self.say("hoi/what", answer=what)
        self.say("giay-to")
        return self.say("lien-he", name="Lệ Thị Mẫu", phone="0912 345 678", email="", commune="")

    def send(self) -> str:
        """Send it, and answer the tracking code."""
        page = self.client.post(f"/yeu-cau/{self.service}/kiem-tra/", follow=True)
        return re.search(r"<strong>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</strong>", page.content.decode())[1]

    def case(self):
        """The one case that there is, as the office sees it."""
        from donghanh.apps.requests import queries
        from donghanh.apps.requests.values import QueueFilters

        now = self.actors.at
        (row,) = queries.queue(actor=self.actors.office, now=now, filters=QueueFilters(view="all")).rows
        return queries.case_page(actor=self.actors.office, code=row.code, now=now)


def new_supply(customer) -> None:
    """A new supply for a home, answered up to the check, without a paper."""
    customer.begin("NEW_LV_RES_URBAN")
    customer.say("hoi/supply_address", answer="Số 1 phố Mẫu")
    customer.say("hoi/phases", answer=first_choice(customer))
    customer.say("giay-to")
    customer.say("lien-he", name="Lệ Thị Mẫu", phone="0912345678", email="", commune="13672")


def first_choice(customer) -> str:
    page = customer.client.get("/yeu-cau/NEW_LV_RES_URBAN/hoi/phases/").content.decode()
    return re.search(r'type="radio" name="answer" value="([a-z0-9_]+)"', page)[1]


@pytest.fixture
def customer(client, actors, settings, tmp_path, monkeypatch) -> Customer:
    monkeypatch.setattr("donghanh.faces.throttle.real_now", lambda: STILL)  # no stretch turns while we ask
    settings.CACHES = {
        **settings.CACHES, "drafts": {**settings.CACHES["drafts"], "LOCATION": str(tmp_path)},
    }  # fmt: skip
    caches["default"].clear()
    stand_on_product_day(actors=actors, settings=settings)
    return Customer(client, actors)
