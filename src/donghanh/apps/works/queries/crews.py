"""Who of a unit's crews may go on a day, and what they are qualified for as far as it was recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.models import CrewQualification

# What nobody does without a recorded qualification; other words are for the unit to look at.
RECORDED = frozenset({"live_line"})


@dataclass(frozen=True)
class CrewRow:
    """Somebody of a crew."""

    staff_id: int
    username: str
    full_name: str


def crews_of_unit(*, actor: Actor, unit_code: str, day: date) -> tuple[CrewRow, ...]:
    """
    Those with the role of a crew in the unit, or in the units that it went into, on a day.

    raises : Forbidden, when the actor does not see the unit
    """
    found: dict[int, CrewRow] = {}
    for code in organisation.resolve_unit(code=unit_code, day=day):
        for row in organisation.staff_of_unit(actor=actor, unit_code=code, day=day):
            if row.is_active and any(
                grant.role == "crew" and grant.unit_code == code for grant in row.grants
            ):
                found[row.id] = CrewRow(row.id, row.username, row.full_name)
    return tuple(found.values())


def lacking_qualifications(
    *, staff_ids: Iterable[int], words: Collection[str], day: date
) -> dict[int, tuple[str, ...]]:
    """Words of qualification that must be recorded and that each of these people lacks on a day."""
    needed = [word for word in words if word in RECORDED]
    people = list(staff_ids)
    held: set[tuple[int, str]] = set()
    if needed:
        rows = CrewQualification.objects.filter(staff_id__in=people, word__in=needed, from_on__lte=day)
        held = {
            (row.staff_id, row.word) for row in rows if row.until_on is None or day < row.until_on
        }  # fmt: skip
    return {number: tuple(word for word in needed if (number, word) not in held) for number in people}
