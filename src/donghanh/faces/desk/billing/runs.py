"""Runs: ask for one, see how far it is, and what it left out and why, as an equation."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.billing import operations, queries
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.asking import actor_of, month_options
from donghanh.faces.desk.billing import words
from donghanh.faces.desk.billing.standing import billing_page, month_or_none, tabs, trail, unit_names
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.readings import words as readings


class RunForm(forms.Form):
    """A unit's month."""

    unit = forms.ChoiceField(label=gettext_lazy("Điện lực"))
    month = forms.ChoiceField(label=gettext_lazy("Tháng hóa đơn"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], months: list[tuple[str, str]]) -> None:
        super().__init__(*args)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["month"].choices = months  # type: ignore[attr-defined]


@billing_page
def runs(request: HttpRequest) -> HttpResponse:
    """List runs (GET), and put one into the queue (POST)."""
    actor, units = actor_of(request), unit_names(request)
    may = queries.run_units(actor=actor, units=tuple(units))
    form = RunForm(
        request.POST if request.method == "POST" else None, units=[(one, units[one]) for one in may],
        months=month_options(request),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _asked(request, form):
        return redirect("desk-billing-runs")
    context = {
        "tabs": tabs(here="runs"), "form": form if may else None, "columns": _columns(),
        "rows": [_row(row, units) for row in queries.runs(actor=actor)],
    }  # fmt: skip
    return render(request, "desk/billing/runs.html", context, status=422 if form.errors else 200)


@billing_page
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One run, its equation, and the bills that it did not make."""
    card, rests = queries.run(actor=actor_of(request), run=number)
    units = unit_names(request)
    title = _("%(unit)s, tháng %(month)s, lần %(number)s") % {
        "unit": units.get(card.unit_code, card.unit_code), "month": f"{card.month:%m/%Y}",
        "number": card.number,
    }  # fmt: skip
    context = _progress(card) | {
        "card": card, "title": title, "trail": trail(title), "state": str(words.RUN_STATES[card.state]),
        "tone": words.RUN_TONES[card.state], "equation": _equation(card), "facts": _facts(card),
        "rest_columns": _rest_columns(), "rests": [_rest(one) for one in rests],
    }  # fmt: skip
    return render(request, "desk/billing/run.html", context)


@billing_page
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far a run is: asked every two seconds while it is under way."""
    card, _rests = queries.run(actor=actor_of(request), run=number)
    return render(request, "desk/billing/_progress.html", _progress(card))


def _asked(request: HttpRequest, form: RunForm) -> bool:
    month = month_or_none(form.cleaned_data["month"])
    assert month is not None
    try:
        operations.ask_for_run(
            actor=actor_of(request), unit_code=form.cleaned_data["unit"], month=month, at=request.product_now
        )
    except (Refused, Forbidden) as refusal:
        form.add_error(None, refusals.told(refusal))
        return False
    messages.success(request, _("Đã đưa vào hàng chờ. Máy chạy ngay khi rảnh; tải lại trang để xem."))
    return True


def _progress(card: queries.BillingRunCard) -> dict[str, Any]:
    url = reverse("desk-billing-progress", args=[card.id]) if card.state == "under_way" else ""
    return {"done": card.done, "planned": card.planned, "poll_url": url}


def _equation(card: queries.BillingRunCard) -> str:
    told = _(
        "%(points)s điểm đo = %(planned)s lập hóa đơn + %(held)s đang giữ + %(refused)s không tính được "
        "+ %(before)s đã lập trước + %(not_due)s chưa đến kỳ"
    )  # fmt: skip
    names = ("points", "planned", "held", "refused", "before", "not_due")
    return told % {name: written_number(getattr(card, name)) for name in names}


def _facts(card: queries.BillingRunCard) -> list[tuple[str, str]]:
    return [
        (_("Người chạy"), card.username),
        (_("Ngày phát hành"), f"{card.issued_at:%d/%m/%Y}"),
        (_("Tổng tiền"), f"{written_number(card.total_dong)} đ"),
        (_("Bộ quy định"), card.release[:16]),
        (_("Dấu vân tay đầu vào"), card.input_digest[:16]),
        (_("Dấu vân tay kết quả"), card.result_digest[:16] or "–"),
    ]


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "month", "label": _("Tháng"), "url_key": "url", "kind": "code"},
        {"key": "unit", "label": _("Điện lực")},
        {"key": "number", "label": _("Lần"), "kind": "number"},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "done", "label": _("Hóa đơn"), "kind": "number"},
        {"key": "held", "label": _("Giữ"), "kind": "number"},
        {"key": "refused", "label": _("Không tính được"), "kind": "number"},
        {"key": "total", "label": _("Tổng tiền (đ)"), "kind": "number"},
    ]


def _row(row: queries.BillingRunCard, units: dict[str, str]) -> dict[str, Any]:
    return {
        "month": f"{row.month:%m/%Y}", "url": reverse("desk-billing-run", args=[row.id]),
        "unit": units.get(row.unit_code, row.unit_code), "number": row.number,
        "state": str(words.RUN_STATES[row.state]), "tone": words.RUN_TONES[row.state], "done": row.done,
        "held": row.held, "refused": row.refused, "total": row.total_dong,
    }  # fmt: skip


def _rest_columns() -> list[dict[str, object]]:
    return [
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
        {"key": "code", "label": _("Mã khách hàng"), "kind": "code"},
        {"key": "rule", "label": _("Lý do")},
        {"key": "facts", "label": _("Chi tiết")},
    ]


def _why(one: queries.RestRow) -> str:
    """In words where the readings' checks have them, else as found."""
    facts = json.loads(one.facts) if one.facts.startswith("{") else {}
    if one.state == "held":
        return readings.reason(one.rule, facts, facts.get("kwh"))
    return ", ".join(f"{name}: {value}" for name, value in facts.items())


def _rest(one: queries.RestRow) -> dict[str, Any]:
    return {
        "state": str(words.RESTS[one.state]), "tone": words.REST_TONES[one.state], "code": one.code,
        "rule": readings.rule(one.rule), "facts": _why(one),
    }  # fmt: skip
