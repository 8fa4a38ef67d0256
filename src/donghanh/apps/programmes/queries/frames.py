"""Loads a campaign's promises as columns for the engine, scoped to who asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl
from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.bridge.columns import frame_of
from donghanh.apps.programmes.models import (
    Activity,
    Benefit,
    BenefitMove,
    Campaign,
    TargetChange,
    UnitTarget,
    UnitVariation,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SLACK_PERCENT = 20
APPROVAL_LEAD_DAYS = 7

BENEFIT_COLUMNS = {
    "benefit": pl.Int64,
    "activity": pl.String,
    "unit": pl.String,
    "quantity": pl.Int64,
}
MOVE_COLUMNS = {
    "benefit": pl.Int64,
    "number": pl.Int64,
    "to_state": pl.String,
    "on": pl.Date,
    "scheduled_on": pl.Date,
}
TARGET_COLUMNS = {
    "activity": pl.String,
    "unit": pl.String,
    "target": pl.Int64,
    "starts_on": pl.Date,
    "due_on": pl.Date,
    "slack_percent": pl.Int64,
    "approval_lead_days": pl.Int64,
}


class UnitName(NamedTuple):
    """A unit's names and its place on the tile map; a unit that is gone has its last place."""

    name_vi: str
    name_en: str
    row: int | None
    column: int | None


def in_sight(*, actor: Actor, unit: str = "unit_id", commune: str = "commune_code") -> Q:
    """The condition that keeps a query of benefits to what the actor sees."""
    if actor.sees_all:
        return Q()
    return Q(**{f"{unit}__in": actor.unit_codes or ()}) | Q(**{f"{commune}__in": actor.commune_codes or ()})


def benefits_seen(*, actor: Actor) -> QuerySet[Benefit]:
    """The benefits that the actor sees; every list and record of benefits begins here."""
    return Benefit.objects.filter(in_sight(actor=actor))


def benefit_frame(*, actor: Actor, campaign: Campaign, moves: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """
    Benefits as `engines.programmes.standing` wants them.

    due_on is the day of the visit as it was planned at the end of `as_of`: a visit that slipped is late.
    """
    rows = (
        benefits_seen(actor=actor)
        .filter(activity__campaign=campaign)
        .values_list("id", "activity__code", "unit_id", "quantity")
    )
    found = frame_of(rows=rows, schema=BENEFIT_COLUMNS)
    planned = (
        moves.filter((pl.col("on") <= as_of) & pl.col("scheduled_on").is_not_null())
        .sort("number")
        .group_by("benefit", maintain_order=True)
        .agg(due_on=pl.col("scheduled_on").last())
    )
    return found.join(planned, on="benefit", how="left", maintain_order="left")


def move_frame(*, actor: Actor, campaign: Campaign) -> pl.DataFrame:
    """Moves as `engines.programmes.standing` wants them, in no order; and the day that a schedule named."""
    seen = in_sight(actor=actor, unit="benefit__unit_id", commune="benefit__commune_code")
    rows = BenefitMove.objects.filter(seen, benefit__activity__campaign=campaign).values_list(
        "benefit_id", "id", "to_state", "on", KT("facts__scheduled_on")
    )
    return frame_of(rows=rows, schema=MOVE_COLUMNS)


def target_frame(
    *, actor: Actor, campaign: Campaign, activities: Iterable[Activity], as_of: date
) -> tuple[pl.DataFrame, Mapping[tuple[str, str], str]]:
    """Shares as they stood at the end of a day, in the plan's order, and the basis on which each stood."""
    shares = UnitTarget.objects.filter(activity__campaign=campaign).select_related("activity")
    if not actor.sees_all:
        shares = shares.filter(unit_id__in=actor.unit_codes or ())
    found = list(shares.order_by("activity__position", "unit_id"))
    _put_back(shares=found, campaign=campaign, as_of=as_of)
    later = _days_later(campaign, as_of)
    rows = [
        _target_row(
            share.activity,
            share.unit_id,
            share.target,
            campaign,
            later.get((share.activity_id, share.unit_id), 0),
        )
        for share in found
    ]
    with_share = {share.activity_id for share in found}
    company = actor.sees_all
    rows += [
        _target_row(one, "", one.target if company else None, campaign)
        for one in activities
        if one.pk not in with_share
    ]
    bases = {(share.activity.code, share.unit_id): share.basis for share in found}
    return pl.DataFrame(rows, schema=TARGET_COLUMNS, orient="row"), bases


def _put_back(*, shares: Iterable[UnitTarget], campaign: Campaign, as_of: date) -> None:
    """
    Give each share the target that it had at the end of a day, before the changes that came after.

    A change does not say which basis it ended: one that had not been changed by then stood as it was first
    written, on the document where that names it, else as proposed.
    """
    changes: dict[int, list[TargetChange]] = {}
    rows = TargetChange.objects.filter(share__activity__campaign=campaign)
    for change in rows.order_by("id"):
        changes.setdefault(change.share_id, []).append(change)
    for share in shares:
        made = changes.get(share.pk, [])
        later = [one for one in made if one.product_at.astimezone(ZONE).date() > as_of]
        if later:
            share.target = later[0].from_target
        if later == made and made:
            share.basis = "article" if share.source else "proposed"


def unit_names(*, day: date, codes: Iterable[str]) -> dict[str, UnitName]:
    """The units that stand on a day, and those of `codes` that once stood: names and place on the map."""
    found = {unit.code: _name(unit) for unit in organisation.units_on(day=day)}
    gone = sorted({code for code in codes if code} - set(found))
    return found | {code: _name(organisation.unit(code=code, day=day)) for code in gone}


def _name(unit: organisation.UnitRow) -> UnitName:
    return UnitName(unit.name_vi, unit.name_en, unit.tile_row, unit.tile_column)


def _days_later(campaign: Campaign, as_of: date) -> dict[tuple[int, str], int]:
    """By how many days a unit may finish an activity later: its last variation stated up to a day."""
    rows = UnitVariation.objects.filter(activity__campaign=campaign).order_by("id")
    return {
        (row.activity_id, row.unit_id): row.days_later
        for row in rows
        if row.product_at.astimezone(ZONE).date() <= as_of
    }


def _target_row(
    activity: Activity, unit: str, target: int | None, campaign: Campaign, later: int = 0
) -> tuple[object, ...]:
    pace = activity.terms.get("pace", {})
    return (
        activity.code,
        unit,
        target,
        date.fromisoformat(activity.terms.get("starts_on", campaign.from_on.isoformat())),
        activity.due_on + timedelta(days=later),
        pace.get("slack_percent", SLACK_PERCENT),
        pace.get("approval_lead_days", APPROVAL_LEAD_DAYS),
    )
