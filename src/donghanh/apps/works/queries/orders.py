"""One order as the app above knows it: of which subject, how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.apps.works.models import WorkOrder


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


def references_of_subject(*, subject: str) -> tuple[str, ...]:
    """Every order of a subject, also those that are over, oldest first. Not scoped, as above."""
    rows = WorkOrder.objects.filter(subject=subject).order_by("pk")
    return tuple(rows.values_list("reference", flat=True))
