"""The hand-over record: everything that was done, read in full with a row that says so, always the same."""

from __future__ import annotations

import pytest
from tests.apps.works.conftest import VISIT_DAY

from donghanh.adapters.papers.work_handover import PaperPicture, build_handover
from donghanh.apps.organisation.models import PersonalDataReading
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.works.operations import hand_over_record

pytestmark = pytest.mark.django_db


def finished(field) -> str:
    order = field.planned()
    field.send(order, "material", item="DAY-2x4", quantity=20, serial="")
    field.send_all(order)
    field.send(order, "finished")
    return order


def test_an_order_that_was_handed_over_has_its_record(field) -> None:
    order = finished(field)
    head = field.actors.unit_head("PA01ND")

    first = hand_over_record(actor=head, reference=order, day=VISIT_DAY, at=field.now)
    again = hand_over_record(actor=head, reference=order, day=VISIT_DAY, at=field.now)

    assert first.digest == again.digest
    assert (first.signer, first.signature.media_type) == ("Bà Hộ Thử", "image/jpeg")
    assert [picture.kind for picture in first.pictures][:2] == ["photo_before", "photo_after"]
    assert all(step.done_at for step in first.story.steps)
    assert PersonalDataReading.objects.filter(subject=f"work:{order}", what="work_order").count() == 2


def test_an_order_that_was_not_handed_over_has_none(field) -> None:
    order = field.planned()

    with pytest.raises(Refused) as refused:
        hand_over_record(actor=field.actors.unit_head("PA01ND"), reference=order, day=VISIT_DAY, at=field.now)

    assert refused.value.rule == "not-handed-over"


def test_nobody_of_another_unit_reads_the_record(field) -> None:
    order = finished(field)

    with pytest.raises(NotFound):
        hand_over_record(actor=field.actors.unit_head("PA01XT"), reference=order, day=VISIT_DAY, at=field.now)


def test_the_paper_is_the_same_bytes_each_time_and_archival(field) -> None:
    picture = PaperPicture("image/png", _png(), "Trước")
    said = {
        "reference": "LV-21-00001", "digest": "0" * 64, "unit": "Điện lực thử", "method": "Sửa chữa",
        "name": "Hộ thử", "address": "Tổ 3", "commune": "Xã Thử", "subject": "M18-21-00001",
        "finished_at": "22/12/2021 09:00", "crew": "Tổ thử", "signer": "Bà Thử", "is_confirmed": False,
        "steps": [{"number": "1", "text": "Cắt điện", "safety": "có", "at": "09:00"}], "materials": [],
    }  # fmt: skip

    papers = {
        build_handover(said=said, pictures=[picture], signature=picture, address="https://example.vn/x")
        for _ in range(2)
    }

    (paper,) = papers
    assert paper.startswith(b"%PDF-")
    assert b"pdfaid" in paper


def _png() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "PNG")
    return out.getvalue()
