"""
Signed reports for everybody: what was promised and kept, for whom, at which cost, and the paper itself.

Only what a director has signed is public, and of it only counts and sums: no person is named here. The
numbers are those of the signed facts; nothing is counted anew.
"""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from donghanh.adapters.programme_reports.words import Language
from donghanh.apps.programmes.queries import report_pictures, signatures
from donghanh.apps.programmes.refusals import NotFound
from donghanh.faces.portal import report_rows


def reports(request: HttpRequest) -> HttpResponse:
    """List the signed reports, newest first."""
    cards = [report_card(one) for one in signatures.signed_reports()]
    return render(request, "portal/reports.html", {"rows": cards})


@never_cache
def report(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """Show one signed report."""
    card, facts = _found(campaign, number)
    language = spoken()
    context = {
        "card": report_card(card),
        "latest": _latest(card),
        "programmes": report_rows.programmes(facts=facts, language=language),
        "effect": report_rows.effect(facts=facts, language=language),
        "money": report_rows.money(facts=facts, language=language),
        **_pictures(card, facts),
    }
    return render(request, "portal/report.html", context)


def signed_file(request: HttpRequest, campaign: str, number: int) -> HttpResponse:
    """The signed PDF, byte for byte."""
    try:
        content = signatures.signed_pdf(campaign_code=campaign, number=number)
    except NotFound as reason:
        raise Http404 from reason
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="bao-cao-{campaign}-so-{number}-da-ky.pdf"'
    return answer


@never_cache
def picture(request: HttpRequest, campaign: str, number: int, picture: int) -> HttpResponse:
    """One of the photographs that the signed report names, as long as its consent stands."""
    _, facts = _found(campaign, number)
    named = [one for one in (facts.get("effects") or {}).get("pictures", ()) if one["number"] == picture]
    found = report_pictures.published_pictures(facts={"effects": {"pictures": named}})
    if picture not in found:
        raise Http404
    answer = HttpResponse(found[picture], content_type=report_pictures.media_type_of(found[picture]))
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def report_card(one: signatures.SignedCard) -> dict[str, Any]:
    """A signed report as pages show it."""
    place = (one.campaign_code, one.number)
    return {
        "card": one,
        "name": one.name_en if spoken() == "en" else one.name_vi,
        "url": reverse("portal-report", args=place),
        "file_url": reverse("portal-report-file", args=place),
    }


def spoken() -> Language:
    """The page's language as reports name it."""
    return cast("Language", "en" if (get_language() or "vi").startswith("en") else "vi")


def _found(campaign: str, number: int) -> tuple[signatures.SignedCard, Any]:
    try:
        card = signatures.signed_report(campaign_code=campaign, number=number)
        return card, signatures.signed_facts(campaign_code=campaign, number=number)
    except NotFound as reason:
        raise Http404 from reason


def _pictures(card: signatures.SignedCard, facts: Any) -> dict[str, Any]:
    """The photographs that may be shown now, and how many were there and are not shown any more."""
    standing = report_pictures.standing_pictures(facts=facts)
    named = (facts.get("effects") or {}).get("pictures", ())
    place = (card.campaign_code, card.number)
    return {
        "pictures": [
            {
                "url": reverse("portal-report-picture", args=(*place, one["number"])),
                "story": reverse("portal-story", args=(one["story"],)),
                "caption": one[f"caption_{spoken()}"],
            }
            for one in standing
        ],
        "pictures_gone": len(named) - len(standing),
    }


def _latest(card: signatures.SignedCard) -> dict[str, Any] | None:
    """The report that took the place of one that is superseded."""
    if card.state != "superseded":
        return None
    later = max(signatures.signed_reports(campaign_code=card.campaign_code), key=lambda one: one.number)
    return report_card(later)
