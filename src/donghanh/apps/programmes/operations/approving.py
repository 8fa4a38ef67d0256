"""
Approves what was verified, and freezes it: a numbered list with the SHA-256 of its canonical rows.

The activity is locked while a list is made, so of two officers who approve at once one makes the list
and the other is told its number. What has changed since stands beside the list, never in it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, ApprovedList, Benefit, SelectionRun
from donghanh.apps.programmes.operations.household_checks import check_list
from donghanh.apps.programmes.operations.moving import write_move
from donghanh.apps.programmes.operations.places import check_allocated
from donghanh.apps.programmes.operations.sharing import follow_list
from donghanh.apps.programmes.permissions import check_approve
from donghanh.apps.programmes.queries.room import within_room
from donghanh.apps.programmes.queries.rows import canonical_benefit
from donghanh.apps.programmes.refusals import CannotApproveList, NotFound
from donghanh.kernel.digests import canonical_rows, digest_of_rows


@transaction.atomic
def approve_list(
    *, actor: Actor, campaign_code: str, activity_code: str, at: datetime, unit_code: str | None = None,
    why: str = "", expected_digest: str = "",
) -> int:  # fmt: skip
    """
    Approve what is verified of an activity (of one unit, or of all) and freeze it as one list.

    No more is approved than the target and, where they bind, the units' shares have room for; the rest
    stays verified, in reserve.

    expected_digest : of the list as it was looked at (`queries.previews`); empty approves what is verified
    returns : the list's number within its activity
    raises  : Forbidden; NotFound; CannotMove (duties: who nominated does not approve);
              CannotApproveList when nothing is verified, naming the last list, or when what is verified
              is no longer what was looked at, or when a promise on it breaks a stacking rule
    """
    staff_id = check_approve(actor=actor, unit_code=unit_code)
    activity = _locked(campaign_code=campaign_code, activity_code=activity_code)
    waiting = _verified(activity=activity, unit_code=unit_code)
    _check_something(activity=activity, unit_code=unit_code, found=len(waiting))
    check_allocated(activity=activity, benefits=waiting)
    benefits, reserve = within_room(activity=activity, benefits=waiting)
    _check_room(activity=activity, fitting=len(benefits), reserve=len(reserve))
    _check_looked_at(activity=activity, benefits=benefits, expected_digest=expected_digest)
    check_list(benefits=benefits)
    for benefit in benefits:
        write_move(actor=actor, benefit=benefit, move="approve", at=at, why=why, is_looked_at=True)
    frozen = _freeze(activity=activity, benefits=benefits, unit_code=unit_code, staff_id=staff_id, at=at)
    follow_list(activity=activity, staff_id=staff_id, list_number=frozen.number, at=at)
    record_act(
        actor=actor, act="list.approve", subject=f"{activity_code}#{frozen.number}",
        facts={"digest": frozen.digest, "rows": frozen.row_count}, at=at,
    )  # fmt: skip
    return frozen.number


def _freeze(
    *, activity: Activity, benefits: list[Benefit], unit_code: str | None, staff_id: int, at: datetime
) -> ApprovedList:
    rows = [canonical_benefit(benefit) for benefit in benefits]
    last = activity.lists.aggregate(last=Max("number"))["last"] or 0
    runs = {benefit.origin_facts.get("run") for benefit in benefits} - {None}
    return ApprovedList.objects.create(
        activity=activity,
        unit_id=unit_code,
        number=last + 1,
        run=SelectionRun.objects.filter(pk=runs.pop()).first() if len(runs) == 1 else None,
        rows_text=canonical_rows(rows).decode(),
        row_count=len(rows),
        digest=digest_of_rows(rows),
        approved_by_id=staff_id,
        product_at=at,
    )


def _verified(*, activity: Activity, unit_code: str | None) -> list[Benefit]:
    found = (
        Benefit.objects.select_for_update(of=("self",))
        .select_related("activity")
        .filter(activity=activity, state="verified")
        .order_by("reference")
    )
    return list(found.filter(unit_id=unit_code) if unit_code else found)


def _check_something(*, activity: Activity, unit_code: str | None, found: int) -> None:
    if found:
        return
    last = activity.lists.select_related("approved_by").order_by("-number").first()
    told = (
        f"The last list is no {last.number}, approved by {last.approved_by.full_name}." if last else
        "No list has been approved yet."
    )  # fmt: skip
    raise CannotApproveList(
        "nothing-to-approve",
        f"Nothing of '{activity.code}' waits for approval{f' in {unit_code}' if unit_code else ''}. {told} "
        "Next: verify nominations first.",
        activity=activity.code, unit=unit_code or "", last_list=last.number if last else 0,
    )  # fmt: skip


def _check_room(*, activity: Activity, fitting: int, reserve: int) -> None:
    if not fitting:
        raise CannotApproveList(
            "no-room-left",
            f"Everything of '{activity.code}' is promised already; {reserve} stay in reserve. "
            "Next: wait for a place that is given back, or change the units' shares.",
            activity=activity.code, reserve=reserve, target=activity.target or 0,
        )  # fmt: skip


def _check_looked_at(*, activity: Activity, benefits: list[Benefit], expected_digest: str) -> None:
    found = digest_of_rows([canonical_benefit(benefit) for benefit in benefits])
    if expected_digest and found != expected_digest:
        raise CannotApproveList(
            "list-changed",
            f"What waits for approval of '{activity.code}' is not what you looked at: it would bear the "
            f"digest {found[:16]}, not {expected_digest[:16]}. Next: look at the list again.",
            activity=activity.code,
            rows=len(benefits),
        )


def _locked(*, campaign_code: str, activity_code: str) -> Activity:
    found = (
        Activity.objects.select_for_update().filter(campaign__code=campaign_code, code=activity_code).first()
    )
    if found is None:
        raise NotFound("activity", activity_code)
    return found
