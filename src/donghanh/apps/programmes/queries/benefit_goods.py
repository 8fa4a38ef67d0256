"""The goods of one promise: what is kept or carried for it, what it was granted, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.permissions import may_see_benefit
from donghanh.apps.programmes.queries.granting import item_of
from donghanh.apps.programmes.refusals import NotFound
from donghanh.apps.stock import queries as stocked


@dataclass(frozen=True)
class Grant:
    """What the last round gave: asked, granted, why."""

    round: int
    asked: int
    granted: int
    reason: str


@dataclass(frozen=True)
class BenefitGoods:
    """
    One promise's goods.

    asked           : before a round changed it; None where nothing was shared out
    kept_in, carried: the warehouses where it is reserved, pieces that a carrier has with him
    serials         : numbers that are reserved or carried
    """

    item: str
    asked: int | None
    kept_in: tuple[str, ...]
    kept: int
    carried: int
    serials: tuple[str, ...]
    grant: Grant | None


def benefit_goods(*, actor: Actor, reference: str) -> BenefitGoods | None:
    """
    The goods of a promise; None for one that hands out none.

    raises : NotFound, also for one that the actor may not see
    """
    row = Benefit.objects.select_related("activity").filter(reference=reference).first()
    if row is None or not may_see_benefit(actor=actor, unit_code=row.unit_id, commune_code=row.commune_code):
        raise NotFound("benefit", reference)
    if not item_of(row.activity):
        return None
    subject = f"benefit:{reference}"
    kept, carried = stocked.kept_for(subject=subject), stocked.carried_for_subject(subject=subject)
    numbers = [one.serial for one in kept] + [one.serial_number for one in carried]
    return BenefitGoods(
        item=item_of(row.activity),
        asked=row.quantity_asked,
        kept_in=tuple(dict.fromkeys(one.warehouse for one in kept)),
        kept=sum(one.quantity for one in kept),
        carried=sum(one.quantity for one in carried),
        serials=tuple(filter(None, numbers)),
        grant=_grant(row),
    )


def _grant(row: Benefit) -> Grant | None:
    last = row.grants.select_related("allocation").order_by("-id").first()
    return Grant(last.allocation.number, last.asked, last.granted, last.reason) if last else None
