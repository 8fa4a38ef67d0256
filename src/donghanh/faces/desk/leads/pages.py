"""The list of leads, one lead with the committee's answer, and the company's search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations import leads as operations
from donghanh.apps.programmes.queries import leads as queries
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.faces.desk.leads import words
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of

SEERS = ("director", "business", "office", "auditor", "unit_head", "unit_officer")
SEARCHERS = ("business", "office")


class AnswerForm(forms.Form):
    """What was found at the household."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Kết quả xem"),
        choices=[("", gettext_lazy("Chọn câu trả lời")), *words.ANSWERS.items()],
        error_messages={"required": words.SENTENCES["answer-unknown"]},
    )
    why = forms.CharField(
        label=gettext_lazy("Vì sao"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Cần ghi, trừ khi sẽ đề cử."),
    )


@programme_page(roles=SEERS)
def leads(request: HttpRequest) -> HttpResponse:
    """Show the leads in sight; `?muc=` those at one standing, `?don-vi=` those of one unit."""
    standing = standing_of(request)
    chosen = {"muc": request.GET.get("muc", ""), "don_vi": request.GET.get("don-vi", "")}
    found = operations.read_leads(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        standing=chosen["muc"] if chosen["muc"] in words.STANDINGS else "",
        unit_code=chosen["don_vi"],
        page=_page_number(request),
        at=request.product_now,  # type: ignore[attr-defined]
    )
    outcomes = queries.lead_outcomes(actor=standing.actor, campaign_code=standing.campaign_code)
    context = {
        "standing": standing,
        "trail": trail_of(standing=standing, last=_("Hộ cần xem")),
        "rows": [_row(standing, line) for line in found.lines],
        "total": found.total,
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
        "outcomes": [{"word": words.SIGNS.get(one.sign, _("Tất cả")), "line": one} for one in outcomes],
        "last_search": queries.last_search(campaign_code=standing.campaign_code),
        "filters": _filters(standing, chosen),
        "may_search": bool(standing.actor.roles & set(SEARCHERS)),
        "may_record": standing.actor.may_change and "director" not in standing.actor.roles,
    }
    return render(request, "desk/leads/list.html", context)


@require_POST
@programme_page(roles=SEARCHERS)
def search(request: HttpRequest) -> HttpResponse:
    """Search all households by the signs in force."""
    standing = standing_of(request)
    number = operations.find_missed(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        at=request.product_now,  # type: ignore[attr-defined]
    )
    messages.success(
        request, _("Đã tìm xong lần %(number)s. Hộ mới đứng trong danh sách dưới đây.") % {"number": number}
    )
    return redirect("desk-leads")


@programme_page(roles=SEERS)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one lead, and keep what was found at the household (POST)."""
    standing = standing_of(request)
    line = queries.lead(actor=standing.actor, campaign_code=standing.campaign_code, number=number)
    if line is None:
        raise NotFound("lead", number)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _answered(request, standing, number, form):
        messages.success(request, _("Đã ghi câu trả lời."))
        return redirect("desk-lead", number)
    title = line.name or line.customer_code
    context = {
        "standing": standing,
        "trail": trail_of(
            standing=standing, between=((_("Hộ cần xem"), standing.link("desk-leads")),), last=title
        ),
        "row": _row(standing, line),
        "line": line,
        "form": form,
        "facts": words.facts_told(line),
        "answer": words.ANSWERS.get(line.answer, ""),
        "may_answer": standing.actor.may_change and line.standing != queries.NOMINATED,
        "nominate_url": standing.link("desk-nominate", khach_hang=line.customer_code),
        "benefit_url": standing.link("desk-benefit", line.reference) if line.reference else "",
    }
    return render(request, "desk/leads/one.html", context)


def _answered(request: HttpRequest, standing: Standing, number: int, form: AnswerForm) -> bool:
    try:
        operations.answer_lead(
            actor=standing.actor,
            number=number,
            answer=form.cleaned_data["answer"],
            why=form.cleaned_data["why"],
            at=request.product_now,  # type: ignore[attr-defined]
        )
    except (Refused, Forbidden) as refusal:
        field = "why" if getattr(refusal, "rule", "") == "reason-missing" else None
        form.add_error(field, words.told(refusal))
        return False
    return True


def _row(standing: Standing, line: queries.LeadLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "code": line.customer_code,
        "commune": line.commune,
        "address": line.address,
        "unit": line.unit_code,
        "signs": [wording.word(words.SIGNS, sign) for sign in line.signs],
        "state": wording.word(words.STANDINGS, line.standing),
        "tone": words.TONES[line.standing],
        "found_on": line.found_on,
        "url": standing.link("desk-lead", line.number),
    }


def _filters(standing: Standing, chosen: dict[str, str]) -> dict[str, Any]:
    units = organisation.units_on(day=standing.today, actor=standing.actor)
    return {
        "chosen": chosen,
        "standings": [("", _("Tất cả")), *words.STANDINGS.items()],
        "units": [("", _("Tất cả")), *((one.code, wording.said(one, "name")) for one in units)],
        "clear": f"{standing.link('desk-leads')}",
    }


def _page_number(request: HttpRequest) -> int:
    said = request.GET.get("page", "1")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else 1
