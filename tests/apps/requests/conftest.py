"""Cases of a unit on a moving clock, and short words for what clerks do with them."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from donghanh.kernel.digests import digest_of_rows

UNIT = "PA01ND"


def picture(colour: str = "orange") -> bytes:
    """A drawn photograph; another colour is another photograph."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "JPEG")
    return out.getvalue()


class Dice:
    """A source of tracking codes that says the same in every run, and never the same twice."""

    def __init__(self) -> None:
        self.thrown = count(1)

    def __call__(self, size: int) -> bytes:
        return bytes.fromhex(digest_of_rows([{"throw": next(self.thrown)}]))[:size]


@dataclass
class Desk:
    """The actors, the moment, and what is done at the desk at it."""

    actors: Any
    now: datetime
    unit: str = UNIT
    dice: Dice = field(default_factory=Dice)

    @property
    def clerk(self):
        return self.actors.unit_officer(self.unit)

    @property
    def head(self):
        return self.actors.unit_head(self.unit)

    def later(self, **span: int) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def open(self, service: str = "BILL_QUERY", *, actor: Any = None, **more):
        from donghanh.apps.requests.operations import open_case
        from donghanh.apps.requests.values import Contact

        asked = {"channel": "phone", "received_at": self.now, "unit_code": self.unit, "now": self.now} | more
        contact = asked.pop("contact", None) or Contact(
            name=asked.pop("name", "Nguyễn Văn Thử"), phone=asked.pop("phone", "0912345678")
        )
        return open_case(
            actor=actor or self.clerk, service_code=service, contact=contact, dice=self.dice, **asked
        )

    def public(self, service: str = "BILL_QUERY", **more):
        from donghanh.apps.requests.operations import open_public_case
        from donghanh.apps.requests.values import Contact

        asked = {"channel": "portal", "received_at": self.now, "unit_code": self.unit, "now": self.now} | more
        asked.setdefault("sender", asked["channel"])
        asked.setdefault("contact", Contact(name="Trần Thị Thử", phone="0987654321"))
        if service == "BILL_QUERY":
            asked.setdefault("fields", {"customer_code": "PA01ND0000001", "what": "Tiền điện cao"})
        return open_public_case(service_code=service, dice=self.dice, **asked)

    def do(self, act: str, code: str, *, actor: Any = None, **more):
        """Do an act of the requests by its name, now, as the clerk."""
        from donghanh.apps.requests import operations

        return getattr(operations, act)(actor=actor or self.clerk, code=code, now=self.now, **more)

    def page(self, code: str, *, actor: Any = None):
        from donghanh.apps.requests.queries import case_page

        return case_page(actor=actor or self.clerk, code=code, now=self.now)

    def proof(self, sort: str = "call_recording", colour: str = "orange"):
        from donghanh.apps.requests.values import Attachment

        return Attachment("chung.jpg", picture(colour), sort)

    def answered(self, **more) -> str:
        code = self.open(**more).code
        self.do("answer_case", code, text="Đã giải quyết xong.")
        return str(code)


@pytest.fixture
def desk(actors, product_now) -> Desk:
    """Monday, 20 December 2021, nine o'clock in Nam Định."""
    return Desk(actors=actors, now=product_now)
