"""What every page of conduct begins with: who looks, the day, the tabs, refusals as pages."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.apps.conduct.permissions import INSIDE, OF_A_UNIT
from donghanh.apps.conduct.queries import waiting_for
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.faces.desk.asking import address, scoped_page

conduct_page = scoped_page(roles=INSIDE)
"""Let staff through who may be inspected or told of it; what is not in sight is not there."""


def unit_names(day: date) -> dict[str, str]:
    """The short names of power units by code, or their English names, for lists that know only codes."""
    is_english = get_language() == "en"
    return {
        one.code: one.name("en") if is_english else one.short_name for one in organisation.units_on(day=day)
    }


def tabs(*, here: str, actor: Actor, day: date) -> list[tuple[str, str, bool]]:
    """What waits for the reader, the lists of the subject, results for those who may see any."""
    count = len(waiting_for(actor=actor, day=day))
    waiting = _("Chờ tôi") + (f" ({count})" if count else "")
    shown = [
        (address("desk-conduct-waiting"), waiting, here == "waiting"),
        (address("desk-conduct"), _("Đợt kiểm tra"), here == "rounds"),
        (address("desk-conduct-inspections"), _("Lượt kiểm tra"), here == "inspections"),
        (address("desk-conduct-findings"), _("Thiếu sót"), here == "findings"),
    ]
    if actor.sees_all or actor.roles & OF_A_UNIT:
        shown.append((address("desk-conduct-results"), _("Kết quả, đánh giá"), here == "results"))
        shown.append((address("desk-conduct-figures"), _("Số liệu"), here == "figures"))
    shown.append((address("desk-conduct-mine"), _("Đánh giá về tôi"), here == "mine"))
    return shown
