"""Which suspicions of a benefit wait for a person, and who sees their other side; within this app."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit, Suspicion
from donghanh.apps.programmes.permissions import may_see_benefit
from donghanh.engines.programmes.moves import BENEFIT

OTHER_STANDS = Q(other__isnull=True) | ~Q(other__state__in=BENEFIT.exits)


def undecided(*, benefit: Benefit) -> QuerySet[Suspicion]:
    """Suspicions that stand in the way: one of a benefit that has ended no longer does."""
    return Suspicion.objects.filter(OTHER_STANDS, benefit=benefit, state="suspected")


def sees_other(*, actor: Actor, suspicion: Suspicion) -> bool:
    """Whether the actor may see the other side of a suspicion."""
    side = suspicion.other or suspicion.customer
    return side is not None and may_see_benefit(
        actor=actor, unit_code=side.unit_id, commune_code=_commune(suspicion)
    )


def _commune(suspicion: Suspicion) -> str:
    if suspicion.other is not None:
        return str(suspicion.other.commune_code)
    return str(suspicion.customer.commune_id) if suspicion.customer else ""
