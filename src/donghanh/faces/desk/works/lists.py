"""The two lists: the visits of a day by crew, and the orders; filters stand in the address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.works import queries
from donghanh.apps.works.queries import OrderRow, VisitRow
from donghanh.faces.desk.asking import address, options, standing_of
from donghanh.faces.desk.works import wording
from donghanh.faces.desk.works.standing import tabs, works_page
from donghanh.faces.signin.asked import asked_day


@works_page
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits of a day in sight."""
    standing, day = standing_of(request), asked_day(request)
    rows = queries.visits_of_day(actor=standing.actor, day=day)
    unit, crew, state = (request.GET.get(name, "") for name in ("don-vi", "to", "trang-thai"))
    shown = [
        row
        for row in rows
        if unit in ("", row.unit_code) and crew in ("", str(row.crew_id)) and state in ("", row.state)
    ]
    units = {row.unit_code: row.unit_code for row in rows}
    crews = {str(row.crew_id): row.crew or _("Chưa có tổ") for row in rows}
    context = {
        "day": day, "tabs": tabs(here="visits", day=day), "total": len(shown),
        "rows": [_visit(row) for row in shown], "columns": _visit_columns(with_unit=len(units) > 1),
        "unit_options": options(units), "unit": unit, "crew_options": options(crews), "crew": crew,
        "state_options": options(wording.VISIT_STATES), "state": state,
        "days": [
            {"crew": told, "url": address("desk-work-day", ngay=day.isoformat(), to=number)}
            for number, told in crews.items()
            if any(str(row.crew_id) == number and row.state in ("planned", "arrived") for row in shown)
        ],
    }  # fmt: skip
    return render(request, "desk/works/visits.html", context)


@works_page
def orders(request: HttpRequest) -> HttpResponse:
    """List the orders in sight, a page at a time."""
    standing = standing_of(request)
    unit, state, kind = (request.GET.get(name, "")[:20] for name in ("don-vi", "trang-thai", "loai"))
    number = request.GET.get("page", "")
    found = queries.order_list(
        actor=standing.actor, unit_code=unit, state=state, kind=kind,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
    )  # fmt: skip
    seen = standing.actor.unit_codes
    units = sorted({row.unit_code for row in found.rows} | set(seen or ()) | ({unit} if unit else set()))
    context = {
        "tabs": tabs(here="orders", day=standing.today), "total": found.total,
        "rows": [_order(row) for row in found.rows], "columns": _order_columns(),
        "unit_options": options({code: code for code in units}), "unit": unit,
        "state_options": options(wording.ORDER_STATES), "state": state,
        "kind_options": options(wording.KINDS), "kind": kind,
        "page": {"number": found.page, "page_count": found.pages, "total_count": found.total},
    }  # fmt: skip
    return render(request, "desk/works/orders.html", context)


@works_page
def of_benefit(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead to the latest order of a benefit; where there is none in sight, to the list of all."""
    found = queries.order_list(actor=standing_of(request).actor, subject=f"benefit:{reference}"[:120])
    if found.rows:
        return redirect("desk-work-order", found.rows[0].reference)
    messages.info(request, _("Suất %(reference)s chưa có lệnh công việc.") % {"reference": reference[:24]})
    return redirect("desk-work-orders")


def _visit(row: VisitRow) -> dict[str, Any]:
    return {
        "order": row.order,
        "url": address("desk-work-order", row.order),
        "position": row.position,
        "method": wording.said(row.method_vi, row.method_en),
        "beneficiary": row.name,
        "commune": row.commune,
        "area": wording.word(wording.AREAS, row.area_status),
        "area_tone": wording.AREA_TONES.get(row.area_status, "idle"),
        "unit": row.unit_code,
        "crew": row.crew or _("Chưa có tổ"),
        "state": wording.word(wording.VISIT_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
    }


def _order(row: OrderRow) -> dict[str, Any]:
    return {
        "order": row.reference,
        "url": address("desk-work-order", row.reference),
        "method": wording.said(row.method_vi, row.method_en),
        "beneficiary": row.name,
        "commune": row.commune,
        "unit": row.unit_code,
        "day": f"{row.day:%d/%m/%Y}" if row.day else "–",
        "crew": row.crew or "–",
        "state": wording.word(wording.ORDER_STATES, row.state),
        "tone": wording.TONES.get(row.state, "idle"),
    }


def _visit_columns(*, with_unit: bool) -> list[dict[str, object]]:
    columns: list[dict[str, object]] = [
        {"key": "crew", "label": _("Tổ")},
        {"key": "position", "label": _("Lượt thứ"), "kind": "number"},
        {"key": "order", "label": _("Lệnh"), "kind": "code", "url_key": "url"},
        {"key": "method", "label": _("Công việc")},
        {"key": "beneficiary", "label": _("Khách hàng")},
        {"key": "commune", "label": _("Xã, phường")},
        {"key": "area", "label": _("Khu vực"), "kind": "status", "tone_key": "area_tone"},
        {"key": "unit", "label": _("Điện lực"), "kind": "code"},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
    ]
    return [column for column in columns if with_unit or column["key"] != "unit"]


def _order_columns() -> list[dict[str, object]]:
    return [
        {"key": "order", "label": _("Lệnh"), "kind": "code", "url_key": "url"},
        {"key": "method", "label": _("Công việc")},
        {"key": "beneficiary", "label": _("Khách hàng")},
        {"key": "commune", "label": _("Xã, phường")},
        {"key": "unit", "label": _("Điện lực"), "kind": "code"},
        {"key": "day", "label": _("Ngày hẹn")},
        {"key": "crew", "label": _("Tổ")},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
    ]
