"""One activity: its terms in words, its units' shares with their basis, how many stand where, its budget."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.programmes.permissions import may_approve, may_plan
from donghanh.apps.programmes.queries import benefits, plan
from donghanh.faces.design.figures import written_dong
from donghanh.faces.desk.programmes import terms, wording
from donghanh.faces.desk.programmes.board_rows import short_name
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of
from donghanh.faces.desk.programmes.variation_rows import variation_rows, vary_links
from donghanh.lawbook.documents import DocumentRefused, parse_document


@programme_page()
def activity(request: HttpRequest, code: str) -> HttpResponse:
    """Show one activity of the campaign."""
    standing = standing_of(request)
    card = plan.activity_card(campaign_code=standing.campaign_code, activity_code=code)
    shares = plan.shares(actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code)
    counts = benefits.counts_by_state(
        actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code
    )
    context = {
        "standing": standing,
        "card": card,
        "name": wording.said(card, "name"),
        "measured_in": wording.said(card, "measured_in"),
        "trail": trail_of(standing=standing, last=wording.short(card)),
        "terms": terms.term_rows(card=card, last=card.due_on),
        "safety": terms.safety_rows(terms=card.terms),
        "budget": _budget_rows(standing=standing, code=code),
        "shares": _share_rows(standing=standing, card=card, shares=shares),
        "share_total": sum(share.target for share in shares),
        "may_plan": may_plan(actor=standing.actor),
        "variations": variation_rows(standing=standing, code=code),
        "vary_links": vary_links(standing=standing, code=code, shares=shares),
        "counts": _count_rows(standing=standing, code=code, counts=counts),
        "links": _links(standing=standing, card=card),
    }
    return render(request, "desk/programmes/activity.html", context)


def trail_of(
    *, standing: Standing, last: str, between: tuple[tuple[str, str], ...] = ()
) -> list[tuple[str, str]]:
    """The way from the board to a page."""
    return [(_("Bảng theo dõi"), standing.link("desk-board")), *between, (last, "")]


def activity_choices(*, standing: Standing, first: str) -> list[tuple[str, str]]:
    """Offer the activities that promise something; `first` is the word of none."""
    found = plan.activities(campaign_code=standing.campaign_code)
    promising = [one for one in found if one.method != "measure"]
    return [("", first), *((one.code, f"{one.row} {wording.short(one)}") for one in promising)]


def _share_rows(
    *, standing: Standing, card: plan.ActivityCard, shares: tuple[plan.ShareLine, ...]
) -> list[dict[str, Any]]:
    communes = organisation.commune_names() if any(share.commune_codes for share in shares) else {}
    return [
        {
            "unit_code": share.unit_code,
            "name": short_name(wording.said(share, "unit_name")),
            "target": share.target,
            "target_url": standing.link("desk-benefits", hoat_dong=card.code, don_vi=share.unit_code),
            "basis": wording.word(wording.BASES, share.basis),
            "tone": wording.BASIS_TONES.get(share.basis, "idle"),
            "note": wording.said(share, "note"),
            "source": share.source,
            "communes": ", ".join(communes.get(code, code) for code in share.commune_codes),
            "changes": share.changes,
            "edit_url": standing.link("desk-share", card.code, share.unit_code),
        }
        for share in shares
    ]


def _count_rows(*, standing: Standing, code: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "word": wording.word(wording.STATES, state),
            "tone": wording.STATE_TONES[state],
            "count": count,
            "url": standing.link("desk-benefits", hoat_dong=code, trang_thai=state),
        }
        for state, count in counts.items()
    ]


def _budget_rows(*, standing: Standing, code: str) -> list[dict[str, Any]]:
    """The template's budget lines of an activity; an amount that nobody named is said to be open."""
    text = plan.campaign_template(campaign_code=standing.campaign_code)
    return [
        {
            "name": wording.said_in(line["name"]),
            "amount": "" if line.get("amount_dong") is None else written_dong(line["amount_dong"]),
            "is_open": line.get("amount_dong") is None or line.get("status") == "to_be_confirmed",
        }
        for line in _budget(text)
        if line.get("activity") == code
    ]


@lru_cache(maxsize=8)
def _budget(text: str) -> tuple[dict[str, Any], ...]:
    """Read as kept, without today's checks: a template of an earlier year must stay readable."""
    try:
        return tuple(parse_document(text=text, path=Path("template.yaml")).content.get("budget") or ())
    except DocumentRefused:
        return ()


def _links(*, standing: Standing, card: plan.ActivityCard) -> dict[str, str]:
    actor = standing.actor
    approves = may_approve(actor=actor, unit_code=None) or "unit_head" in actor.roles
    promises = card.method != "measure"
    return {
        "benefits": standing.link("desk-benefits", hoat_dong=card.code) if promises else "",
        "lists": standing.link("desk-lists", hoat_dong=card.code) if promises else "",
        "selection": standing.link("desk-selection", card.code) if card.method in ("rule", "quota") else "",
        "draws": standing.link("desk-draws") if card.method == "draw" else "",
        "nominate": (
            standing.link("desk-nominate", hoat_dong=card.code)
            if standing.may_nominate and card.method not in ("measure", "draw")
            else ""
        ),
        "approve": standing.link("desk-approve", hoat_dong=card.code) if approves and promises else "",
    }
