"""What carriers hold for a subject: dispatched for it, and not yet handed over or brought back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from donghanh.apps.stock.models import Movement


@dataclass(frozen=True)
class Held:
    """So many of a lot, or one serial, at a place, for a subject."""

    item: str
    lot_id: int
    serial_id: int | None
    serial_number: str
    place_id: int
    quantity: int


def carried_for(subject: str) -> list[Held]:
    """What carriers hold for a subject, in the order in which they took it."""
    return held_for(subject, kind="carrier")


def held_for(subject: str, *, kind: str) -> list[Held]:
    """What stands at places of a kind for a subject, from the movements of its slips."""
    counts: dict[tuple[int, int | None, int], int] = {}
    told: dict[int | None, str] = {None: ""}
    items: dict[int, str] = {}
    concerned = Q(from_place__kind=kind) | Q(to_place__kind=kind)
    rows = Movement.objects.filter(concerned, slip__subject=subject).select_related(
        "from_place", "to_place", "lot", "serial"
    )
    for one in rows.order_by("id"):
        told[one.serial_id] = one.serial.number if one.serial else ""
        items[one.lot_id] = one.lot.item_id
        for place, sign in ((one.to_place, 1), (one.from_place, -1)):
            if place.kind == kind:
                name = (one.lot_id, one.serial_id, place.pk)
                counts[name] = counts.get(name, 0) + sign * one.quantity
    return [
        Held(items[lot_id], lot_id, serial_id, told[serial_id], place_id, count)
        for (lot_id, serial_id, place_id), count in counts.items()
        if count > 0
    ]
