"""The list of held bills, oldest first, and the release of many at once after a preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from donghanh.apps.metering import operations, queries
from donghanh.apps.metering.permissions import MAY_DECIDE, may_decide
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.readings import words
from donghanh.faces.desk.readings.standing import page_number, readings_page, tabs, trail, unit_names

AT_MOST = 200


class ReasonForm(forms.Form):
    """Why the bills may go out."""

    why = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ví dụ: đã gọi khách hàng, nhà mới lắp điều hòa. Được lưu cùng quyết định."),
        error_messages={"required": gettext_lazy("Hãy ghi lý do.")},
    )  # fmt: skip


@readings_page
def holds(request: HttpRequest) -> HttpResponse:
    """List held bills; unit, rule and state stand in the address."""
    actor, units = actor_of(request), unit_names(request)
    unit, rule, state = (request.GET.get(name, "")[:30] for name in ("don-vi", "ly-do", "trang-thai"))
    found = queries.holds(
        actor=actor, unit_code=unit, rule=rule, state=state if state in words.STATES else "open",
        page=page_number(request.GET.get("page")),
    )  # fmt: skip
    is_open = state in ("", "open") or state not in words.STATES
    context = {
        "tabs": tabs(here="holds"), "total": found.total, "rows": [drawn(one, units) for one in found.rows],
        "columns": columns(), "may_decide": is_open and bool(actor.roles & MAY_DECIDE) and found.rows,
        "unit_options": [("", _("Tất cả")), *units.items()], "unit": unit,
        "rule_options": [("", _("Tất cả")), *_rule_options(found.by_rule)], "rule": rule,
        "state_options": [(key, str(word)) for key, word in words.STATES.items()], "state": state or "open",
        "page": {"number": found.page, "page_count": found.pages, "total_count": found.total},
    }  # fmt: skip
    return render(request, "desk/readings/holds.html", context)


@require_POST
@readings_page
def release(request: HttpRequest) -> HttpResponse:
    """Show what would be released and what not, then do it with a reason."""
    actor, units = actor_of(request), unit_names(request)
    numbers = [int(one) for one in request.POST.getlist("so")[:AT_MOST] if one.isdecimal() and len(one) < 16]
    rows = queries.holds_named(actor=actor, numbers=numbers)
    can = [one for one in rows if _why_not(request, one) == ""]
    form = ReasonForm(request.POST if "xac-nhan" in request.POST else None)
    if "xac-nhan" in request.POST and form.is_valid() and can:
        try:
            count = operations.release_holds(
                actor=actor, numbers=[one.number for one in can], why=form.cleaned_data["why"],
                at=request.product_now,
            )  # fmt: skip
            messages.success(request, _("Đã cho qua %(count)s mục.") % {"count": count})
            return redirect("desk-readings-holds")
        except (Refused, Forbidden) as refusal:
            form.add_error(None, refusals.told(refusal))
    cannot = [(drawn(one, units), why) for one in rows if (why := _why_not(request, one))]
    context = {
        "form": form, "can": [drawn(one, units) for one in can], "numbers": [one.number for one in can],
        "cannot": cannot, "unseen": len(set(numbers)) - len(rows), "columns": columns(),
        "trail": trail(_("Đang giữ lại"), "desk-readings-holds", _("Cho qua")),
    }  # fmt: skip
    return render(request, "desk/readings/release.html", context, status=422 if form.errors else 200)


def _why_not(request: HttpRequest, one: queries.HoldRow) -> str:
    if one.state != "open":
        return str(words.SENTENCES["not-open"])
    if not one.is_releasable:
        return str(words.SENTENCES["reading-needed"])
    if not may_decide(actor=actor_of(request), unit_code=one.unit_code):
        return _("Vai trò của anh/chị không quyết định mục này.")
    return ""


def _rule_options(by_rule: dict[str, int]) -> list[tuple[str, str]]:
    return [(rule, f"{words.rule(rule)} ({by_rule[rule]})") for rule in words.RULES if rule in by_rule]


def columns() -> list[dict[str, object]]:
    """The columns of lists of holds."""
    return [
        {"key": "customer", "label": _("Khách hàng"), "kind": "code", "url_key": "url"},
        {"key": "unit", "label": _("Điện lực")},
        {"key": "month", "label": _("Tháng")},
        {"key": "rule", "label": _("Lý do"), "kind": "status", "tone_key": "tone"},
        {"key": "kwh", "label": _("kWh"), "kind": "number"},
        {"key": "told", "label": _("Vì sao")},
        {"key": "at", "label": _("Giữ từ"), "kind": "day"},
    ]


def drawn(one: queries.HoldRow, units: dict[str, str]) -> dict[str, Any]:
    """One hold as a row."""
    return {
        "id": one.number,
        "name": one.customer_code,
        "customer": one.customer_code,
        "url": reverse("desk-readings-hold", args=[one.number]),
        "unit": units.get(one.unit_code, one.unit_code),
        "month": f"{one.month:%m/%Y}",
        "rule": words.rule(one.rule),
        "tone": words.TONES.get(one.rule, "info"),
        "kwh": one.kwh,
        "told": words.reason(one.rule, one.facts, one.kwh),
        "at": one.at.date(),
    }
