"""The goods' first page: what stands where, what is on the way and waits; and the ledger behind it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.stock import queries
from donghanh.faces.desk.asking import actor_of, today_of
from donghanh.faces.desk.stock import words
from donghanh.faces.desk.stock.standing import stock_page, trail


@stock_page
def levels(request: HttpRequest) -> HttpResponse:
    """What stands in the warehouses in sight; warehouse and item stand in the address."""
    actor, day = actor_of(request), today_of(request)
    warehouses = queries.warehouses(actor=actor, day=day)
    warehouse, item = request.GET.get("kho", ""), request.GET.get("hang", "")
    rows = queries.levels(actor=actor, day=day, warehouse_code=warehouse, item_code=item)
    names = {one.code: words.said(one, "name") for one in warehouses}
    items, waiting = words.item_names(), queries.open_transfers(actor=actor, day=day)
    context = {
        "day": day,
        "rows": [_row(row, names) for row in rows],
        "columns": _columns(),
        "waiting": [_waiting(one, names, items) for one in waiting],
        "warehouse_options": [("", _("Tất cả")), *names.items()],
        "item_options": _item_options(),
        "warehouse": warehouse,
        "item": item,
        "may_keep": any(one.may_keep for one in warehouses),
        "sees_all": actor.sees_all,
        "expired": sum(row.is_expired for row in rows),
    }
    return render(request, "desk/stock/levels.html", context)


@stock_page
def ledger(request: HttpRequest) -> HttpResponse:
    """The slips with their movements, newest first, fifty a page."""
    actor, day = actor_of(request), today_of(request)
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    warehouse, item = request.GET.get("kho", ""), request.GET.get("hang", "")
    found = queries.slips(actor=actor, day=day, warehouse_code=warehouse, item_code=item, page=page)
    names = {one.code: words.said(one, "name") for one in queries.warehouses(actor=actor, day=day)}
    items = words.item_names()
    may_correct = bool(actor.roles & {"business", "office"})
    context = {
        "rows": [row for card in found for row in _moved(card, names, items, may_correct=may_correct)],
        "columns": _ledger_columns(),
        "trail": trail(_("Sổ kho")),
        "warehouse_options": [("", _("Tất cả")), *names.items()],
        "item_options": _item_options(),
        "warehouse": warehouse,
        "item": item,
        "page": page,
        "has_more": len(found) == 50,
    }
    return render(request, "desk/stock/ledger.html", context)


def _item_options() -> list[tuple[str, str]]:
    return [("", _("Tất cả")), *((one.code, words.said(one, "name")) for one in queries.items())]


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "warehouse", "label": _("Kho chứa")},
        {"key": "item", "label": _("Mặt hàng")},
        {"key": "lot", "label": _("Lô"), "kind": "code", "url_key": "url"},
        {"key": "where", "label": _("Nơi"), "kind": "status", "tone_key": "tone"},
        {"key": "expires_on", "label": _("Hạn dùng"), "kind": "status", "tone_key": "expiry_tone"},
        {"key": "quantity", "label": _("Số lượng"), "kind": "number"},
        {"key": "reserved", "label": _("Đã giữ chỗ"), "kind": "number"},
    ]


def _row(row: queries.LevelRow, names: dict[str, str]) -> dict[str, object]:
    expiry = f"{row.expires_on:%d/%m/%Y}" if row.expires_on else _("không có")
    return {
        "warehouse": names.get(row.warehouse, row.warehouse),
        "item": words.said(row, "item"),
        "lot": row.lot,
        "url": f"{reverse('desk-stock-custody')}?hang={row.item}&lo={row.lot}",
        "where": str(words.PLACES[row.kind]),
        "tone": words.PLACE_TONES.get(row.kind, "idle"),
        "expires_on": _("%(day)s, đã hết hạn") % {"day": expiry} if row.is_expired else expiry,
        "expiry_tone": "bad" if row.is_expired else "idle",
        "quantity": row.quantity,
        "reserved": row.reserved,
    }


def _waiting(card: queries.SlipCard, names: dict[str, str], items: dict[str, str]) -> dict[str, Any]:
    told = ", ".join(f"{items.get(one.item, one.item)}, {one.lot}: {one.quantity}" for one in card.movements)
    return {
        "number": card.number,
        "told": told,
        "to": _named(card.movements[0].to_place, names),
        "by": card.by,
        "on": card.on,
        "url": reverse("desk-stock-accept", args=[card.number]),
    }


def _named(place: str, names: dict[str, str]) -> str:
    """Where goods on the way go: the warehouse's name, else its code."""
    code = place.partition(":")[2]
    return names.get(code, code)


def _ledger_columns() -> list[dict[str, object]]:
    return [
        {"key": "slip", "label": _("Phiếu"), "kind": "code", "url_key": "url"},
        {"key": "on", "label": _("Ngày"), "kind": "day"},
        {"key": "kind", "label": _("Loại phiếu")},
        {"key": "lot", "label": _("Mặt hàng, lô, số máy")},
        {"key": "quantity", "label": _("Số lượng"), "kind": "number"},
        {"key": "from", "label": _("Từ")},
        {"key": "to", "label": _("Đến")},
        {"key": "by", "label": _("Người ghi")},
        {"key": "why", "label": _("Ghi chú")},
    ]


def _moved(
    card: queries.SlipCard, names: dict[str, str], items: dict[str, str], *, may_correct: bool
) -> list[dict[str, object]]:
    return [
        {
            "slip": card.number,
            "url": reverse("desk-stock-correct", args=[card.number]) if may_correct else "",
            "on": card.on,
            "kind": str(words.KINDS[one.kind]),
            "lot": " ".join(filter(None, (items.get(one.item, one.item), one.lot, one.serial))),
            "quantity": one.quantity,
            "from": words.place(one.from_place, names),
            "to": words.place(one.to_place, names),
            "by": card.by,
            "why": card.why or card.document,
        }
        for one in card.movements
    ]
