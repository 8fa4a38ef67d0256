"""How the inspected places of each unit stand: inspections, points, findings open and late."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from donghanh.apps.conduct.permissions import check_see_results
from donghanh.apps.conduct.queries.sight import findings_seen, inspections_seen
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class UnitConduct:
    """
    A unit's inspections and findings as far as the actor sees them.

    share_bp : points of its finished inspections of what could be reached [basis points]; None without any
    """

    unit_code: str
    unit_vi: str
    unit_en: str
    inspected: int
    share_bp: int | None
    findings: int
    open: int
    late: int


def conduct_by_unit(*, actor: Actor, day: date) -> tuple[UnitConduct, ...]:
    """
    The units in sight, each with what its inspections found.

    raises : Forbidden
    """
    check_see_results(actor=actor)
    done = inspections_seen(actor=actor).filter(state="finished")
    points: dict[str, list[tuple[int, int]]] = {}
    for unit, got, possible in done.values_list("unit_id", "points", "possible"):
        points.setdefault(unit, []).append((got, possible))
    counts: Counter[tuple[str, str]] = Counter()
    for unit, state, reply, correct in findings_seen(actor=actor).values_list(
        "unit_id", "state", "reply_due", "correct_due"
    ):
        if state != "withdrawn":
            counts[unit, "all"] += 1
        if state not in ("withdrawn", "rechecked"):
            counts[unit, "open"] += 1
            due = {"raised": reply, "upheld": correct}.get(state)
            counts[unit, "late"] += due is not None and due < day
    return tuple(
        UnitConduct(
            one.code,
            one.name_vi,
            one.name_en,
            len(points.get(one.code, [])),
            _share(points.get(one.code, [])),
            counts[one.code, "all"],
            counts[one.code, "open"],
            counts[one.code, "late"],
        )
        for one in organisation.units_on(day=day, actor=actor)
    )


def _share(points: list[tuple[int, int]]) -> int | None:
    got, possible = sum(one[0] for one in points), sum(one[1] for one in points)
    return (2 * got * 10_000 + possible) // (2 * possible) if possible else None
