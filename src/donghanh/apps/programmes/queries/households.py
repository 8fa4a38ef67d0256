"""What stands around one benefit: suspicions, other promises of its household, and stacking rules."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.households import Breach, households
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.permissions import may_see_benefit
from donghanh.apps.programmes.queries.suspicions import SuspicionLine, line_of, seen
from donghanh.apps.programmes.refusals import NotFound


@dataclass(frozen=True)
class MemberLine:
    """Another promise of the same household."""

    reference: str
    activity_vi: str
    activity_en: str
    state: str


@dataclass(frozen=True)
class BreachLine:
    """A stacking rule that the benefit breaks; `reference` is empty when one is missing or out of sight."""

    rule: str
    says: str
    with_activity: str
    reference: str
    why_vi: str
    why_en: str
    is_confirmed: bool
    is_of_another_place: bool


@dataclass(frozen=True)
class HouseholdView:
    """
    A benefit's surroundings, as far as who asks may see them.

    is_another_place_in_the_way : something of it is of another place, out of sight; the company decides
    """

    suspicions: tuple[SuspicionLine, ...]
    members: tuple[MemberLine, ...]
    breaches: tuple[BreachLine, ...]
    is_another_place_in_the_way: bool

    @property
    def is_empty(self) -> bool:
        return not (self.suspicions or self.members or self.breaches or self.is_another_place_in_the_way)


def household_of(*, actor: Actor, reference: str) -> HouseholdView:
    """
    Tell what stands around one benefit.

    raises : NotFound, also for one that the actor may not see
    """
    row = Benefit.objects.select_related("activity", "unit").filter(reference=reference).first()
    if row is None or not _sees(actor, row):
        raise NotFound("benefit", reference)
    rows = seen(actor=actor).filter(Q(benefit=row) | Q(other=row)).order_by("-score", "pk")
    lines = [line_of(actor=actor, row=one) for one in rows]
    found = households(benefits=[row])
    members = found.members.get(row.pk, ())
    shown = [one for one in members if _sees(actor, one)]
    hidden = [line for line in lines if line.other is None and line.state in ("suspected", "same_household")]
    return HouseholdView(
        suspicions=tuple(line for line in lines if line.other is not None),
        members=tuple(_member(one) for one in shown),
        breaches=tuple(_breach(actor, one) for one in found.breaches.get(row.pk, ())),
        is_another_place_in_the_way=bool(hidden) or len(shown) < len(members),
    )


def _sees(actor: Actor, row: Benefit) -> bool:
    return may_see_benefit(actor=actor, unit_code=row.unit_id, commune_code=row.commune_code)


def _member(row: Benefit) -> MemberLine:
    return MemberLine(
        reference=row.reference,
        activity_vi=row.activity.short_vi,
        activity_en=row.activity.short_en,
        state=row.state,
    )


def _breach(actor: Actor, breach: Breach) -> BreachLine:
    hides = breach.other is not None and not _sees(actor, breach.other)
    return BreachLine(
        rule="" if hides else breach.rule,
        says=breach.says,
        with_activity="" if hides else breach.with_activity,
        reference=breach.other.reference if breach.other and not hides else "",
        why_vi="" if hides else breach.why_vi,
        why_en="" if hides else breach.why_en,
        is_confirmed=breach.is_confirmed,
        is_of_another_place=hides,
    )
