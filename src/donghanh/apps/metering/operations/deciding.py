"""What every decision about held bills asks first: open holds in sight, a right to decide, and a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from donghanh.apps.metering.models import Hold, HoldDecision
from donghanh.apps.metering.permissions import check_decide
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused


class CannotDecide(Refused):
    """The hold does not allow this decision."""


def open_holds(actor: Actor, numbers: Collection[int], why: str) -> list[Hold]:
    """The holds named, locked, each open and of a unit in which the actor decides."""
    if not why.strip():
        raise CannotDecide("reason-missing", "A decision needs a written reason.")
    wanted = sorted(set(numbers))
    holds = list(
        Hold.objects.select_for_update(of=("self",))
        .select_related("point__book", "point__customer")
        .filter(pk__in=wanted)
        .order_by("pk")
    )  # fmt: skip
    seen = actor.unit_codes
    if len(holds) < len(wanted) or any(seen is not None and hold.unit_id not in seen for hold in holds):
        raise NotFound("hold", ", ".join(map(str, wanted[:5])))
    for unit_code in {hold.unit_id for hold in holds}:
        check_decide(actor=actor, unit_code=unit_code)
    for hold in holds:
        if hold.state != "open":
            text = f"Hold {hold.pk} is {hold.state} already."
            raise CannotDecide("not-open", text, number=hold.pk, state=hold.state)
    return holds


def decision(actor: Actor, hold: Hold, how: str, why: str, at: datetime) -> HoldDecision:
    """A decision about the energy for which the hold stands; not saved yet."""
    return HoldDecision(
        hold=hold, how=how, why=why.strip()[:300], kwh=hold.kwh, staff_id=actor.staff_id,
        username=actor.username, product_at=at,
    )  # fmt: skip
