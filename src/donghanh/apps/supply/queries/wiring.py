"""How the free wiring stands for an application: for staff, and for whoever holds the tracking code."""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.queries import code_of_tracking, may_see_case
from donghanh.apps.supply import ports
from donghanh.apps.supply.models import Supply, WiringOffer
from donghanh.apps.supply.values import SupplyTrack, WiringRow


def wiring_of_case(*, actor: Actor, case_code: str) -> WiringRow | None:
    """The gift tied to a case that the actor sees; None when there is none, or the case is out of sight."""
    return wiring_of(case_code=case_code) if may_see_case(actor, case_code) else None


def wiring_of_tracking(*, tracking_code: str) -> WiringRow | None:
    """The gift tied to the case of a tracking code, without anything personal; None when there is none."""
    code = code_of_tracking(tracking_code=tracking_code)
    return wiring_of(case_code=code) if code else None


def has_supply(*, case_code: str) -> bool:
    """Answer whether a case goes through steps."""
    return Supply.objects.filter(case_code=case_code).exists()


def track_supply(*, tracking_code: str) -> SupplyTrack | None:
    """How far the supply of a tracking code is, and its gift; None when the case has no chain."""
    code = code_of_tracking(tracking_code=tracking_code)
    supply = Supply.objects.filter(case_code=code).first() if code else None
    if supply is None:
        return None
    taken = frozenset(supply.steps.values_list("step", flat=True))
    steps = tuple(
        (vi, en, "done" if name in taken else "current" if name == supply.next_step else "to_come")
        for name, vi, en in supply.chain
    )
    return SupplyTrack(steps, wiring_of(case_code=code))


def wiring_of(*, case_code: str) -> WiringRow | None:
    """The gift tied to a case, whoever asks."""
    offer = WiringOffer.objects.filter(supply__case_code=case_code).select_related("supply").first()
    if offer is None:
        return None
    terms = ports.wiring_terms(arrived_at=offer.arrived_at)
    return WiringRow(
        campaign_code=offer.campaign_code, activity_code=offer.activity_code,
        vi=terms.vi if terms else offer.activity_code, en=terms.en if terms else offer.activity_code,
        state=offer.state, number=offer.number, quota=offer.quota, arrived_at=offer.arrived_at,
        place_in_order=_order(offer), reference=offer.reference,
    )  # fmt: skip


def _order(offer: WiringOffer) -> int:
    if offer.state != "waiting":
        return 0
    waiting = WiringOffer.objects.filter(
        campaign_code=offer.campaign_code, activity_code=offer.activity_code, state="waiting"
    ).select_related("supply")
    mine = (offer.arrived_at, offer.supply.case_code)
    return sum((one.arrived_at, one.supply.case_code) <= mine for one in waiting)
