"""The hand-over record of an order, as a paper; all of it is read in full, so the reading is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.evidence.operations import open_evidence
from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.queries.stories import OrderStory, RecordLine, order_story
from donghanh.apps.works.refusals import Refused
from donghanh.kernel.digests import digest_of_rows

PICTURES = ("photo_before", "photo_after", "photo")


@dataclass(frozen=True)
class Picture:
    """A picture on the paper: what it is of, when it was taken, its bytes (small for photographs)."""

    kind: str
    step: str
    taken_at: datetime
    media_type: str
    content: bytes


@dataclass(frozen=True)
class HandOverRecord:
    """
    What stands on the hand-over record.

    digest : SHA-256 over the order, its steps with their times, the materials and the digests of all files
    """

    story: OrderStory
    finished_at: datetime
    signer: str
    pictures: tuple[Picture, ...]
    signature: Picture | None
    digest: str


@transaction.atomic
def read_order(*, actor: Actor, reference: str, day: date, at: datetime) -> OrderStory:
    """
    One order with address and telephone, and one row that says who read them.

    raises : NotFound
    """
    story = order_story(actor=actor, reference=reference, day=day, in_full=True)
    record_reading(actor=actor, what="work_order", subject=f"work:{reference}", at=at)
    return story


@transaction.atomic
def hand_over_record(*, actor: Actor, reference: str, day: date, at: datetime) -> HandOverRecord:
    """
    Everything of the paper of an order that was handed over.

    raises : NotFound; Refused `not-handed-over`
    """
    story = read_order(actor=actor, reference=reference, day=day, at=at)
    if story.state != "handed_over":
        raise Refused("not-handed-over", f"{reference} is {story.state}: there is no hand-over record yet.",
                      order=reference, state=story.state)  # fmt: skip
    counted = [record for record in story.records if not record.rule]
    finished = next(record for record in reversed(counted) if record.kind == "finished")
    signature = next((record for record in reversed(counted) if record.kind == "signature"), None)
    shown = _once([record for record in counted if record.kind in PICTURES and record.evidence])
    return HandOverRecord(
        story=story, finished_at=finished.taken_at, signer=str(story.handed_over.get("signer", "")),
        pictures=tuple(_picture(actor, record, at, small=True) for record in shown[:8]),
        signature=_picture(actor, signature, at, small=False) if signature else None,
        digest=digest_of_story(story),
    )  # fmt: skip


def digest_of_story(story: OrderStory) -> str:
    """The digest that stands on the paper; the same order says the same again."""
    head = {
        "order": story.reference, "subject": story.subject, "method": story.frozen["digest"],
        "name": story.name, "address": story.address, "commune": story.commune_code,
    }  # fmt: skip
    steps = [{"step": step.code, "done_at": step.done_at} for step in story.steps]
    materials = [
        {"item": one.item_code, "quantity": one.quantity, "serial": one.serial} for one in story.materials
    ]
    files = [
        {"kind": one.kind, "sha256": one.sha256, "taken_at": one.taken_at}
        for one in story.records
        if one.evidence and not one.rule
    ]
    return digest_of_rows([head, *steps, *materials, *files])


def _once(records: list[RecordLine]) -> list[RecordLine]:
    """Before and after first; the same file once."""
    ordered = sorted(records, key=lambda one: (PICTURES.index(one.kind), one.taken_at))
    return list({one.evidence: one for one in reversed(ordered)}.values())[::-1]


def _picture(actor: Actor, record: RecordLine, at: datetime, *, small: bool) -> Picture:
    assert record.evidence is not None
    found = open_evidence(actor=actor, number=record.evidence, at=at, is_small=small)
    step = str(record.facts.get("step", ""))
    return Picture(record.kind, step, record.taken_at, found.media_type, found.content)
