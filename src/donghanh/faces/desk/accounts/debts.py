"""The accounts' first page, debts by unit and age, and the customers behind each figure."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.apps.accounts import queries
from donghanh.apps.organisation import queries as organisation
from donghanh.engines.accounts import BUCKETS
from donghanh.faces.desk.accounts import words
from donghanh.faces.desk.accounts.standing import accounts_page, trail
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.signin.asked import asked_day
from donghanh.lawbook.payment_terms import payment_term


@accounts_page
def ageing(request: HttpRequest) -> HttpResponse:
    """Debts by unit and by how late they are, as of the day in the address."""
    actor, day = actor_of(request), asked_day(request)
    told = queries.ageing(actor=actor, as_of=day)
    names, term = _unit_names(day), payment_term(on=day)
    context = {
        "day": day,
        "columns": _columns(),
        "rows": [_row(row, names, day.isoformat()) for row in told.rows],
        "total": told.total,
        "late": told.total.total_dong - told.total.buckets["not_due"],
        "term": term,
        "sees_all": actor.sees_all,
    }
    return render(request, "desk/accounts/ageing.html", context)


@accounts_page
def debtors(request: HttpRequest) -> HttpResponse:
    """The customers behind a figure; unit, class and day stand in the address."""
    actor, day = actor_of(request), asked_day(request)
    unit, bucket = request.GET.get("don-vi", ""), request.GET.get("nhom", "")
    asked = request.GET.get("page", "1")
    page = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    bucket = bucket if bucket in BUCKETS else ""
    found = queries.debtors(actor=actor, as_of=day, unit_code=unit, bucket=bucket, page=page)
    names = _unit_names(day)
    context = {
        "day": day,
        "unit": names.get(unit, unit),
        "bucket": words.BUCKETS.get(bucket, ""),
        "rows": [_debtor(row, names) for row in found.rows],
        "columns": _debtor_columns(),
        "pages": {"number": page, "page_count": max(1, -(-found.total // 50)), "total_count": found.total},
        "trail": trail((_("Khách hàng còn nợ"), "")),
    }
    return render(request, "desk/accounts/debtors.html", context)


def _unit_names(day: object) -> dict[str, str]:
    is_english = (get_language() or "vi").startswith("en")
    return {
        row.code: row.name_en if is_english else row.name_vi
        for row in organisation.units_on(day=day)  # type: ignore[arg-type]
    }


def _columns() -> list[dict[str, object]]:
    amounts: list[dict[str, object]] = [
        {"key": bucket, "label": str(label), "kind": "dong", "url_key": f"{bucket}_url"}
        for bucket, label in words.BUCKETS.items()
    ]
    return [
        {"key": "unit", "label": _("Đơn vị")},
        *amounts,
        {"key": "total", "label": _("Cộng"), "kind": "dong", "url_key": "url"},
        {"key": "customers", "label": _("Khách hàng"), "kind": "number"},
    ]


def _row(row: queries.AgeingRow, names: dict[str, str], day: str) -> dict[str, object]:
    def address(bucket: str) -> str:
        asked = urlencode({"don-vi": row.unit_code, "nhom": bucket, "ngay": day})
        return f"{reverse('desk-accounts-debtors')}?{asked}"

    urls = {f"{bucket}_url": address(bucket) if row.buckets[bucket] else "" for bucket in BUCKETS}
    return {
        "unit": names.get(row.unit_code, row.unit_code), **row.buckets, **urls, "total": row.total_dong,
        "url": address(""), "customers": row.customer_count,
    }  # fmt: skip


def _debtor_columns() -> list[dict[str, object]]:
    return [
        {"key": "code", "label": _("Mã khách hàng"), "kind": "code", "url_key": "url"},
        {"key": "name", "label": _("Khách hàng")},
        {"key": "unit", "label": _("Đơn vị")},
        {"key": "owed", "label": _("Còn nợ"), "kind": "dong"},
        {"key": "invoices", "label": _("Số hóa đơn"), "kind": "number"},
        {"key": "due", "label": _("Hạn sớm nhất"), "kind": "day"},
        {"key": "late", "label": _("Quá hạn"), "kind": "status", "tone_key": "tone"},
    ]


def _debtor(row: queries.DebtorRow, names: dict[str, str]) -> dict[str, object]:
    is_late = row.late_days > 0
    return {
        "code": row.code, "url": reverse("desk-accounts-statement", args=[row.code]), "name": row.name,
        "unit": names.get(row.unit_code, row.unit_code), "owed": row.owed_dong,
        "invoices": row.invoice_count, "due": row.oldest_due_on,
        "late": _("%(days)s ngày") % {"days": row.late_days} if is_late else _("chưa đến hạn"),
        "tone": "bad" if row.late_days > 60 else "warn" if is_late else "idle",
    }  # fmt: skip
