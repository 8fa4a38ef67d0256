"""
Selects beneficiaries by an activity's rule, and puts the chosen forward as nominations.

A run is kept as it was: rule, day, digest of what it looked at, who was chosen or nearly so, and why.
Putting it forward names and checks the chosen; somebody else verifies and approves them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge import rules
from donghanh.apps.programmes.bridge.judging import MOST_KEPT, NAMED_BY_PLAN, Judged, NoSuchRule, judge, told
from donghanh.apps.programmes.bridge.people import enterprises_named
from donghanh.apps.programmes.models import Activity, Benefit, SelectionRow, SelectionRun
from donghanh.apps.programmes.operations.moving import ENDINGS, check_unless_in_the_way, write_move
from donghanh.apps.programmes.operations.nominating import Beneficiary, new_benefit
from donghanh.apps.programmes.permissions import check_select
from donghanh.apps.programmes.refusals import CannotSelect, NotFound
from donghanh.engines.selection.selections import Selection
from donghanh.kernel.lives import START
from donghanh.lawbook.documents import parse_document


@transaction.atomic
def run_selection(*, actor: Actor, campaign_code: str, activity_code: str, as_of: date, at: datetime) -> int:
    """
    Judge every customer by the activity's rule on a day and keep the outcome; answers the run's number.

    raises : Forbidden, NotFound, CannotSelect (the activity does not select by a rule)
    """
    staff_id = check_select(actor=actor)
    activity = _activity(campaign_code=campaign_code, activity_code=activity_code)
    rule = activity.terms.get("rule", {})
    named = _named_by_plan(activity)
    try:
        judged = judge(
            activity=activity, rule=rule, as_of=as_of, quotas=_quotas(activity, named),
            excluded=dict.fromkeys(named, NAMED_BY_PLAN),
        )  # fmt: skip
    except NoSuchRule as reason:
        raise CannotSelect("no-rule", str(reason), activity=activity_code) from reason
    run = _keep(
        activity=activity, rule=rule, as_of=as_of, judged=judged, staff_id=staff_id, at=at, named=named
    )
    record_act(
        actor=actor, act="selection.run", subject=f"{activity_code}#{run.pk}",
        facts={"counts": run.counts, "as_of": as_of.isoformat()}, at=at,
    )  # fmt: skip
    return int(run.pk)


@transaction.atomic
def put_forward(*, actor: Actor, run_id: int, at: datetime) -> tuple[str, ...]:
    """
    Name and check those whom a run chose and who have no living benefit of the activity yet.

    Requests that were named already keep their reference and are checked. Answers the references.

    raises : Forbidden, NotFound, CannotSelect when nobody is left to put forward
    """
    check_select(actor=actor)
    run = SelectionRun.objects.select_related("activity__campaign").filter(pk=run_id).first()
    if run is None:
        raise NotFound("selection", run_id)
    activity = Activity.objects.select_for_update().get(pk=run.activity_id)
    references = [
        reference
        for row in run.rows.filter(verdict="chosen").order_by("rank", "customer_code")
        if (reference := _forward(actor=actor, activity=activity, run=run, row=row, at=at))
    ]
    if not references:
        raise CannotSelect(
            "nobody-to-put-forward",
            f"Everybody whom run {run_id} chose has been put forward already. Next: verify and approve them.",
            run=run_id,
        )
    record_act(
        actor=actor, act="selection.put_forward", subject=f"{activity.code}#{run_id}",
        facts={"count": len(references)}, at=at,
    )  # fmt: skip
    return tuple(references)


def _forward(*, actor: Actor, activity: Activity, run: SelectionRun, row: SelectionRow, at: datetime) -> str:
    facts = {"run": run.pk, "rank": row.rank, "measure": row.measure}
    standing = Benefit.objects.select_for_update().filter(activity=activity)
    if run.rule["select"] == "requests_in_order_of_arrival":
        benefit = standing.filter(reference=row.customer_code, state="nominated").first()
    elif standing.filter(customer_code=row.customer_code).exclude(state__in=ENDINGS).exists():
        return ""
    else:
        benefit = new_benefit(
            actor=actor, activity=activity, at=at, origin="selection", unit_code=row.unit_code,
            beneficiary=Beneficiary(customer_code=row.customer_code, facts=facts),
        )  # fmt: skip
    if benefit is None:
        return ""
    if benefit.state == START:
        write_move(actor=actor, benefit=benefit, move="nominate", at=at, facts=facts)
    check_unless_in_the_way(actor=actor, benefit=benefit, at=at, facts=facts)
    return str(benefit.reference)


def _keep(
    *, activity: Activity, rule: Mapping[str, object], as_of: date, judged: Judged, staff_id: int,
    at: datetime, named: Mapping[str, str],
) -> SelectionRun:  # fmt: skip
    selection = judged.selection
    counts = selection.count_by_verdict()
    counts["chosen"] += len(named)
    counts["not_eligible"] -= len(named)
    run = SelectionRun.objects.create(
        activity=activity, as_of=as_of, rule=rule, input_digest=judged.input_digest, counts=counts,
        cut=rules.kept_cuts(selection.cuts), by_id=staff_id, product_at=at,
    )  # fmt: skip
    few = replace(selection, verdicts=_worth_keeping(selection.verdicts))
    units = _units(few.verdicts)
    rows = [
        _row(run=run, code=code, unit=units[code], rank=rank, selection=few)
        for code, rank in few.verdicts.select("code", "rank").iter_rows()
    ]
    rows += [_named_row(run=run, code=code, unit=unit) for code, unit in named.items()]
    SelectionRow.objects.bulk_create(rows, batch_size=500)
    return run


def _row(*, run: SelectionRun, code: str, unit: str, rank: int | None, selection: Selection) -> SelectionRow:
    said = told(selection=selection, code=code)
    return SelectionRow(
        run=run, customer_code=code, unit_code=unit, verdict=said.verdict, rank=rank,
        measure=said.measure, reasons=list(said.reasons),
    )  # fmt: skip


def _named_row(*, run: SelectionRun, code: str, unit: str) -> SelectionRow:
    reason = {"name": NAMED_BY_PLAN, "effect": "chooses", "facts": {"unit": unit}}
    return SelectionRow(
        run=run,
        customer_code=code,
        unit_code=unit,
        verdict="chosen",
        rank=None,
        measure=None,
        reasons=[reason],
    )


def _worth_keeping(verdicts: pl.DataFrame) -> pl.DataFrame:
    """All who were chosen, and the first of those who nearly were and of those who cannot be judged."""
    ordered = verdicts.sort("rank", "code", nulls_last=True)
    parts = [
        ordered.filter(pl.col("verdict") == verdict).head(limit)
        for verdict, limit in (
            ("chosen", ordered.height), ("eligible_not_chosen", MOST_KEPT), ("unknown", MOST_KEPT)
        )
    ]  # fmt: skip
    return pl.concat(parts)


def _units(verdicts: pl.DataFrame) -> dict[str, str]:
    """The unit of each row: the customer's, or that of the request that the code names."""
    if "unit_code" in verdicts.columns:
        return dict(verdicts.select("code", "unit_code").cast(pl.String).iter_rows())
    found = Benefit.objects.filter(reference__in=verdicts["code"].to_list())
    return dict(found.values_list("reference", "unit_id"))


def _named_by_plan(activity: Activity) -> dict[str, str]:
    """Enterprises that the plan names itself and that are customers: code -> unit."""
    # The campaign's own text, read and not checked: the checks of today may be younger than it.
    template = parse_document(text=activity.campaign.template, path=Path(activity.campaign.code)).content
    said = next(entry for entry in template["activities"] if entry["code"] == activity.code)
    found: dict[str, str] = {}
    for share in said.get("shares") or ():
        names = [one["name"] for one in share.get("named") or ()]
        codes = enterprises_named(unit_code=share["unit"], names=names).values() if names else ()
        found |= dict.fromkeys(codes, share["unit"])
    return found


def _quotas(activity: Activity, named: Mapping[str, str]) -> dict[str, int]:
    """Places a unit when the units' shares bind, else the company's target under ""."""
    if not activity.terms.get("shares_bind"):
        return {"": activity.target or 0}
    taken = list(named.values())
    return {
        share.unit_id: max(share.target - taken.count(share.unit_id), 0) for share in activity.shares.all()
    }


def _activity(*, campaign_code: str, activity_code: str) -> Activity:
    found = (
        Activity.objects.select_related("campaign")
        .filter(campaign__code=campaign_code, code=activity_code)
        .first()
    )
    if found is None:
        raise NotFound("activity", activity_code)
    return found
