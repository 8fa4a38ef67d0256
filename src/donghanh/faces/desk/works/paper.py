"""The hand-over record of an order as a PDF to download."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from donghanh.adapters.papers.work_handover import PaperPicture, build_handover
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.works.operations import HandOverRecord, hand_over_record
from donghanh.faces.design.figures import written_moment, written_number
from donghanh.faces.desk.asking import address, standing_of
from donghanh.faces.desk.works import wording
from donghanh.faces.desk.works.standing import works_page

# The paper is written in Vietnamese whatever language the reader's page is in.
CAPTIONS = {"photo_before": "Trước khi làm", "photo_after": "Sau khi làm", "photo": "Ảnh"}


@works_page
def paper(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer with the hand-over record as PDF/A; the reading is recorded."""
    standing = standing_of(request)
    at = request.product_now  # type: ignore[attr-defined]
    try:
        record = hand_over_record(actor=standing.actor, reference=reference, day=standing.today, at=at)
    except NotFound:
        raise
    except Refused as reason:
        messages.error(request, wording.told(reason))
        return redirect("desk-work-order", reference)
    page = request.build_absolute_uri(address("desk-work-order", reference))
    units = {row.code: row.name_vi for row in organisation.units_on(day=record.finished_at.date())}
    content = build_handover(
        said=_said(record, units.get(record.story.unit_code, record.story.unit_code)),
        pictures=[
            PaperPicture(
                one.media_type, one.content, f"{CAPTIONS[one.kind]}, {written_moment(one.taken_at)}"
            )
            for one in record.pictures
        ],
        signature=PaperPicture(record.signature.media_type, record.signature.content)
        if record.signature
        else None,
        address=f"{page}#sha256={record.digest}", at=record.finished_at,
    )  # fmt: skip
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="bien-ban-{reference}.pdf"'
    return answer


def _said(record: HandOverRecord, unit: str) -> dict[str, object]:
    story = record.story
    crew = next((visit.crew for visit in reversed(story.visits) if visit.state == "finished"), "")
    return {
        "reference": story.reference, "digest": record.digest, "unit": unit,
        "method": story.frozen["name_vi"], "name": story.name, "address": story.address,
        "commune": story.commune, "subject": story.subject.partition(":")[2],
        "finished_at": written_moment(record.finished_at), "crew": crew, "signer": record.signer,
        "is_confirmed": story.frozen["is_confirmed"],
        "steps": [
            {
                "number": str(number), "text": step.vi, "safety": "có" if step.is_safety else "",
                "at": written_moment(step.done_at) if step.done_at else "",
            }
            for number, step in enumerate(story.steps, start=1)
        ],
        "materials": [
            {
                "item": f"{one.name_vi} ({one.item_code})" if one.name_vi else one.item_code,
                "quantity": f"{written_number(one.quantity)} {one.measure_vi}".strip(), "serial": one.serial,
            }
            for one in story.materials
        ],
    }  # fmt: skip
