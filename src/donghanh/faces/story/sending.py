"""
The crew's part of the demo's story: every step ticked, photographs and a signature drawn, the work finished.

What a telephone would send, by the same operation and under numbers that follow from the order, so that
the same story told again sends the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.operations import FieldRecordSent, receive_record
from donghanh.apps.works.queries import FieldVisit, field_day
from donghanh.world.pictures import drawn_photograph, drawn_signature

PHOTOGRAPHS = ("photo_before", "photo_after", "photo")


def finish_work(*, crew: Actor, order: str, day: date, at: datetime) -> None:
    """
    Send everything that an order asks for, then `finished`; the order's visit is the crew's on that day.

    raises : LookupError, when the crew has no such visit; whatever `receive_record` refuses
    """
    visits = field_day(actor=crew, day=day).visits
    visit = next((one for one in visits if one.order == order), None)
    if visit is None:
        raise LookupError(f"{crew.username} has no visit of {order} on {day}.")
    for record in records_of(visit=visit, at=at):
        receive_record(actor=crew, record=record, at=at)


def records_of(*, visit: FieldVisit, at: datetime) -> Iterator[FieldRecordSent]:
    """What a telephone sends of a whole work, in the order in which it happens."""
    yield _record(visit, "arrived", at)
    for kind in visit.needs:
        if kind == "photo_before":
            yield _photograph(visit, kind, at)
    for step in visit.steps:
        yield _record(visit, "step_done", at, step=step["code"])
        if step["needs_photo"]:
            yield _photograph(visit, "photo", at, step=step["code"])
    for kind in visit.needs:
        if kind in PHOTOGRAPHS[1:]:
            yield _photograph(visit, kind, at)
        elif kind == "signature":
            content = drawn_signature(told=visit.order)
            yield _record(visit, kind, at, content=content, signer=visit.name)
    yield _record(visit, "finished", at)


def _photograph(visit: FieldVisit, kind: str, at: datetime, **facts: str) -> FieldRecordSent:
    content = drawn_photograph(told=f"{visit.order} {kind} {facts.get('step', '')}".strip())
    return _record(visit, kind, at, content=content, **facts)


def _record(
    visit: FieldVisit, kind: str, at: datetime, content: bytes = b"", **facts: str
) -> FieldRecordSent:
    name = uuid5(NAMESPACE_URL, f"{visit.order} {kind} {sorted(facts.items())} {at.isoformat()}")
    file_name = f"{kind}.jpg" if content else ""
    return FieldRecordSent(str(name), visit.order, kind, at, facts, file_name, content)
