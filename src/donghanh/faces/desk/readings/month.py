"""Does a unit's month add up: points = billable + held + refused; and the check that comes before billing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.metering import operations, queries
from donghanh.apps.metering.permissions import may_read_in
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.asking import actor_of, month_options
from donghanh.faces.desk.readings import words
from donghanh.faces.desk.readings.standing import asked_month, readings_page, tabs, unit_names
from donghanh.lawbook.reading_checks import NoReadingTerms, read_rule_sources, read_terms


@readings_page
def month(request: HttpRequest) -> HttpResponse:
    """Show the equation of one unit and month, and by which rules bills are held."""
    actor, asked = actor_of(request), asked_month(request, text=request.GET.get("thang", ""))
    units = unit_names(request)
    unit = request.GET.get("don-vi", "")
    chosen = unit if unit in units else next(iter(units), "")
    try:
        found = queries.month_equations(actor=actor, month=asked, unit_code=chosen) if chosen else ()
    except NoReadingTerms:
        found = ()
    context = {
        "tabs": tabs(here="month"), "month": asked, "month_text": f"{asked:%Y-%m}", "unit": chosen,
        "month_options": month_options(request), "unit_options": list(units.items()),
        "one": found[0] if found else None, "equation": _told(found[0]) if found else "",
        "columns": _columns(), "rows": _rules(found[0]) if found else [],
        "may_check": may_read_in(actor=actor),
    }  # fmt: skip
    return render(request, "desk/readings/month.html", context)


@require_POST
@readings_page
def check(request: HttpRequest) -> HttpResponse:
    """Check the unit's month, so that what must be looked at stands in the list."""
    asked = asked_month(request, text=request.POST.get("thang", ""))
    unit = request.POST.get("don-vi", "")
    if unit not in unit_names(request):
        raise Forbidden("unit_out_of_sight", unit=unit[:20])
    done = operations.check_month(
        actor=actor_of(request), unit_code=unit, month=asked, at=request.product_now
    )
    messages.success(
        request,
        _("Đã kiểm tra tháng %(month)s: %(open)s mục đang giữ, %(new)s mục mới.")
        % {"month": f"{asked:%m/%Y}", "open": done.open, "new": done.new},
    )
    return redirect(f"{reverse('desk-readings-holds')}?don-vi={unit}")


def _told(one: queries.MonthEquation) -> str:
    """The equation as a sentence."""
    counts = {name: written_number(getattr(one, name)) for name in ("input", "billable", "held", "refused")}
    return (
        _(
            "%(input)s điểm đo đến kỳ = %(billable)s lập được hóa đơn + %(held)s giữ lại "
            "+ %(refused)s không tính được"
        )
        % counts
    )


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "rule", "label": _("Lý do giữ"), "url_key": "url"},
        {"key": "count", "label": _("Số điểm đo"), "kind": "number"},
        {"key": "severity", "label": _("Mức")},
        {"key": "source", "label": _("Căn cứ")},
        {"key": "standing", "label": _("Xác nhận"), "kind": "status", "tone_key": "tone"},
    ]


def _rules(one: queries.MonthEquation) -> list[dict[str, Any]]:
    """What each rule does, how many it holds, where it comes from; notes hold nobody and have no list."""
    terms, sources = read_terms(day=one.month), read_rule_sources(day=one.month)
    holds = {rule: of.severity == "hold" for rule, of in terms.rules.items()}
    address = f"{reverse('desk-readings-holds')}?don-vi={one.unit_code}&ly-do="
    return [
        {
            "rule": words.rule(rule),
            "url": f"{address}{rule}" if is_hold else "",
            "count": one.by_rule.get(rule, 0) if is_hold else None,
            "severity": _("giữ lại") if is_hold else _("ghi nhận"),
            "source": sources[rule].text if sources[rule].is_confirmed else _("là đề xuất"),
            "standing": _("đã có căn cứ") if sources[rule].is_confirmed else _("chờ xác nhận"),
            "tone": "good" if sources[rule].is_confirmed else "warn",
        }
        for rule, is_hold in holds.items()
    ]
