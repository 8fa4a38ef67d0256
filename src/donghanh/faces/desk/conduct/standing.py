"""What every page of conduct begins with: who looks, the day, the tabs, refusals as pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.apps.conduct.permissions import INSIDE, OF_A_UNIT
from donghanh.apps.conduct.queries import waiting_for
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound
from donghanh.faces.signin.doors import desk_page


@dataclass(frozen=True)
class Standing:
    """Who looks, at which moment and day of the product."""

    actor: Actor
    at: datetime
    today: date


def conduct_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let staff through who may be inspected or told of it; what is not in sight is not there."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotFound as reason:
            raise Http404(str(reason)) from reason

    return desk_page(roles=INSIDE)(answered)


def standing_of(request: HttpRequest) -> Standing:
    """Who asks, at which moment."""
    at: datetime = request.product_now  # type: ignore[attr-defined]
    return Standing(request.actor, at, at.date())  # type: ignore[attr-defined]


def unit_names(day: date) -> dict[str, str]:
    """The short names of power units by code, or their English names, for lists that know only codes."""
    is_english = get_language() == "en"
    return {
        one.code: one.name("en") if is_english else one.short_name for one in organisation.units_on(day=day)
    }


def address(name: str, *parts: object, **asked: object) -> str:
    """The address of a page, with what it asks for."""
    query = urlencode({key: value for key, value in asked.items() if value not in ("", None)})
    return reverse(name, args=parts) + (f"?{query}" if query else "")


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


def page_number(request: HttpRequest) -> int:
    """Which page of a list is asked for."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
