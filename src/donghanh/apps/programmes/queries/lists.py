"""Approved lists as they were frozen, with what has changed since beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import ApprovedList, Benefit
from donghanh.apps.programmes.permissions import may_see_benefit
from donghanh.apps.programmes.queries.rows import canonical_benefit
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.digests import canonical_rows, digest_of_rows


@dataclass(frozen=True)
class ListCard:
    """A frozen list as lists of lists show it."""

    activity_code: str
    activity_vi: str
    activity_en: str
    number: int
    unit_code: str
    row_count: int
    digest: str
    approved_by: str
    approved_at: datetime


@dataclass(frozen=True)
class ChangeSince:
    """Something about a row of the list that is no longer as it was approved."""

    reference: str
    column: str
    was: str
    now: str


@dataclass(frozen=True)
class FrozenList:
    """A list whole. `holds`: the digest recomputed from the kept rows is the digest that was kept."""

    card: ListCard
    rows: tuple[Mapping[str, object], ...]
    holds: bool
    changes: tuple[ChangeSince, ...]
    hidden_rows: int


def approved_lists(*, actor: Actor, campaign_code: str, activity_code: str = "") -> tuple[ListCard, ...]:
    """The lists of a campaign that the actor may see: all of them, or those with a row in sight."""
    rows = _lists(campaign_code=campaign_code)
    if activity_code:
        rows = rows.filter(activity__code=activity_code)
    if not actor.sees_all:
        rows = rows.filter(_has_row_in_sight(actor))
    return tuple(_card(row) for row in rows.order_by("activity__position", "number"))


def frozen_list(*, actor: Actor, campaign_code: str, activity_code: str, number: int) -> FrozenList:
    """
    One approved list: its rows in the actor's sight, whether its digest holds, what has changed since.

    raises : NotFound, also when no row of it is in the actor's sight
    """
    row = _lists(campaign_code=campaign_code).filter(activity__code=activity_code, number=number).first()
    if row is None:
        raise NotFound("list", f"{activity_code}#{number}")
    every = [json.loads(line) for line in row.rows_text.split("\n") if line]
    seen = [one for one in every if _visible(actor, one)]
    if not seen and not actor.sees_all:
        raise NotFound("list", f"{activity_code}#{number}")
    return FrozenList(
        card=_card(row),
        rows=tuple(seen),
        holds=digest_of_rows(every) == row.digest and canonical_rows(every).decode() == row.rows_text,
        changes=_changes(seen),
        hidden_rows=len(every) - len(seen),
    )


def _has_row_in_sight(actor: Actor) -> Q:
    """A list with at least one row in sight; the canonical form writes unit and commune in one way only."""
    places = [f'"unit":"{code}"' for code in sorted(actor.unit_codes or ())]
    places += [f'"commune_code":"{code}"' for code in sorted(actor.commune_codes or ())]
    condition = Q(pk__in=())
    for place in places:
        condition |= Q(rows_text__contains=place)
    return condition


def _visible(actor: Actor, row: Mapping[str, object]) -> bool:
    return may_see_benefit(actor=actor, unit_code=str(row["unit"]), commune_code=str(row["commune_code"]))


def _changes(rows: list[dict[str, object]]) -> tuple[ChangeSince, ...]:
    now = {
        benefit.reference: benefit
        for benefit in Benefit.objects.filter(reference__in=[row["reference"] for row in rows])
    }
    found = []
    for row in rows:
        benefit = now[str(row["reference"])]
        today = canonical_benefit(benefit)
        found += [
            ChangeSince(benefit.reference, column, str(row[column]), str(today[column]))
            for column in row
            if row[column] != today[column]
        ]
        if benefit.state in BENEFIT.exits:
            found.append(ChangeSince(benefit.reference, "state", "approved", benefit.state))
    return tuple(found)


def _lists(*, campaign_code: str) -> QuerySet[ApprovedList]:
    return ApprovedList.objects.filter(activity__campaign__code=campaign_code).select_related(
        "activity", "approved_by"
    )


def _card(row: ApprovedList) -> ListCard:
    return ListCard(
        activity_code=row.activity.code,
        activity_vi=row.activity.name_vi,
        activity_en=row.activity.name_en,
        number=row.number,
        unit_code=row.unit_id or "",
        row_count=row.row_count,
        digest=row.digest,
        approved_by=row.approved_by.full_name,
        approved_at=row.product_at,
    )
