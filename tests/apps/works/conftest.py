"""Orders of a unit with a crew, and short words for what the crew's phone sends."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest

VISIT_DAY = date(2021, 12, 22)
MY_THUAN = "13732"
NAMES = UUID("6f5a5f9e-7d0e-4ed8-9a3a-27a3c1d0b001")


def picture(colour: str = "orange") -> bytes:
    """A drawn photograph; another colour is another photograph."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(out, "JPEG")
    return out.getvalue()


@dataclass
class Field:
    """The actors, an open order's reference, and its records."""

    actors: Any
    now: datetime

    def open(
        self, subject: str = "test:1", *, method: str = "household_repair", unit: str = "PA01ND", **more
    ):
        from donghanh.apps.works.operations import OrderAsked, Recipient, open_order

        recipient = Recipient(
            name=more.pop("name", "Hộ thử"), address=more.pop("address", "Tổ 3, thôn Đông"),
            phone=more.pop("phone", "0912345678"), commune_code=more.pop("commune", MY_THUAN),
        )  # fmt: skip
        asked = OrderAsked(subject=subject, unit_code=unit, method=method, recipient=recipient, **more)
        return open_order(actor=self.actors.unit_officer(unit), asked=asked, at=self.now)

    def planned(self, subject: str = "test:1", *, day: date = VISIT_DAY, unit: str = "PA01ND", **more) -> str:
        from donghanh.apps.works.operations import plan_visit

        self.actors.crew(unit)
        reference = self.open(subject, unit=unit, **more)
        plan_visit(actor=self.actors.unit_officer(unit), reference=reference, day=day, at=self.now)
        return reference

    def record(
        self, order: str, kind: str, *, name: str = "", minutes: int = 0, content: bytes = b"", **facts
    ):
        from donghanh.apps.works.operations import FieldRecordSent

        return FieldRecordSent(
            record_id=str(uuid5(NAMES, f"{order} {kind} {name} {facts}")), order=order, kind=kind,
            taken_at=self.now + timedelta(days=2, minutes=minutes), facts=facts, content=content,
            file_name="a.jpg" if content else "",
        )  # fmt: skip

    def send(self, order: str, kind: str, *, by: Any = None, at: datetime | None = None, **more):
        from donghanh.apps.works.operations import receive_record

        record = self.record(order, kind, **more)
        return receive_record(
            actor=by or self.actors.crew("PA01ND"), record=record, at=at or self.now + timedelta(days=2)
        )

    def send_all(self, order: str, *, by: Any = None, skip: tuple[str, ...] = ()) -> None:
        """Everything that the order asks for, but for `finished`."""
        from donghanh.apps.works.queries import field_day

        actor = by or self.actors.crew("PA01ND")
        visit = next(v for v in field_day(actor=actor, day=VISIT_DAY).visits if v.order == order)
        for step in visit.steps:
            if step["code"] not in skip:
                self.send(order, "step_done", by=actor, step=step["code"])
            if step["needs_photo"]:
                self.send(order, "photo", by=actor, content=picture("blue"), step=step["code"])
        for kind, colour in (("photo_before", "red"), ("photo_after", "green")):
            self.send(order, kind, by=actor, content=picture(colour))
        self.send(order, "signature", by=actor, content=picture("white"), signer="Bà Hộ Thử")


@pytest.fixture
def field(actors, product_now) -> Field:
    """A unit's officer and crew, and the day of the product."""
    return Field(actors, product_now)
