"""The list of invoices in sight: by customer code or number, unit, month and kind, newest first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.billing import queries
from donghanh.faces.desk.asking import actor_of, month_options
from donghanh.faces.desk.billing import words
from donghanh.faces.desk.billing.standing import billing_page, month_or_none, tabs, unit_names


@billing_page
def invoices(request: HttpRequest) -> HttpResponse:
    """List invoices; what was asked stands in the address."""
    units = unit_names(request)
    text, unit, month, kind = (request.GET.get(name, "")[:40] for name in ("q", "don-vi", "thang", "loai"))
    after = request.GET.get("sau", "")
    found = queries.invoices(
        actor=actor_of(request), text=text, unit_code=unit, month=month_or_none(month),
        kind=kind if kind in words.KINDS else "",
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 17 else None,
    )  # fmt: skip
    onward = request.GET.copy()
    if found.next_after:
        onward["sau"] = str(found.next_after)
    context = {
        "tabs": tabs(here="invoices"), "columns": _columns(),
        "rows": [_row(row, units) for row in found.rows],
        "text": text, "unit_options": [("", _("Tất cả")), *units.items()], "unit": unit,
        "month_options": [("", _("Tất cả")), *month_options(request)], "month": month,
        "kind_options": [("", _("Tất cả")), *((key, str(word)) for key, word in words.KINDS.items())],
        "kind": kind, "next": f"?{onward.urlencode()}" if found.next_after else "",
    }  # fmt: skip
    return render(request, "desk/billing/invoices.html", context)


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "name", "label": _("Số hóa đơn"), "kind": "code", "url_key": "url"},
        {"key": "kind", "label": _("Loại"), "kind": "status", "tone_key": "tone"},
        {"key": "code", "label": _("Mã khách hàng"), "kind": "code"},
        {"key": "customer", "label": _("Khách hàng")},
        {"key": "unit", "label": _("Điện lực")},
        {"key": "month", "label": _("Tháng")},
        {"key": "kwh", "label": _("kWh"), "kind": "number"},
        {"key": "relief", "label": _("Được giảm (đ)"), "kind": "number"},
        {"key": "total", "label": _("Phải trả (đ)"), "kind": "number"},
    ]


def _row(row: queries.InvoiceRow, units: dict[str, str]) -> dict[str, Any]:
    return {
        "name": row.name,
        "url": reverse("desk-invoice", args=[row.id]),
        "kind": str(words.KINDS[row.kind]),
        "tone": words.KIND_TONES[row.kind],
        "code": row.code,
        "customer": row.customer_name,
        "unit": units.get(row.unit_code, row.unit_code),
        "month": f"{row.month:%m/%Y}",
        "kwh": row.kwh,
        "relief": row.relief_amount,
        "total": row.total_amount,
    }
