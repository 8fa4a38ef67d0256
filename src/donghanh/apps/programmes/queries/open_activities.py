"""
What is asked of a commune: the activities for which it may name people, their rule, and what happened so far.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Benefit, UnitTarget
from donghanh.apps.programmes.permissions import roles_at, roles_for_move
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.moves import move_named

BY_NAME = ("nomination", "allocation")
ANYBODY = ("household", "school", "area")


@dataclass(frozen=True)
class OpenActivity:
    """
    One activity for which people of a commune may be named.

    kinds       : who may be named
    classes     : social classes that the plan names for it; empty where it names none
    is_goods    : whether pieces are counted
    is_open     : whether names are still taken on the day
    unit_places : the share of the unit that serves the commune; None where shares do not bind or none is set
    is_proposed : whether that share is a proposal, still to be confirmed
    counts      : of this commune, state -> nominations
    """

    code: str
    row: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    measured_in_vi: str
    measured_in_en: str
    target: int | None
    starts_on: date
    due_on: date
    is_goods: bool
    is_open: bool
    kinds: tuple[str, ...]
    classes: tuple[str, ...]
    unit_places: int | None = None
    is_proposed: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def named(self) -> int:
        """How many the commune has named, the ended ones included."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class NominatingCommune:
    """A commune for which somebody may name people: its names, and the unit that serves it."""

    code: str
    name: str
    district: str
    status: str
    unit_code: str
    unit_vi: str
    unit_en: str


def nominating_commune(*, actor: Actor, commune_code: str, day: date) -> NominatingCommune:
    """
    One commune for which the actor may name people.

    raises : NotFound, also for one that is there and not the actor's
    """
    found = {one.code: one for one in nominating_communes(actor=actor, day=day)}
    if commune_code not in found:
        raise NotFound("commune", commune_code)
    return found[commune_code]


def nominating_communes(*, actor: Actor, day: date) -> tuple[NominatingCommune, ...]:
    """The communes for which the actor may name people, in Vietnamese order."""
    allowed = move_named(move="nominate").roles
    units = {unit.code: unit for unit in organisation.units_on(day=day)}
    return tuple(
        NominatingCommune(
            one.code, one.name, one.district, one.status, one.unit_code, units[one.unit_code].name_vi,
            units[one.unit_code].name_en,
        )
        for one in organisation.communes(actor=actor, day=day)
        if one.unit_code in units
        and roles_at(actor=actor, unit_code=one.unit_code, commune_code=one.code) & allowed
    )  # fmt: skip


def open_activities(
    *, actor: Actor, campaign_code: str, commune_code: str, day: date
) -> tuple[OpenActivity, ...]:
    """
    The activities for which the actor may name people of a commune, in the plan's order.

    raises : NotFound, for a commune that is not the actor's
    """
    commune = nominating_commune(actor=actor, commune_code=commune_code, day=day)
    held = roles_at(actor=actor, unit_code=commune.unit_code, commune_code=commune_code)
    rows = [
        row
        for row in Activity.objects.filter(campaign=campaign_named(campaign_code), method__in=BY_NAME)
        .select_related("campaign")
        .order_by("position")
        if _takes_names_of(row, held)
    ]
    shares = {
        one.activity_id: one
        for one in UnitTarget.objects.filter(activity__in=rows, unit_id=commune.unit_code)
    }
    counts = _counts(rows, commune_code)
    return tuple(_open(row, day, shares.get(row.pk), counts.get(row.pk, {})) for row in rows)


def _takes_names_of(row: Activity, held: Collection[str]) -> bool:
    roles = roles_for_move(roles=frozenset(held), move="nominate", narrowed=row.terms.get("roles", {}))
    return bool(roles & move_named(move="nominate").roles)


def _counts(rows: Collection[Activity], commune_code: str) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    counted = Benefit.objects.filter(activity__in=rows, commune_code=commune_code).order_by()
    for activity, state, count in counted.values_list("activity_id", "state").annotate(count=Count("pk")):
        found.setdefault(activity, {})[state] = count
    return found


def _open(row: Activity, day: date, share: UnitTarget | None, counts: Mapping[str, int]) -> OpenActivity:
    rule = row.terms.get("rule", {})
    starts = date.fromisoformat(row.terms.get("starts_on", row.campaign.from_on.isoformat()))
    return OpenActivity(
        code=row.code, row=row.row, name_vi=row.name_vi, name_en=row.name_en, short_vi=row.short_vi,
        short_en=row.short_en, measured_in_vi=row.unit_of_measure_vi, measured_in_en=row.unit_of_measure_en,
        target=row.target, starts_on=starts, due_on=row.due_on, is_goods=row.method == "allocation",
        is_open=starts <= day <= row.due_on, kinds=_kinds(row.method, rule),
        classes=tuple(rule.get("social_classes", ())), unit_places=share.target if share else None,
        is_proposed=share is not None and share.basis == "proposed", counts=counts,
    )  # fmt: skip


def _kinds(method: str, rule: Mapping[str, object]) -> tuple[str, ...]:
    if rule.get("pupils"):
        return ("pupil",)
    named = rule.get("kinds")
    return tuple(str(kind) for kind in named) if isinstance(named, list) else ANYBODY
