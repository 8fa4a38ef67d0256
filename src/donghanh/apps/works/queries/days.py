"""A crew's day on the desk: its visits in order, how far that is, and what less travel would look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.works.models import CommunePosition, Visit
from donghanh.apps.works.queries.sight import visits_seen
from donghanh.engines.planning.arranging import Stop, arrange_visits, way_of
from donghanh.engines.planning.distances import Place, distance_matrix

OPEN = ("planned", "arrived")
SEED = 2021


@dataclass(frozen=True)
class Proposal:
    """
    Orders as they stand and as they would be with the least travel, with the metres of both.

    known : how many of the day's communes have a position; the ways of the others are estimates
    is_generated : some position was made up for a demo
    """

    present: tuple[str, ...]
    proposed: tuple[str, ...]
    metres_before: int
    metres_after: int
    communes: int
    known: int
    is_generated: bool

    @property
    def is_estimate(self) -> bool:
        return self.known < self.communes


def day_rows(*, actor: Actor, day: date, crew_id: int | None) -> list[Visit]:
    """The open visits of one crew on a day, in the day's order; `crew_id` None: those without a crew."""
    rows = visits_seen(actor=actor).filter(day=day, crew_id=crew_id, state__in=OPEN)
    return list(rows.select_related("order").order_by("position", "id"))


def day_proposal(*, actor: Actor, day: date, crew_id: int | None) -> Proposal:
    """What the day's order is and what it would be with the least travel; nothing is changed."""
    return proposal_of(day_rows(actor=actor, day=day, crew_id=crew_id))


def positions_known() -> int:
    """How many communes have a position."""
    return CommunePosition.objects.values("commune_code").distinct().count()


def proposal_of(rows: Sequence[Visit]) -> Proposal:
    """The same of rows that the caller has scoped; within this app only."""
    names = tuple(row.order.reference for row in rows)
    communes = [row.order.commune_code for row in rows]
    places, generated = _places(communes)
    metres = distance_matrix(places=places)
    found = arrange_visits(stops=[Stop(name) for name in names], metres=metres, seed=SEED)
    unlike = set(communes)
    return Proposal(
        present=names, proposed=tuple(names[place] for place in found.order),
        metres_before=way_of(order=range(len(names)), metres=metres), metres_after=found.metres,
        communes=len(unlike), known=len({place.commune for place in places if place.is_known}),
        is_generated=generated,
    )  # fmt: skip


def _places(communes: Sequence[str]) -> tuple[list[Place], bool]:
    positions: dict[str, CommunePosition] = {
        row.commune_code: row
        for row in CommunePosition.objects.filter(commune_code__in=set(communes)).order_by("id")
    }
    districts = organisation.districts_of_communes()
    places = []
    for code in communes:
        at = positions.get(code)
        district = districts.get(code, "")
        if at is None:
            places.append(Place(code, district))
        else:
            places.append(Place(code, district, at.latitude_microdegrees, at.longitude_microdegrees))
    return places, any(row.is_generated for row in positions.values())
