"""Households of the commune that nobody nominated and that somebody should look at: hints, no decisions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.leads import answer_lead, read_leads
from donghanh.apps.programmes.queries import leads as queries
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.faces.design.lead_words import ANSWERS, SIGNS, STANDINGS, TONES
from donghanh.faces.partner import refusals
from donghanh.faces.partner.frame import framed
from donghanh.faces.partner.standing import Standing, partner_page, standing_of


class FoundForm(forms.Form):
    """What was found at the household."""

    answer = forms.ChoiceField(
        label=_("Anh/chị thấy thế nào?"),
        widget=forms.RadioSelect,
        choices=list(ANSWERS.items()),
        error_messages={"required": _("Hãy chọn một câu trả lời.")},
    )
    why = forms.CharField(
        label=_("Vì sao"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cần ghi, trừ khi sẽ đề cử."),
    )


@partner_page
def leads(request: HttpRequest) -> HttpResponse:
    """List the commune's households to look at, those that nobody has looked at first."""
    standing = standing_of(request)
    wanted = request.GET.get("muc", "open")
    page = read_leads(
        actor=standing.actor, campaign_code=standing.campaign_code, commune_code=standing.commune.code,
        standing=wanted if wanted in STANDINGS else "", page=_number(request.GET.get("page", "1")),
        at=request.product_now,  # type: ignore[attr-defined]
    )  # fmt: skip
    context = {
        **framed(standing, "partner-leads"),
        "lines": [_line(one) for one in page.lines],
        "total": page.total,
        "page": {"number": page.page, "page_count": page.pages, "total_count": page.total},
        "filters": [("tat-ca", _("Tất cả")), *STANDINGS.items()],
        "chosen": wanted,
        "is_filtered": wanted != "open",
    }
    return render(request, "partner/leads.html", context)


@partner_page
def lead(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what was found at one household, and keep the answer (POST)."""
    standing = standing_of(request)
    line = _lead_of(standing, number)
    form = FoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _kept(request, standing, number, form):
        if form.cleaned_data["answer"] == "will_nominate":
            known = {"ma": line.customer_code}
            return redirect(f"{reverse('partner-nominate')}?{urlencode(known)}")
        return redirect("partner-leads")
    context = {**framed(standing, "partner-leads"), "line": _line(line), "form": form}
    return render(request, "partner/lead.html", context)


def _lead_of(standing: Standing, number: int) -> queries.LeadLine:
    """One lead of this commune. raises : NotFound, also for one of another commune"""
    found = queries.lead(actor=standing.actor, campaign_code=standing.campaign_code, number=number)
    if found is None or found.commune_code != standing.commune.code:
        raise NotFound("lead", number)
    return found


def _kept(request: HttpRequest, standing: Standing, number: int, form: FoundForm) -> bool:
    told = form.cleaned_data
    try:
        answer_lead(
            actor=standing.actor, number=number, answer=told["answer"], why=told["why"],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except (Refused, Forbidden) as refusal:
        form.add_error("why", refusals.told(refusal))
        return False
    return True


def _line(one: queries.LeadLine) -> dict[str, Any]:
    return {
        "name": one.name,
        "address": one.address,
        "code": one.customer_code,
        "signs": [SIGNS.get(sign, sign) for sign in one.signs],
        "state": STANDINGS[one.standing],
        "tone": TONES[one.standing],
        "answer": ANSWERS.get(one.answer, ""),
        "why": one.why,
        "reference": one.reference,
        "url": reverse("partner-lead", args=[one.number]),
    }


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 1
