"""What is kept, carried and handed over for subjects; numbers for the apps above, which scope them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, Sum, When

from donghanh.apps.stock.models import Movement, Reservation
from donghanh.apps.stock.operations.carried import Held, carried_for


@dataclass(frozen=True)
class Kept:
    """What is reserved for a subject."""

    subject: str
    warehouse: str
    item: str
    quantity: int
    serial: str


def kept_for(*, subject: str) -> tuple[Kept, ...]:
    """What is reserved for a subject now."""
    rows = Reservation.objects.filter(subject=subject, end__isnull=True).select_related("serial")
    return tuple(
        Kept(
            row.subject, row.warehouse_id, row.item_id, row.quantity, row.serial.number if row.serial else ""
        )
        for row in rows.order_by("id")
    )


def carried_for_subject(*, subject: str) -> tuple[Held, ...]:
    """What carriers have with them for a subject."""
    return tuple(carried_for(subject))


def handed_over(*, prefix: str, item_code: str, as_of: date | None = None) -> dict[str, int]:
    """
    How many of an item each subject of a prefix holds, returns taken off.

    prefix : of the subjects, such as `benefit:M20-21-`
    as_of  : at the end of this day; now when left out
    """
    is_theirs = Q(from_place__kind="recipient") | Q(to_place__kind="recipient")
    rows = Movement.objects.filter(is_theirs, slip__subject__startswith=prefix, lot__item=item_code)
    if as_of is not None:
        rows = rows.filter(slip__on__lte=as_of)
    signed = Case(When(to_place__kind="recipient", then=F("quantity")), default=-F("quantity"))
    counted = rows.order_by().values_list("slip__subject").annotate(total=Sum(signed))
    return {subject: total for subject, total in counted if total}
