"""
Splits an activity's target to the units: known shares stay, the rest is proposed, a person may edit.

An edit keeps the sum: the shares that were only proposed give way. When none is left to give way the
edit is refused with the difference, and nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.people import customers_by_unit
from donghanh.apps.programmes.models import Activity, Benefit, TargetChange, UnitTarget
from donghanh.apps.programmes.operations.places import HOLDING
from donghanh.apps.programmes.permissions import check_plan
from donghanh.apps.programmes.refusals import CannotChangeShares, NotFound
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.engines.programmes.shares import Share, edit_share, propose_shares, share_findings
from donghanh.lawbook.programmes import KnownShare


def write_proposed_shares(*, activity: Activity, known: Iterable[KnownShare], at: datetime) -> None:
    """
    Write the first split of an activity's target; `known` are the shares that the template names.

    Who receives goods is known only when areas ask, so they are not split to the units.
    """
    if activity.target is None or activity.method == "allocation":
        return
    named = {share.unit_code: share for share in known}
    shares = propose_shares(
        target=activity.target,
        customers=customers_by_unit(at=at),
        known={unit: share.amount for unit, share in named.items()},
    )
    UnitTarget.objects.bulk_create(
        _first_row(activity=activity, share=share, named=named.get(share.unit_code)) for share in shares
    )


def _first_row(*, activity: Activity, share: Share, named: KnownShare | None) -> UnitTarget:
    return UnitTarget(
        activity=activity,
        unit_id=share.unit_code,
        target=share.amount,
        basis=share.basis,
        source=named.source.text if named else "",
        note_vi=named.note_vi if named else "",
        note_en=named.note_en if named else "",
        commune_codes=list(named.commune_codes) if named else [],
    )


FOLLOWS_LIST = frozenset({"rule", "draw"})
APPROVED_ON = BENEFIT.path[BENEFIT.path.index("approved") :]


@transaction.atomic
def edit_unit_share(
    *, actor: Actor, campaign_code: str, activity_code: str, unit_code: str, target: int, why: str,
    at: datetime,
) -> None:  # fmt: skip
    """
    Set one unit's share by hand; proposed shares of other units give way so that the sum stays.

    raises : Forbidden; NotFound; CannotChangeShares (no reason, sum, below what is already allotted)
    """
    staff_id = check_plan(actor=actor)
    activity = _locked(campaign_code=campaign_code, activity_code=activity_code)
    rows = {row.unit_id: row for row in activity.shares.select_for_update().order_by("unit_id")}
    if unit_code not in rows:
        raise NotFound("share", f"{activity_code}/{unit_code}")
    if not why.strip():
        raise CannotChangeShares("reason-missing", "A share changes for a reason. Write it.", unit=unit_code)
    after = _after_edit(activity=activity, rows=rows, unit_code=unit_code, target=target, at=at)
    for share in after:
        _write(row=rows[share.unit_code], share=share, staff_id=staff_id, why=why, at=at)
    record_act(
        actor=actor, act="share.edit", subject=f"{activity_code}/{unit_code}",
        facts={"target": target, "why": why}, at=at,
    )  # fmt: skip


def preview_unit_share(
    *, actor: Actor, campaign_code: str, activity_code: str, unit_code: str, target: int, at: datetime
) -> tuple[Share, ...]:
    """
    Say how the shares would stand after `edit_unit_share`, in the order of the units; nothing is written.

    raises : as `edit_unit_share`
    """
    check_plan(actor=actor)
    rows = {
        row.unit_id: row
        for row in UnitTarget.objects.filter(
            activity__campaign__code=campaign_code, activity__code=activity_code
        )
        .select_related("activity")
        .order_by("unit_id")
    }
    if unit_code not in rows:
        raise NotFound("share", f"{activity_code}/{unit_code}")
    activity = rows[unit_code].activity
    return _after_edit(activity=activity, rows=rows, unit_code=unit_code, target=target, at=at)


def follow_list(*, activity: Activity, staff_id: int, list_number: int, at: datetime) -> None:
    """
    Let the shares of an activity that was selected for the whole company follow its approved lists.

    Until a list is approved the shares are proposals in proportion to customers; once the whole target
    is approved, each unit's share is what was approved for it. Shares that bind are left alone.
    """
    if activity.terms.get("shares_bind") or activity.method not in FOLLOWS_LIST:
        return
    approved = Counter(activity.benefits.filter(state__in=APPROVED_ON).values_list("unit_id", flat=True))
    if approved.total() != activity.target:
        return
    for row in activity.shares.select_for_update():
        share = Share(row.unit_id, approved[row.unit_id], "selected")  # type: ignore[arg-type]
        _write(row=row, share=share, staff_id=staff_id, why=f"danh sách duyệt số {list_number}", at=at)


def _after_edit(
    *, activity: Activity, rows: Mapping[str, UnitTarget], unit_code: str, target: int, at: datetime
) -> tuple[Share, ...]:
    before = [Share(row.unit_id, row.target, row.basis) for row in rows.values()]  # type: ignore[arg-type]
    weights = customers_by_unit(at=at)
    company = activity.target or 0
    after = edit_share(
        target=company,
        shares=before,
        unit_code=unit_code,
        amount=target,
        customers={code: weights.get(code, 0) for code in rows},
    )
    _check_held(activity=activity, after=after)
    for finding in share_findings(target=company, shares=after):
        raise CannotChangeShares(
            "shares-differ-from-target",
            f"With {target} for {unit_code} the shares sum to {finding.facts['sum']}, not to {company}. "
            "Next: change another unit's share first.",
            unit=unit_code, **finding.facts,
        )  # fmt: skip
    return after


def _check_held(*, activity: Activity, after: Iterable[Share]) -> None:
    """Refuse a share smaller than the places that the unit has given away already, where shares bind."""
    if not activity.terms.get("shares_bind", True):
        return
    held = dict(
        Benefit.objects.filter(activity=activity, state__in=HOLDING)
        .values_list("unit_id")
        .annotate(total=Sum("quantity"))
    )
    for share in after:
        if share.amount < held.get(share.unit_code, 0):
            raise CannotChangeShares(
                "share-below-allotted",
                f"{share.unit_code} has allotted {held[share.unit_code]} already; {share.amount} is "
                "less. Next: choose a larger share, or take allotted places back first.",
                unit=share.unit_code, held=held[share.unit_code], target=share.amount,
            )  # fmt: skip


def _write(*, row: UnitTarget, share: Share, staff_id: int, why: str, at: datetime) -> None:
    if row.target == share.amount and row.basis == share.basis:
        return
    TargetChange.objects.create(
        share=row, from_target=row.target, to_target=share.amount, by_id=staff_id, why=why, product_at=at
    )
    row.target, row.basis = share.amount, share.basis
    row.save(update_fields=["target", "basis"])


def _locked(*, campaign_code: str, activity_code: str) -> Activity:
    found = (
        Activity.objects.select_for_update()
        .filter(campaign__code=campaign_code, code=activity_code, target__isnull=False)
        .first()
    )
    if found is None:
        raise NotFound("activity", activity_code)
    return found
