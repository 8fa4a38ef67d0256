"""One order as the app above knows it: of which subject, how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.apps.works.models import Visit, WorkOrder


@dataclass(frozen=True)
class OrderNamed:
    """An order by its number."""

    reference: str
    state: str
    unit_code: str
    method: str


def order_of_subject(*, subject: str) -> OrderNamed | None:
    """
    The open order of a subject; None when there is none.

    Not scoped: for the app whose thing the subject is, which has checked who sees it.
    """
    found = WorkOrder.objects.filter(subject=subject, state__in=("opened", "planned", "under_way")).first()
    return found and OrderNamed(found.reference, found.state, found.unit_id, found.method)


@dataclass(frozen=True)
class FailedVisit:
    """A visit that was not possible, with no other planned yet; `reason` as `NEXT_STEPS` has it."""

    day: date
    reason: str


def failed_visit_of_subject(*, subject: str) -> FailedVisit | None:
    """
    The visit after which a subject's open order waits for a new day; None when it waits for none.

    Not scoped: for the app whose thing the subject is, which has checked who sees it.
    """
    rows = Visit.objects.filter(order__subject=subject, order__state="opened").order_by("-id")
    last = rows.first()
    if last is None or last.state != "not_possible":
        return None
    reason = last.moves.filter(move="fail").values_list("why", flat=True).first()
    return FailedVisit(last.day, str(reason or ""))


def references_of_subject(*, subject: str) -> tuple[str, ...]:
    """Every order of a subject, also those that are over, oldest first. Not scoped, as above."""
    rows = WorkOrder.objects.filter(subject=subject).order_by("pk")
    return tuple(rows.values_list("reference", flat=True))
