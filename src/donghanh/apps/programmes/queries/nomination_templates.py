"""The spreadsheet in which a commune writes its nominations: its activities, its classes, its mark."""

from __future__ import annotations

from datetime import date

from donghanh.adapters.nomination_sheets import Choice, build_nomination_sheet
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.queries.nomination_sheets import activity_label
from donghanh.apps.programmes.queries.open_activities import (
    OpenActivity,
    nominating_commune,
    open_activities,
)
from donghanh.apps.programmes.queries.plan import campaign_named

# The template is Vietnamese whatever the page's language: it goes to communes.
CLASSES = {
    "poor": "Hộ nghèo",
    "near_poor": "Hộ cận nghèo",
    "policy": "Gia đình chính sách",
    "merit": "Người có công",
    "heroic_mother": "Bà mẹ Việt Nam Anh hùng",
    "living_alone": "Người già neo đơn",
    "hardship": "Hoàn cảnh khó khăn",
}


def nomination_template(*, actor: Actor, campaign_code: str, commune_code: str, day: date) -> bytes:
    """
    The template of one commune as XLSX.

    raises : NotFound, for a commune for which the actor may not name people
    """
    commune = nominating_commune(actor=actor, commune_code=commune_code, day=day)
    activities = [
        one
        for one in open_activities(
            actor=actor, campaign_code=campaign_code, commune_code=commune_code, day=day
        )
        if one.is_open
    ]
    asked = {name for one in activities for name in one.classes}
    return build_nomination_sheet(
        commune_code=commune_code,
        commune_name=f"{commune.name}, {commune.district}",
        campaign_code=campaign_code,
        campaign_name=campaign_named(campaign_code).name_vi,
        activities=[Choice(activity_label(one), _note(one)) for one in activities],
        classes=[word for name, word in CLASSES.items() if name in asked],
    )


def _note(one: OpenActivity) -> str:
    classes = ", ".join(CLASSES.get(name, name) for name in one.classes)
    said = f"{one.name_vi}. Hạn: {one.due_on:%d/%m/%Y}."
    return f"{said} Dành cho: {classes}." if classes else said
