"""Does it add up: the equation of all goods and of each activity; and the chain of custody of one thing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.programmes.queries import goods
from donghanh.apps.programmes.queries.plan import current_campaign
from donghanh.apps.stock import queries
from donghanh.faces.desk.asking import actor_of, today_of
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.stock import words
from donghanh.faces.desk.stock.standing import stock_page, trail
from donghanh.faces.signin.asked import asked_day


@stock_page
def equation(request: HttpRequest) -> HttpResponse:
    """Both equations, each with a sentence in green or red, and the rows at fault by name."""
    actor, day = actor_of(request), asked_day(request)
    told = queries.equation(actor=actor)
    months, items = _months(request), words.item_names()
    context = {
        "day": day,
        "trail": trail(_("Cân đối")),
        "holds": told.holds,
        "rows": [
            {
                **vars(row),
                "item": items.get(row.item, row.item),
                "told": words.yes_or_no(row.holds),
                "tone": _tone(row.holds),
            }
            for row in told.rows
        ],
        "columns": _columns(),
        "drifted": [(items.get(item, item), *rest) for item, *rest in told.drifted],
        "months": [_month(one) for one in months],
        "months_hold": all(one.holds for one in months),
        "month_columns": _month_columns(),
        "differences": [_difference(one, row) for one in months for row in one.differences],
        "difference_columns": _difference_columns(),
    }
    return render(request, "desk/stock/equation.html", context)


@stock_page
def custody(request: HttpRequest) -> HttpResponse:
    """Every hand that one serial number, or one lot, went through; both are asked in the address."""
    item, serial, lot = (request.GET.get(name, "").strip()[:60] for name in ("hang", "so", "lo"))
    found, is_unknown, items = None, False, words.item_names()
    names = {}
    if item and (serial or lot):
        names = {one.code: words.said(one, "name") for one in queries.warehouse_names(day=today_of(request))}
        try:
            found = queries.custody(
                actor=actor_of(request), item_code=item, serial=serial, lot="" if serial else lot,
                day=today_of(request),
            )  # fmt: skip
        except NotFound:
            is_unknown = True
    context = {
        "trail": trail(_("Đường đi của hàng")),
        "item_options": list(items.items()),
        "item": item,
        "serial": serial,
        "lot": lot,
        "found": found,
        "found_item": items.get(found.item, found.item) if found else "",
        "is_unknown": is_unknown,
        "is_at": words.place(found.is_at, names) if found and found.is_at else "",
        "steps": [_step(one, names) for one in found.steps] if found else [],
    }
    return render(request, "desk/stock/custody.html", context, status=404 if is_unknown else 200)


def _months(request: HttpRequest) -> tuple[goods.GoodsEquation, ...]:
    try:
        code = current_campaign(day=today_of(request))
    except NotFound:
        return ()
    return goods.equation(actor=actor_of(request), campaign_code=code, as_of=asked_day(request))


def _tone(holds: bool) -> str:
    return "good" if holds else "bad"


def _columns() -> list[dict[str, object]]:
    numbers = (
        ("received", _("Đã nhập")), ("in_warehouses", _("Trong kho")), ("in_transit", _("Đang chuyển")),
        ("with_carriers", _("Người mang")), ("handed_over", _("Đã trao")), ("written_off", _("Hao hụt")),
        ("difference", _("Chênh lệch")),
    )  # fmt: skip
    return [
        {"key": "item", "label": _("Mặt hàng")},
        {"key": "lot", "label": _("Lô"), "kind": "code"},
        *({"key": key, "label": label, "kind": "number"} for key, label in numbers),
        {"key": "told", "label": _("Kết quả"), "kind": "status", "tone_key": "tone"},
    ]


def _month_columns() -> list[dict[str, object]]:
    numbers = (
        ("reported", _("Bảng báo cáo")), ("confirmed", _("Đã xác nhận nhận")),
        ("handed_over", _("Kho đã trao")),        ("awaiting", _("Chờ xác nhận")),
    )  # fmt: skip
    return [
        {"key": "activity", "label": _("Hoạt động")},
        *({"key": key, "label": label, "kind": "number"} for key, label in numbers),
        {"key": "told", "label": _("Kết quả"), "kind": "status", "tone_key": "tone"},
    ]


def _month(one: goods.GoodsEquation) -> dict[str, object]:
    if not one.keeps_stock:
        return {"activity": words.said(one, "activity"), "told": _("không qua kho"), "tone": "idle"}
    return {
        **vars(one),
        "activity": words.said(one, "activity"),
        "told": words.yes_or_no(one.holds),
        "tone": _tone(one.holds),
    }


def _difference_columns() -> list[dict[str, object]]:
    return [
        {"key": "reference", "label": _("Suất"), "kind": "code", "url_key": "url"},
        {"key": "activity", "label": _("Hoạt động")},
        {"key": "state", "label": _("Bước")},
        {"key": "promised", "label": _("Đã hứa"), "kind": "number"},
        {"key": "moved", "label": _("Kho đã trao"), "kind": "number"},
        {"key": "told", "label": _("Vì sao khác"), "kind": "status", "tone_key": "tone"},
    ]


def _difference(one: goods.GoodsEquation, row: goods.GoodsDifference) -> dict[str, object]:
    return {
        "reference": row.reference,
        "url": reverse("desk-benefit", args=[row.reference]),
        "activity": words.said(one, "activity"),
        "state": wording.word(wording.STATES, row.state) if row.state else "",
        "promised": row.promised,
        "moved": row.moved,
        "told": str(words.DIFFERENCES[row.rule]),
        "tone": "warn" if row.rule == "awaiting-receipt" else "bad",
    }


def _step(one: queries.CustodyStep, names: dict[str, str]) -> dict[str, object]:
    moved = one.movement
    reference = one.subject.removeprefix("benefit:") if one.subject.startswith("benefit:") else ""
    return {
        "kind": str(words.KINDS[moved.kind]),
        "from": words.place(moved.from_place, names).removesuffix(reference),
        "to": words.place(moved.to_place, names).removesuffix(reference),
        "quantity": moved.quantity,
        "by": one.by,
        "at": one.at,
        "slip": one.slip,
        "signed_by": one.signed_by,
        "why": one.why,
        "reference": reference,
        "evidence": reverse("evidence-file", args=[one.evidence]) if one.evidence else "",
    }
