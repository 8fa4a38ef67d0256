"""Name a beneficiary: look the customer up, fill the form, read the reference of the new promise."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.apps.customers.queries import customer_card, find_customers
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.nominating import nominate as name_beneficiary
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.queries.benefits import BenefitStory, benefit_story
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.engines.programmes.moves import move_named
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.nomination_form import NominationForm
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of

FIELD_OF = {
    "customer-unknown": "customer_code",
    "already-nominated": "customer_code",
    "name-missing": "name",
    "quantity-not-possible": "quantity",
    "unit-unknown": "commune_code",
    "activity-is-a-measure": "activity",
}
FOUND_AT_MOST = 10


@programme_page(roles=move_named(move="nominate").roles)
def nominate(request: HttpRequest) -> HttpResponse:
    """Show the form (GET) or name somebody (POST)."""
    standing = standing_of(request)
    replaced = _replaced(request, standing)
    form = NominationForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(request, replaced),
        actor=standing.actor,
        day=standing.today,
        activities=plan.activities(campaign_code=standing.campaign_code),
    )
    if request.method == "POST" and form.is_valid():
        reference = _named(request, standing, form, replaced)
        if reference:
            return render(request, "desk/programmes/nominated.html", _done(standing, reference, form))
    return render(request, "desk/programmes/nominate.html", _page(request, standing, form, replaced))


def _named(
    request: HttpRequest, standing: Standing, form: NominationForm, replaced: BenefitStory | None
) -> str:
    """Name the beneficiary and answer the reference; a refusal goes to its field and answers nothing."""
    try:
        return name_beneficiary(
            actor=standing.actor,
            campaign_code=standing.campaign_code,
            activity_code=form.cleaned_data["activity"],
            beneficiary=form.beneficiary(),
            at=request.product_now,  # type: ignore[attr-defined]
            why=form.cleaned_data["note"],
            replaces=replaced.line.reference if replaced else "",
        )
    except (Refused, CannotMove, Forbidden) as refusal:
        rule = getattr(refusal, "rule", "")
        form.add_error(FIELD_OF.get(rule), refusals.told(refusal))
        return ""


def _replaced(request: HttpRequest, standing: Standing) -> BenefitStory | None:
    """The promise whose place is taken over, when the address names a replaced one. raises : NotFound"""
    reference = request.GET.get("thay", "")
    if not reference:
        return None
    story = benefit_story(actor=standing.actor, reference=reference, day=standing.today)
    if story.line.state != "replaced" or story.replaced_by:
        raise NotFound("benefit", reference)
    return story


def _initial(request: HttpRequest, replaced: BenefitStory | None) -> dict[str, Any]:
    activity = replaced.line.activity_code if replaced else request.GET.get("hoat-dong", "")
    return {"activity": activity, "customer_code": request.GET.get("khach-hang", ""), "quantity": 1}


def _page(
    request: HttpRequest, standing: Standing, form: NominationForm, replaced: BenefitStory | None
) -> dict[str, Any]:
    text = request.GET.get("tim", "").strip()[:80]
    code = request.GET.get("khach-hang", "")
    kept = {key: request.GET.get(key, "") for key in ("hoat-dong", "thay", "dot")}
    found = find_customers(actor=standing.actor, text=text, limit=FOUND_AT_MOST) if text else []
    return {
        "standing": standing,
        "form": form,
        "has_choices": len(form.fields["activity"].choices) > 1,
        "trail": trail_of(standing=standing, last=_("Đề cử người nhận")),
        "text": text,
        "kept": {key: value for key, value in kept.items() if value},
        "customer": customer_card(actor=standing.actor, code=code) if code else None,
        "found": [
            {
                "code": one.code,
                "name": one.name,
                "address": one.address,
                "url": standing.link("desk-nominate", khach_hang=one.code, **_under(kept)),
            }
            for one in found
        ],
        "replaced": replaced
        and {
            "reference": replaced.line.reference,
            "name": replaced.line.name,
            "url": standing.link("desk-benefit", replaced.line.reference),
        },
        "action": request.get_full_path(),
    }


def _under(kept: dict[str, str]) -> dict[str, str]:
    return {key.replace("-", "_"): value for key, value in kept.items() if key != "dot"}


def _done(standing: Standing, reference: str, form: NominationForm) -> dict[str, Any]:
    return {
        "standing": standing,
        "trail": trail_of(standing=standing, last=_("Đề cử người nhận")),
        "reference": reference,
        "url": standing.link("desk-benefit", reference),
        "again": standing.link("desk-nominate", hoat_dong=form.cleaned_data["activity"]),
        "listed": page_address("desk-benefits"),
    }
