"""Questions about the plan: campaigns, their programmes and activities, the units' shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Campaign, UnitTarget, UnitVariation
from donghanh.apps.programmes.refusals import NotFound


@dataclass(frozen=True)
class CampaignCard:
    """A campaign as lists of campaigns show it."""

    code: str
    name_vi: str
    name_en: str
    motto_vi: str
    motto_en: str
    from_on: date
    until_on: date
    template_digest: str
    previous_code: str


@dataclass(frozen=True)
class ActivityCard:
    """An activity with its terms as the template gave them."""

    code: str
    row: str
    programme_code: str
    programme_vi: str
    programme_en: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    method: str
    target: int | None
    measured_in_vi: str
    measured_in_en: str
    due_on: date
    terms: dict[str, object]


@dataclass(frozen=True)
class ShareChange:
    """One change of a share."""

    from_target: int
    to_target: int
    by: str
    why: str
    at: datetime


@dataclass(frozen=True)
class ShareLine:
    """A unit's share of an activity's target, its basis, source and changes."""

    unit_code: str
    unit_name_vi: str
    unit_name_en: str
    target: int
    basis: str
    source: str
    note_vi: str
    note_en: str
    commune_codes: tuple[str, ...]
    changes: tuple[ShareChange, ...]


@dataclass(frozen=True)
class VariationLine:
    """How a unit carries an activity out; the last line of a unit counts."""

    unit_code: str
    unit_name_vi: str
    unit_name_en: str
    days_later: int
    way_of_delivery: str
    by: str
    why: str
    at: datetime


def variations(*, actor: Actor, campaign_code: str, activity_code: str) -> tuple[VariationLine, ...]:
    """The units' variations of an activity that the actor sees, latest first."""
    rows = UnitVariation.objects.filter(
        activity__campaign__code=campaign_code, activity__code=activity_code
    ).select_related("unit", "by")
    if not actor.sees_all:
        rows = rows.filter(unit_id__in=actor.unit_codes or ())
    return tuple(
        VariationLine(
            unit_code=row.unit_id, unit_name_vi=row.unit.name_vi, unit_name_en=row.unit.name_en,
            days_later=row.days_later, way_of_delivery=row.way_of_delivery, by=row.by.full_name,
            why=row.why, at=row.product_at,
        )
        for row in rows.order_by("-id")
    )  # fmt: skip


def campaign_named(code: str) -> Campaign:
    """The campaign's row; within this app only. raises : NotFound"""
    found = Campaign.objects.filter(code=code).first()
    if found is None:
        raise NotFound("campaign", code)
    return found


def campaigns() -> tuple[CampaignCard, ...]:
    """Every campaign, newest first; the plan's dates and motto are public."""
    return tuple(
        CampaignCard(
            code=one.code, name_vi=one.name_vi, name_en=one.name_en, motto_vi=one.motto_vi,
            motto_en=one.motto_en, from_on=one.from_on, until_on=one.until_on,
            template_digest=one.template_digest,
            previous_code=one.previous.code if one.previous else "",
        )
        for one in Campaign.objects.select_related("previous")
    )  # fmt: skip


def current_campaign(*, day: date) -> str:
    """
    The code of the campaign that runs on a day; else the next to begin, else the last that ran.

    raises : NotFound, when no campaign was ever opened
    """
    spans = list(Campaign.objects.order_by("-from_on").values_list("code", "from_on", "until_on"))
    running = [code for code, first, after in spans if first <= day < after]
    coming = [code for code, first, _ in reversed(spans) if first > day]
    found = [*running, *coming, *(code for code, *_ in spans)]
    if not found:
        raise NotFound("campaign", "current")
    return str(found[0])


def campaign_template(*, campaign_code: str) -> str:
    """The YAML text that the campaign was opened with."""
    return campaign_named(campaign_code).template


def activities(*, campaign_code: str) -> tuple[ActivityCard, ...]:
    """The campaign's activities in the plan's order. raises : NotFound"""
    rows = campaign_named(campaign_code).activities.select_related("programme")
    return tuple(card_of(row) for row in rows.order_by("position"))


def activity_card(*, campaign_code: str, activity_code: str) -> ActivityCard:
    """One activity. raises : NotFound"""
    row = (
        Activity.objects.filter(campaign__code=campaign_code, code=activity_code)
        .select_related("programme")
        .first()
    )
    if row is None:
        raise NotFound("activity", activity_code)
    return card_of(row)


def shares(*, actor: Actor, campaign_code: str, activity_code: str) -> tuple[ShareLine, ...]:
    """The units' shares of an activity that the actor sees, with the changes made to them."""
    rows = (
        UnitTarget.objects.filter(activity__campaign__code=campaign_code, activity__code=activity_code)
        .select_related("unit")
        .prefetch_related("changes__by")
        .order_by("unit_id")
    )
    if not actor.sees_all:
        rows = rows.filter(unit_id__in=actor.unit_codes or ())
    return tuple(
        ShareLine(
            unit_code=row.unit_id,
            unit_name_vi=row.unit.name_vi,
            unit_name_en=row.unit.name_en,
            target=row.target,
            basis=row.basis,
            source=row.source,
            note_vi=row.note_vi,
            note_en=row.note_en,
            commune_codes=tuple(row.commune_codes),
            changes=tuple(
                ShareChange(one.from_target, one.to_target, one.by.full_name, one.why, one.product_at)
                for one in row.changes.all()
            ),
        )
        for row in rows
    )


def card_of(row: Activity) -> ActivityCard:
    """An activity's row as a card; within this app only."""
    return ActivityCard(
        code=row.code,
        row=row.row,
        programme_code=row.programme.code,
        programme_vi=row.programme.name_vi,
        programme_en=row.programme.name_en,
        name_vi=row.name_vi,
        name_en=row.name_en,
        short_vi=row.short_vi,
        short_en=row.short_en,
        method=row.method,
        target=row.target,
        measured_in_vi=row.unit_of_measure_vi,
        measured_in_en=row.unit_of_measure_en,
        due_on=row.due_on,
        terms=row.terms,
    )
