"""The first page for everybody: what Đồng Hành is, this year's motto, and the two questions about a draw."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from donghanh.apps.programmes.queries import draws, plan
from donghanh.apps.programmes.refusals import NotFound
from donghanh.faces.portal.draws import draw_card


def home(request: HttpRequest) -> HttpResponse:
    """Show the campaign that runs, what it promises, and the latest draw that was announced."""
    announced = draws.public_draws()
    context = {
        "campaign": _campaign(request),
        "latest": draw_card(announced[0]) if announced else None,
    }
    return render(request, "portal/home.html", context)


def _campaign(request: HttpRequest) -> dict[str, object] | None:
    """The campaign's public words: names, days, targets of its plan; no number about anybody."""
    try:
        code = plan.current_campaign(day=request.product_now.date())  # type: ignore[attr-defined]
    except NotFound:
        return None
    card = next(one for one in plan.campaigns() if one.code == code)
    promised = [one for one in plan.activities(campaign_code=code) if one.target]
    return {
        "name": said(card, "name"),
        "motto": said(card, "motto"),
        "from_on": card.from_on,
        "last_on": card.until_on - timedelta(days=1),
        "promises": [(said(one, "name"), one.target, said(one, "measured_in")) for one in promised],
    }


def said(row: object, stem: str) -> str:
    """Give `<stem>_vi` or `<stem>_en` as the page's language asks."""
    english = (get_language() or "vi").startswith("en")
    return str(getattr(row, f"{stem}_en" if english else f"{stem}_vi"))
