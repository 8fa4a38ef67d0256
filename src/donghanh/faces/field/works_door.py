"""The one place of this face that asks the works: a crew's day, one visit of it, and taking a record in."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.http import HttpRequest

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.works.operations import FieldRecordSent, Receipt, read_field_day, receive_record
from donghanh.apps.works.queries import FieldDay, FieldVisit
from donghanh.apps.works.queries.kept import kept_parts

AHEAD = timedelta(days=1)


def asked_day(request: HttpRequest) -> date:
    """Today or tomorrow, as `?ngay=2021-12-21` asks; for any other day, today: no phone keeps it."""
    today: date = request.product_now.date()  # type: ignore[attr-defined]
    tomorrow = today + AHEAD
    return tomorrow if request.GET.get("ngay") == tomorrow.isoformat() else today


def day_of(*, actor: Actor, day: date, at: datetime) -> FieldDay:
    """The visits of the actor's crew on a day, in their order; who read them is recorded."""
    return read_field_day(actor=actor, day=day, at=at)


def visit_of(*, actor: Actor, order: str, day: date, at: datetime) -> tuple[FieldVisit, frozenset[str]]:
    """
    The visit that this crew makes for an order on a day, and the parts of it that the server has.

    raises : NotFound, for an order of another crew or day: the two are not told apart
    """
    found = [one for one in day_of(actor=actor, day=day, at=at).visits if one.order == order]
    if not found:
        raise NotFound("visit", order)
    return found[-1], kept_parts(actor=actor, reference=order)


def receive(*, actor: Actor, record: FieldRecordSent, at: datetime) -> Receipt:
    """Take one record in; its receipt."""
    return receive_record(actor=actor, record=record, at=at)
