"""The rounds with their groups and totals, and what every group says of one customer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.reliefs import queries
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.reliefs import words
from donghanh.faces.desk.reliefs.standing import asked_month, links, relief_page, trail
from donghanh.lawbook.reliefs import ReliefGroup


@relief_page
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round as the lawbook tells it; one of them, in a month, with whom it is owed to."""
    actor = actor_of(request)
    known = queries.rounds(actor=actor)
    code = request.GET.get("dot", "covid-4")
    chosen = next((one for one in known if one.code == code), known[-1])
    month = asked_month(request)
    month = month if month in chosen.months else chosen.months[0]
    totals = queries.round_totals(actor=actor, code=chosen.code, month=month)
    names = {group.relief: words.said(group, "name") for group in chosen.groups}
    context = {
        "tabs": links(request, "desk-reliefs"),
        "chosen": chosen,
        "name": words.said(chosen, "name"),
        "month": month,
        "round_options": [(one.code, words.said(one, "name")) for one in known],
        "month_options": [(f"{one:%Y-%m}", f"{one:%m/%Y}") for one in chosen.months],
        "month_text": f"{month:%Y-%m}",
        "groups": [_group(group) for group in chosen.groups],
        "columns": _columns(),
        "rows": [
            {
                "unit": one.unit_code, "category": str(words.CATEGORIES[one.category]),
                "relief": names[one.relief], "customers": one.customers,
            }
            for one in totals
        ],
        "customers": sum(one.customers for one in totals),
    }  # fmt: skip
    return render(request, "desk/reliefs/rounds.html", context)


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "unit", "label": _("Điện lực"), "kind": "code"},
        {"key": "category", "label": _("Nhóm giá")},
        {"key": "relief", "label": _("Nhóm được giảm")},
        {"key": "customers", "label": _("Khách hàng"), "kind": "number"},
    ]


def _group(group: ReliefGroup) -> dict[str, object]:
    source = group.source
    return {
        "name": words.said(group, "name"),
        "effect": effect(group),
        "months": f"{group.from_month:%m/%Y} – {_last(group)}",
        "categories": ", ".join(str(words.CATEGORIES[one]) for one in group.categories),
        "condition": condition(group),
        "source": source.text,
        "clause": source.clause,
        "is_confirmed": source.is_confirmed,
        "is_enabled": group.is_enabled,
        "reason": words.said(group, "reason"),
        "doubt": words.said(group, "doubt"),
    }


def _last(group: ReliefGroup) -> str:
    year, month = group.until_month.year, group.until_month.month
    return f"12/{year - 1}" if month == 1 else f"{month - 1:02d}/{year}"


def effect(group: ReliefGroup) -> str:
    """What a group takes off, in words."""
    if group.effect == "as_category":
        return _("Tính theo giá sản xuất")
    if group.percent_hundredths is None:
        return _("Mức giảm chưa biết")
    percent = _percent(group.percent_hundredths)
    if group.effect == "percent_of_tiers":
        return _("Giảm %(percent)s%% giá bậc 1 đến 4") % {"percent": percent}
    if group.threshold_kwh is None or group.percent_hundredths_above is None:
        return _("Giảm %(percent)s%% tiền điện trước thuế") % {"percent": percent}
    return _("Giảm %(percent)s%% đến %(kwh)s kWh/tháng, %(above)s%% khi dùng nhiều hơn") % {
        "percent": percent,
        "kwh": written_number(group.threshold_kwh),
        "above": _percent(group.percent_hundredths_above),
    }


def _percent(hundredths: int) -> str:
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02d}".rstrip("0") if part else str(whole)


def condition(group: ReliefGroup) -> str:
    """On what condition a group is given, in words."""
    told = ["; ".join(str(words.USES[one]) for one in group.uses)] if group.uses else []
    if group.directive and group.in_force_on:
        levels = ", ".join(str(words.LEVELS[one]) for one in group.levels)
        said = {"directive": words.what(group.directive), "day": f"{group.in_force_on:%d/%m/%Y}"}
        told.append(f"{_('%(directive)s vào ngày %(day)s') % said} ({levels})")
    return "; ".join(told) or _("Không có điều kiện khác")


@relief_page
def why(request: HttpRequest) -> HttpResponse:
    """What every group of a month says of one customer."""
    actor, month = actor_of(request), asked_month(request)
    code = request.GET.get("ma", "").strip().upper()[:13]
    told = None
    if code:
        try:
            told = queries.standing_of(actor=actor, code=code, month=month)
        except NotFound:
            messages.warning(request, _("Không có khách hàng này trong phạm vi của anh/chị."))
    months = sorted({m for one in queries.rounds(actor=actor) for m in one.months}, reverse=True)
    names = {group.relief: group for one in queries.rounds(actor=actor) for group in one.groups}
    context = {
        "tabs": links(request, "desk-relief-why"),
        "trail": trail(_("Vì sao")),
        "code": code,
        "told": told,
        "category": str(words.CATEGORIES[told.price_group]) if told else "",
        "given": words.said(names[told.relief], "name") if told and told.relief else "",
        "given_effect": effect(names[told.relief]) if told and told.relief else "",
        "month_text": f"{month:%Y-%m}",
        "month_shown": f"{month:%m/%Y}",
        "month_options": [(f"{one:%Y-%m}", f"{one:%m/%Y}") for one in months],
        "release": told.release[:12] if told else "",
        "columns": _why_columns(),
        "rows": [_standing(one) for one in told.groups] if told else [],
    }
    return render(request, "desk/reliefs/why.html", context)


def _why_columns() -> list[dict[str, object]]:
    return [
        {"key": "round", "label": _("Đợt")},
        {"key": "group", "label": _("Nhóm được giảm")},
        {"key": "reason", "label": _("Vì sao"), "kind": "status", "tone_key": "tone"},
        {"key": "evidence", "label": _("Căn cứ số"), "kind": "code", "url_key": "url"},
        {"key": "condition", "label": _("Điều kiện")},
        {"key": "source", "label": _("Văn bản")},
    ]


def _standing(one: queries.GroupStanding) -> dict[str, object]:
    group = one.group
    return {
        "round": words.said(group, "round"),
        "group": words.said(group, "name"),
        "reason": str(words.REASONS[one.reason]),
        "tone": words.REASON_TONES.get(one.reason, "warn"),
        "evidence": one.evidence or "",
        "url": reverse("desk-relief-fact", args=[one.evidence]) if one.evidence else "",
        "condition": condition(group),
        "source": group.source.text
        if group.source.is_confirmed
        else f"{group.source.text} ({_('chờ xác nhận')})",
    }
