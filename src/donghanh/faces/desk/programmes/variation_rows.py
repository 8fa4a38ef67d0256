"""What units stated of their own ways of carrying an activity out, as rows; and who may state more."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations.varying import OF_THE_COMPANY, OF_THE_UNIT
from donghanh.apps.programmes.queries import plan
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.standing import Standing

WAYS = {
    "at_place": gettext_lazy("tại nơi sử dụng điện"),
    "at_home": gettext_lazy("tại nhà"),
    "at_commune_office": gettext_lazy("tại trụ sở xã, phường"),
    "at_distance": gettext_lazy("giao không tiếp xúc"),
    "at_school": gettext_lazy("tại trường học"),
    "at_checkpoint": gettext_lazy("tại chốt kiểm soát"),
}


def may_vary(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether the actor may state a variation for a unit."""
    held = actor.roles_in_unit(unit_code)
    return actor.staff_id is not None and bool(held & (OF_THE_UNIT | OF_THE_COMPANY))


def variation_rows(*, standing: Standing, code: str, unit_code: str = "") -> list[dict[str, Any]]:
    """What units stated for an activity, latest first; of one unit, or of all in sight."""
    found = plan.variations(actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code)
    return [
        {
            "unit_code": line.unit_code,
            "unit": wording.said(line, "unit_name"),
            "days_later": line.days_later,
            "way": WAYS.get(line.way_of_delivery, line.way_of_delivery),
            "by": line.by,
            "why": line.why,
            "at": line.at,
        }
        for line in found
        if unit_code in ("", line.unit_code)
    ]


def vary_links(*, standing: Standing, code: str, shares: tuple[plan.ShareLine, ...]) -> list[dict[str, str]]:
    """The units for which the actor may state a variation: name and address."""
    return [
        {
            "name": wording.said(share, "unit_name"),
            "url": standing.link("desk-vary", code, share.unit_code),
        }
        for share in shares
        if may_vary(actor=standing.actor, unit_code=share.unit_code)
    ]
