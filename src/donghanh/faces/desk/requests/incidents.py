"""Incidents: reports of one thing made one, by a person's decision, and everybody told at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.permissions import may_handle
from donghanh.apps.requests.queries import IncidentPage
from donghanh.apps.requests.queries.suggestions import suggestions
from donghanh.apps.requests.values import IncidentRow, QueueFilters
from donghanh.faces.desk.asking import Standing, address, asked_word, options, standing_of, unit_names
from donghanh.faces.desk.requests import differences, incident_telling, refusals, rows, words
from donghanh.faces.desk.requests.choosing import queue_address
from donghanh.faces.desk.requests.incident_telling import TellForm
from donghanh.faces.desk.requests.pair_rows import pair_row
from donghanh.faces.desk.requests.standing import requests_page

SHOWN = {"open": True, "all": None, "over": False}


@requests_page
def incidents(request: HttpRequest) -> HttpResponse:
    """List incidents in sight, and pairs of open cases that may speak of one thing."""
    standing = standing_of(request)
    units, unit = unit_names(standing), asked_word(request, "don-vi")
    chosen = asked_word(request, "tinh-trang") or "open"
    is_open = SHOWN.get(chosen, True)
    found = queries.incidents(actor=standing.actor, now=standing.now, is_open=is_open)
    states = {"open": _("Đang xử lý"), "over": _("Đã kết thúc"), "all": _("Tất cả")}
    context = {
        "units": options(units), "unit": unit, "chosen_state": chosen, "clear_url": address("desk-incidents"),
        "states": list(states.items()), "columns": _columns(), "join_url": address("desk-incidents-join"),
        "pairs": [
            pair_row(one, standing=standing, units=units)
            for one in suggestions(actor=standing.actor, now=standing.now, unit_code=unit)
        ],
        "rows": [_row(one, units) for one in found if unit in ("", one.unit_code)],
        "differences": differences.rows(standing, unit),
    }  # fmt: skip
    return render(request, "desk/requests/incidents.html", context)


@requests_page
def incident(request: HttpRequest, code: str) -> HttpResponse:
    """Show one incident with its cases (GET); show who would be told what (POST), then tell them (`gui`)."""
    standing = standing_of(request)
    page = queries.incident_page(actor=standing.actor, code=code, now=standing.now)
    may = page.row.ended_at is None and may_handle(actor=standing.actor, unit_code=page.row.unit_code)
    if request.method != "POST":
        return _shown(request, standing, page, TellForm(initial={"viec": "bao"}) if may else None)
    if not may:
        messages.error(request, refusals.told_rule(rule="incident-over", facts={}))
        return redirect("desk-incident", code)
    form = TellForm(request.POST)
    if not form.is_valid():
        return _shown(request, standing, page, form, status=422)
    if "gui" not in request.POST:
        return _shown(request, standing, page, form, is_seen=True)
    if incident_telling.told(request, standing, code, form):
        return redirect("desk-incident", code)
    return _shown(request, standing, page, form, status=409)


def _shown(
    request: HttpRequest, standing: Standing, page: IncidentPage, form: TellForm | None, *,
    is_seen: bool = False, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = _page(standing, page, form)
    if is_seen and form is not None:
        preview = incident_telling.looked(standing, page.row.code, form)
        context |= incident_telling.shown(preview, form)
    return render(request, "desk/requests/incident.html", context, status=status)


@require_POST
@requests_page
def join(request: HttpRequest) -> HttpResponse:
    """Make cases one incident, a new one by its title or one that is open, because a person says so."""
    standing = standing_of(request)
    codes = [one[:16] for one in request.POST.getlist("ma")]
    name = request.POST.get("su-viec", "")[:16]
    score = request.POST.get("diem", "")
    try:
        if name:
            operations.join_incident(
                actor=standing.actor, incident=name, code=codes[-1] if codes else "", now=standing.now,
                why=request.POST.get("why", "")[:300], score=int(score) if score.isdecimal() else None,
            )  # fmt: skip
        else:
            name = operations.open_incident(
                actor=standing.actor, title=request.POST.get("ten", "").strip()[:200], codes=codes,
                why=request.POST.get("why", "")[:300], now=standing.now,
            )  # fmt: skip
    except NotFound:
        raise
    except (Refused, Forbidden) as refusal:
        messages.error(request, refusals.told(refusal))
        return redirect("desk-request", codes[0]) if codes else redirect("desk-incidents")
    messages.success(request, _("Đã gộp vào sự việc %(name)s.") % {"name": name})
    return redirect("desk-incident", name)


def _page(standing: Standing, page: IncidentPage, form: TellForm | None) -> dict[str, Any]:
    units, row = unit_names(standing), page.row
    is_open = row.ended_at is None
    return {
        "title": row.title, "code": row.code, "opened_at": row.opened_at, "form": form,
        "state": _("Đang xử lý") if is_open else _("Đã kết thúc"), "tone": "warn" if is_open else "good",
        "group": words.group(row.group), "unit": units.get(row.unit_code, row.unit_code),
        "trail": [
            (_("Các yêu cầu"), address("desk-requests")),
            (_("Sự việc"), address("desk-incidents")),
            (row.code, ""),
        ],
        "columns": rows.case_columns(with_unit=False),
        "rows": [rows.case_row(one, standing=standing, units=units) for one in page.cases],
        "open_count": row.open_case_count, "here": address("desk-incident", row.code),
    }  # fmt: skip


def _columns() -> list[dict[str, Any]]:
    return [
        {"key": "code", "label": _("Mã"), "kind": "code", "url_key": "url"},
        {"key": "title", "label": _("Sự việc")},
        {"key": "group", "label": _("Nhóm")},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "opened_at", "label": _("Từ lúc"), "kind": "moment"},
        {"key": "cases", "label": _("Số yêu cầu"), "kind": "number", "url_key": "cases_url"},
        {"key": "open", "label": _("Còn mở"), "kind": "number", "url_key": "open_url"},
        {"key": "state", "label": _("Tình trạng"), "kind": "status", "tone_key": "tone"},
    ]


def _row(one: IncidentRow, units: dict[str, str]) -> dict[str, Any]:
    is_open = one.ended_at is None
    return {
        "code": one.code, "url": address("desk-incident", one.code), "title": one.title,
        "group": words.group(one.group), "unit": units.get(one.unit_code, one.unit_code),
        "opened_at": one.opened_at, "cases": one.case_count, "open": one.open_case_count,
        "cases_url": queue_address(QueueFilters(view="all", incident=one.code)),
        "open_url": queue_address(QueueFilters(incident=one.code)),
        "state": _("Đang xử lý") if is_open else _("Đã kết thúc"), "tone": "warn" if is_open else "good",
    }  # fmt: skip
