"""Reads personal data for the work, and records the reading."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.queries.field import FieldDay, field_day


@transaction.atomic
def read_field_day(*, actor: Actor, day: date, at: datetime, crew_id: int | None = None) -> FieldDay:
    """
    A crew's visits of a day with names, addresses and telephones, and one row that says who read them.

    raises : NotFound, Forbidden, as `queries.field_day`
    """
    found = field_day(actor=actor, day=day, crew_id=crew_id)
    if found.visits:
        subject = f"works:{day.isoformat()} {found.crew} ({len(found.visits)} visits)"
        record_reading(actor=actor, what="field_day", subject=subject, at=at)
    return found
