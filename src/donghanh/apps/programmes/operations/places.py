"""
Holds the quota: a numbered place is taken under a lock on the activity, and never the one after the last.

Two hundred who ask at once for the last place queue behind the lock; the first takes it, the others read
that it is gone. Below the lock stands a constraint of the database: no place number twice. A benefit
that ends (withdrawn, replaced, unclaimed) gives its place back.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import Sum

from donghanh.apps.programmes.models import Activity, Benefit, UnitTarget
from donghanh.apps.programmes.queries.granting import without_a_grant
from donghanh.apps.programmes.queries.room import within_room
from donghanh.apps.programmes.refusals import NotNextInOrder, QuotaFull
from donghanh.engines.programmes.moves import BENEFIT, stage_rank

_ALLOTTED = stage_rank(state="allotted") or 0
HOLDING = tuple(state for state in BENEFIT.path if (stage_rank(state=state) or 0) >= _ALLOTTED)


def take_place(*, benefit: Benefit) -> None:
    """
    Give the benefit the lowest free place of its activity, or its quantity of the activity's goods.

    raises : QuotaFull, naming whether the company's target or the unit's share is used up
    """
    activity = Activity.objects.select_for_update().get(pk=benefit.activity_id)
    if activity.target is None:
        return
    _check_share(activity=activity, benefit=benefit)
    if activity.method == "quota":
        _check_order(activity=activity, benefit=benefit)
    if activity.method == "allocation":
        _check_room(activity=activity, benefit=benefit, unit_code=None, limit=activity.target)
        return
    benefit.place_number = _lowest_free_place(activity)


def check_approval(*, benefit: Benefit) -> None:
    """
    Refuse to promise more than there is: the activity's target, the unit's share where shares bind.

    raises : QuotaFull
    """
    activity = Activity.objects.select_for_update().get(pk=benefit.activity_id)
    check_allocated(activity=activity, benefits=[benefit])
    _, reserve = within_room(activity=activity, benefits=[benefit])
    if reserve:
        raise QuotaFull(
            "promised-already",
            f"'{activity.code}' is promised already up to its target or the share of {benefit.unit_id}; "
            f"{benefit.reference} stays in reserve. Next: wait for a place that is given back.",
            activity=activity.code, target=activity.target or 0, unit=benefit.unit_id,
        )  # fmt: skip


def check_allocated(*, activity: Activity, benefits: list[Benefit]) -> None:
    """
    Refuse to approve requests for goods of which no allocation has answered a single one.

    raises : QuotaFull `not-allocated`
    """
    waiting = without_a_grant(activity=activity, benefits=benefits)
    if benefits and len(waiting) == len(benefits):
        raise QuotaFull(
            "not-allocated",
            f"No allocation of '{activity.code}' has answered these {len(waiting)} requests. "
            "Next: share the goods out first.",
            activity=activity.code, requests=len(waiting),
        )  # fmt: skip


def free_place(*, benefit: Benefit) -> None:
    """Give the place back; the next in order may take it."""
    benefit.place_number = None


def _check_order(*, activity: Activity, benefit: Benefit) -> None:
    """A quota goes in the order of arrival: whoever is approved and asked earlier comes first."""
    mine = _arrival(benefit)
    waiting = Benefit.objects.filter(activity=activity, state="approved").exclude(pk=benefit.pk)
    first = min((_arrival(other) for other in waiting), default=None)
    if first is not None and first < mine:
        raise NotNextInOrder(
            "not-next-in-order",
            f"{first[1]} asked earlier ({first[0]}) and has no place yet. Next: allot that one first.",
            earlier=first[1],
            received_at=first[0],
        )


def _arrival(benefit: Benefit) -> tuple[str, str]:
    """When it was asked for, as sortable text in one time zone; one that does not say comes last."""
    received = benefit.origin_facts.get("received_at")
    instant = datetime.fromisoformat(received).astimezone(UTC).isoformat() if received else "9999"
    return instant, benefit.reference


def _lowest_free_place(activity: Activity) -> int:
    taken = set(
        Benefit.objects.filter(activity=activity, place_number__isnull=False).values_list(
            "place_number", flat=True
        )
    )
    target = activity.target or 0
    number = next((place for place in range(1, target + 1) if place not in taken), None)
    if number is None:
        raise QuotaFull(
            "quota-full",
            f"All {target} places of '{activity.code}' are taken. Next: wait for a place that is given back.",
            activity=activity.code, target=target, unit="",
        )  # fmt: skip
    return number


def _check_share(*, activity: Activity, benefit: Benefit) -> None:
    share = UnitTarget.objects.filter(activity=activity, unit_id=benefit.unit_id).first()
    if share is not None and activity.terms.get("shares_bind"):
        _check_room(activity=activity, benefit=benefit, unit_code=benefit.unit_id, limit=share.target)


def _check_room(*, activity: Activity, benefit: Benefit, unit_code: str | None, limit: int) -> None:
    holding = Benefit.objects.filter(activity=activity, state__in=HOLDING).exclude(pk=benefit.pk)
    if unit_code is not None:
        holding = holding.filter(unit_id=benefit.unit_id)
    held = holding.aggregate(total=Sum("quantity"))["total"] or 0
    if held + benefit.quantity > limit:
        raise QuotaFull(
            "share-full" if unit_code else "quota-full",
            f"'{activity.code}' has {limit} for {unit_code or 'the company'}, of which {held} are held; "
            f"{benefit.quantity} more do not fit. "
            "Next: change the share, or take a place that is given back.",
            activity=activity.code, target=limit, held=held, asked=benefit.quantity, unit=unit_code or "",
        )  # fmt: skip
