"""The list of customers: filters in the address, pages by key, export of what is seen."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook
from donghanh.apps.customers import operations, permissions, queries
from donghanh.apps.organisation import queries as organisation
from donghanh.faces.desk.customers import words
from donghanh.faces.signin.doors import desk_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk_page()
def customers(request: HttpRequest) -> HttpResponse:
    """List the customers in sight."""
    filters = _filters(request)
    page = queries.list_customers(
        actor=request.actor,
        filters=filters,
        day=request.product_now.date(),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    names = organisation.commune_names()
    context = {
        "page": page,
        "total": _total(page.total),
        "columns": _columns(),
        "rows": [_drawn(row, names) for row in page.rows],
        "filters": filters,
        "choices": _choices(request),
        "next_url": _beside(request, after=page.next) if page.next else "",
        "previous_url": _beside(request, before=page.previous) if page.previous else "",
        "export_url": f"{reverse('desk_customers_export')}?{request.GET.urlencode()}",
        "may_export": permissions.may_export(actor=request.actor),
        "may_import": permissions.may_import(actor=request.actor),
    }
    return render(request, "desk/customers/list.html", context)


@desk_page()
def export(request: HttpRequest) -> HttpResponse:
    """Give the list as it is seen, masked, as a spreadsheet whose cells are never formulas."""
    rows = operations.export_customers(actor=request.actor, filters=_filters(request), at=request.product_now)
    names = organisation.commune_names()
    columns = _columns()
    sheet = WrittenSheet(
        name=_("Khách hàng"),
        columns=[str(column["label"]) for column in columns],
        rows=[[_drawn(row, names)[column["key"]] for column in columns] for row in rows],
    )
    response = HttpResponse(build_workbook(sheets=[sheet]), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="khach-hang.xlsx"'
    return response


def _filters(request: HttpRequest) -> queries.Filters:
    wishes = {name: request.GET.get(name, "").replace("\x00", "")[:100] for name in asdict(queries.Filters())}
    return queries.Filters(**wishes)


def _columns() -> list[dict[str, Any]]:
    return [
        {"key": "code", "label": _("Mã"), "kind": "code", "url_key": "url"},
        {"key": "name", "label": _("Tên")},
        {"key": "kind", "label": _("Loại")},
        {"key": "address", "label": _("Địa chỉ")},
        {"key": "commune", "label": _("Xã, phường")},
        {"key": "unit_code", "label": _("Đơn vị"), "kind": "code"},
        {"key": "phone", "label": _("Điện thoại")},
        {"key": "price_group", "label": _("Nhóm giá")},
    ]


def _drawn(row: queries.CustomerRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row.code,
        "url": reverse("desk_customer", args=[row.code]),
        "name": row.name,
        "kind": str(words.KINDS[row.kind]),
        "address": row.address,
        "commune": names.get(row.commune_code, row.commune_code),
        "unit_code": row.unit_code,
        "phone": row.phone,
        "price_group": str(words.PRICE_GROUPS[row.price_group]),
    }


def _choices(request: HttpRequest) -> list[dict[str, Any]]:
    day = request.product_now.date()
    units = organisation.units_on(day=day, actor=request.actor)
    language = getattr(request, "LANGUAGE_CODE", "vi")
    offered = [
        ("unit_code", _("Đơn vị"), [(unit.code, unit.name(language)) for unit in units]),
        ("kind", _("Loại"), [(key, str(word)) for key, word in words.KINDS.items()]),
        ("price_group", _("Nhóm giá"), [(key, str(word)) for key, word in words.PRICE_GROUPS.items()]),
        ("social_class", _("Diện"), [(key, str(word)) for key, word in words.SOCIAL_CLASSES.items()]),
        ("has_ended", _("Hợp đồng"), [("no", _("Còn hiệu lực")), ("yes", _("Đã thanh lý"))]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "options": [("", _("Tất cả")), *options],
            "value": request.GET.get(name, ""),
        }
        for name, label, options in offered
    ]


def _beside(request: HttpRequest, **place: str) -> str:
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query.update(place)
    return f"?{query.urlencode()}"


def _total(total: int) -> str:
    if total > 10_000:
        return _("hơn 10.000 khách hàng")
    return _("%(count)s khách hàng") % {"count": f"{total:,}".replace(",", ".")}
