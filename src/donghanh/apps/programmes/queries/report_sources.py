"""
Where a report's effect comes from: the rounds of questions, the ledger of goods, the stories with consent.

All of them as of the end of a day, from rows that are written once: asked again later, the same day answers
the same. A paper that went out cannot be taken back, so a picture's caption names what was done, by which
unit, and no person; who it is stands in the story alone, as long as the consent stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from donghanh.apps.evidence import queries as evidence
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Campaign, ConsentToPublish, Story, StoryMove
from donghanh.apps.programmes.queries.confirmation_results import confirmation_facts
from donghanh.apps.programmes.queries.frames import in_sight, unit_names
from donghanh.apps.programmes.queries.goods import GoodsFacts, goods_facts
from donghanh.apps.stock import queries as stocked
from donghanh.kernel.digests import digest_of_rows

Told = Mapping[str, Any]
BENEFIT = "consent__answer__sampled__benefit"


def confirmations_of(*, actor: Actor, campaign: Campaign, day: date) -> Told | None:
    """What the rounds closed up to a day found, of the units in sight; None where nobody was drawn."""
    told = confirmation_facts(actor=actor, campaign_code=campaign.code, as_of=day)
    if not told["total"]["sampled"]:
        return None
    names = ("open_rounds", "least_answers", "satisfied_from")
    return {
        **told["total"],
        **{name: told[name] for name in names},
        "rounds": len(told["rounds"]),
        "activities": told["activities"],
        "digest": digest_of_rows([told]),
    }


def goods_of(*, actor: Actor, campaign: Campaign, day: date) -> Told | None:
    """
    Where the goods of the campaign are at the end of a day; None before anything came in.

    Goods lie in the company's warehouses for all units: who sees a part of the company alone gets None.
    """
    if not actor.sees_all:
        return None
    told = {one.item: one for one in goods_facts(actor, campaign.code, day) if one.received}
    if not told:
        return None
    names = {one.code: one for one in stocked.items()}
    return {
        "items": [_item(one, names[code]) for code, one in told.items()],
        "digest": digest_of_rows(asdict(lot) for one in told.values() for lot in one.lots),
    }


def pictures_of(*, actor: Actor, campaign: Campaign, day: date) -> Sequence[Told]:
    """The photographs of the stories in sight that were published with consent at the end of a day."""
    rows = list(_told_on(actor=actor, campaign=campaign, day=day))
    shown = {
        number: row
        for row in rows
        for number in list(row.versions.all())[-1].photographs
        if number in row.consent.photographs
    }
    kept = evidence.pictures_kept(numbers=list(shown), as_of=day)
    units = unit_names(day=day, codes=[_unit(row) for row in rows]) if rows else {}
    return [_picture(shown[one.number], one, units[_unit(shown[one.number])]) for one in kept]


def _told_on(*, actor: Actor, campaign: Campaign, day: date) -> QuerySet[Story]:
    """Published up to a day, neither taken down nor without its consent by then."""
    moves = StoryMove.objects.filter(story=OuterRef("pk"), on__lte=day)
    taken_back = ConsentToPublish.objects.filter(withdraws=OuterRef("consent"), on__lte=day)
    return (
        Story.objects.filter(
            in_sight(actor=actor, unit=f"{BENEFIT}__unit_id", commune=f"{BENEFIT}__commune_code"),
            Exists(moves.filter(move="publish")), ~Exists(moves.filter(move="take_down")),
            ~Exists(taken_back), consent__answer__sampled__round__campaign=campaign,
        )
        .select_related(f"{BENEFIT}__activity")
        .prefetch_related("versions")
        .order_by("id")
    )  # fmt: skip


def _unit(row: Story) -> str:
    return row.consent.answer.sampled.benefit.unit_id


def _picture(row: Story, kept: evidence.PictureKept, unit: Any) -> dict[str, Any]:
    activity = row.consent.answer.sampled.benefit.activity
    return {
        "number": kept.number,
        "story": row.pk,
        "caption_vi": f"{activity.short_vi or activity.name_vi}, {unit.name_vi}",
        "caption_en": f"{activity.short_en or activity.name_en}, {unit.name_en}",
        "sha256": kept.sha256,
        "on": kept.on.isoformat(),
    }


def _item(one: GoodsFacts, name: stocked.ItemRow) -> dict[str, Any]:
    terms = ("received", "in_warehouses", "in_transit", "with_carriers", "handed_over", "written_off")
    return {
        "code": one.item,
        "name_vi": name.name_vi,
        "name_en": name.name_en,
        "unit_vi": name.unit_of_measure_vi,
        "unit_en": name.unit_of_measure_en,
        **{term: getattr(one, term) for term in terms},
        "confirmed": one.equation.confirmed,
        "awaiting": one.equation.awaiting,
        "differences": sum(each.rule != "awaiting-receipt" for each in one.equation.differences),
    }
