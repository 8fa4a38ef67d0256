"""
Takes what a phone sends from the field: once each, in whatever order it arrives.

A phone keeps a record until it has a receipt, so the same record may come many times: it answers the same
receipt. What does not count (a cancelled visit, another crew's) is kept all the same, marked with the rule,
for the office to look at; its receipt says `refused`, and the phone need not send it again. What cannot be
taken as it is (a signature without bytes, a finish with something missing) is not kept: it raises, and
the same record may be sent again when that is mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from donghanh.apps.evidence.operations import keep_evidence
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works import ports
from donghanh.apps.works.models import FieldRecord, Visit, WorkOrder
from donghanh.apps.works.operations.effects import check_complete, take_effect
from donghanh.apps.works.operations.field_facts import FILES, check_record, payload_digest
from donghanh.apps.works.operations.writing import locked
from donghanh.apps.works.permissions import check_act
from donghanh.apps.works.queries.sight import may_see_order, may_set_aside
from donghanh.apps.works.refusals import CannotReceive, NotFound

KEPT, REFUSED = "kept", "refused"


@dataclass(frozen=True)
class FieldRecordSent:
    """
    What a phone sends.

    record_id : a UUID that the phone gave it, as text
    kind      : arrived | step_done {"step"} | photo_before | photo_after | photo (may name its {"step"}) |
                material {"item", "quantity", "serial"} | reading {"register", "index"} |
                signature {"signer"} | note {"text"} | not_possible {"reason"} | finished
    taken_at  : the phone's instant, aware
    facts     : text, whole numbers, yes and no; no floats
    """

    record_id: str
    order: str
    kind: str
    taken_at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    file_name: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class Receipt:
    """
    The server has it.

    sha256 : of the file's bytes as they were sent; of the canonical record when there is no file
    state  : kept; or refused, when it is kept for the office and does not count
    is_new : False when the same record was here before
    rule   : why it does not count: visit-cancelled, not-your-visit, no-visit, visit-over; empty for `kept`
    """

    record_id: str
    sha256: str
    state: str
    is_new: bool
    rule: str = ""


@transaction.atomic
def receive_record(*, actor: Actor, record: FieldRecordSent, at: datetime) -> Receipt:
    """
    Take one record and answer its receipt.

    at     : the product's instant of receipt, aware
    raises : Forbidden; NotFound, for an order that is nowhere near the actor; CannotReceive `record-differs`
             and those of `field_facts.check_record`; CannotFinish `work-not-complete` with everything that
             is missing; CannotKeep, for a file that is none
    """
    staff_id = check_act(actor=actor)
    order = _locked_order(actor=actor, record=record)
    digest = payload_digest(record)
    known = FieldRecord.objects.filter(record_id=_known_form(record.record_id)).first()
    if known is not None:
        return _same_again(known=known, digest=digest, staff_id=staff_id)
    check_record(record=record, kept=order.frozen)
    visit, rule = _visit_of(order=order, staff_id=staff_id, kind=record.kind)
    if record.kind == "finished" and visit is not None and not rule:
        check_complete(order=order, visit=visit)
    row = FieldRecord(
        record_id=record.record_id, order=order, visit=visit, kind=record.kind, taken_at=record.taken_at,
        received_at=at, by_id=staff_id, facts=dict(record.facts), payload_sha256=digest, rule=rule,
        sha256=sha256(record.content).hexdigest() if record.content else digest,
        evidence=_keep_file(actor=actor, record=record, is_counted=not rule, at=at),
    )  # fmt: skip
    _insert(row)
    if visit is not None and not rule:
        take_effect(actor=actor, order=order, visit=visit, row=row, at=at)
    told = {"record": record.record_id, "taken_at": record.taken_at.isoformat(), "rule": rule}
    record_act(actor=actor, act=f"work.{record.kind}", subject=f"work:{order.reference}", facts=told, at=at)
    return _receipt(row, is_new=True)


def _locked_order(*, actor: Actor, record: FieldRecordSent) -> WorkOrder:
    """Lock the order; what it is for first, when it may be delivered with this record."""
    seen = WorkOrder.objects.filter(reference=record.order).values_list("subject", flat=True).first()
    if seen is None or not may_set_aside(actor, record.order):
        raise NotFound("order", record.order)
    if record.kind == "finished":
        ports.lock_subject(subject=seen)
    return locked(reference=record.order)


def _known_form(record_id: str) -> str:
    from uuid import UUID

    try:
        return str(UUID(record_id))
    except ValueError as reason:
        raise CannotReceive(
            "record-id-wrong",
            "The record's number is no UUID. Make one on the phone.",
            record_id=record_id[:60],
        ) from reason


def _same_again(*, known: FieldRecord, digest: str, staff_id: int) -> Receipt:
    if known.payload_sha256 != digest or known.by_id != staff_id:
        raise CannotReceive(
            "record-differs",
            f"Record {known.record_id} is here already with other content. Next: give the new one a number "
            "of its own.",
            record_id=str(known.record_id),
        )
    return _receipt(known, is_new=False)


def _visit_of(*, order: WorkOrder, staff_id: int, kind: str) -> tuple[Visit | None, str]:
    """The visit that a record belongs to, and the rule by which it does not count."""
    visit = order.visits.filter(crew_id=staff_id).order_by("-id").first()
    if visit is None:
        return None, "not-your-visit" if order.visits.exists() else "no-visit"
    if visit.state == "cancelled":
        return visit, "visit-cancelled"
    if kind in {"finished", "not_possible"} and visit.state not in {"planned", "arrived"}:
        return visit, "visit-over"
    return visit, ""


def _keep_file(*, actor: Actor, record: FieldRecordSent, is_counted: bool, at: datetime) -> int | None:
    if record.kind not in FILES and not record.content:
        return None
    kind = record.kind if record.kind in FILES else "photo"
    may_see = is_counted and may_see_order(actor, record.order)
    return keep_evidence(
        actor=actor, subject=f"{'work' if may_see else 'work_aside'}:{record.order}", kind=kind,
        name=record.file_name or kind, content=record.content, at=at,
        facts={"taken_at": record.taken_at.isoformat(), "record": record.record_id, **record.facts},
    )  # fmt: skip


def _insert(row: FieldRecord) -> None:
    """Write the row; two that were sent at the same instant for two orders meet here."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as reason:
        raise CannotReceive(
            "record-differs", f"Record {row.record_id} is here already.", record_id=str(row.record_id)
        ) from reason


def _receipt(row: FieldRecord, *, is_new: bool) -> Receipt:
    state = REFUSED if row.rule else KEPT
    return Receipt(str(row.record_id), row.sha256, state, is_new, row.rule)
