"""Whether somebody sees a benefit, for apps below that keep something of it under its reference."""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.permissions import may_see_benefit


def may_see_reference(actor: Actor, reference: str) -> bool:
    """Answer whether the actor sees the benefit; False for one that does not exist."""
    found = Benefit.objects.filter(reference=reference).values_list("unit_id", "commune_code").first()
    return found is not None and may_see_benefit(actor=actor, unit_code=found[0], commune_code=found[1])
