"""
What stands in a benefit's way, told to those who may see it: undecided suspicions, stacking rules broken.

Within this app: for the checks of a move and for previews of what they would say.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.households import Breach
from donghanh.apps.programmes.models import Benefit, Suspicion
from donghanh.apps.programmes.permissions import may_see_benefit
from donghanh.apps.programmes.refusals import StandsInTheWay
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


def breach_refusal(*, actor: Actor, benefit: Benefit, breach: Breach) -> StandsInTheWay:
    """Say which rule a benefit breaks and beside which other one, where the actor may see that."""
    facts = {
        "reference": benefit.reference,
        "stacking_rule": breach.rule,
        "with_activity": breach.with_activity,
    }
    facts |= {"why_vi": breach.why_vi, "why_en": breach.why_en}
    if breach.other is None:
        return StandsInTheWay(
            "stacking-must",
            f"{benefit.reference} goes only with a promise of '{breach.with_activity}' to the same household "
            f"({breach.rule}). Next: nominate that first.",
            **facts,
        )
    if not may_see_benefit(
        actor=actor, unit_code=breach.other.unit_id, commune_code=breach.other.commune_code
    ):
        return another_place(benefit)
    return StandsInTheWay(
        "stacking-must-not",
        f"{benefit.reference} may not go with {breach.other.reference} of one household ({breach.rule}). "
        "Next: refuse it, or have it allowed as an exception.",
        other=breach.other.reference, **facts,
    )  # fmt: skip


def another_place(benefit: Benefit) -> StandsInTheWay:
    """Say that something stands in the way, and nothing of what it is."""
    return StandsInTheWay(
        "another-place-in-the-way",
        f"A benefit of another place stands in the way of {benefit.reference}. Next: the company decides.",
        reference=benefit.reference,
    )
