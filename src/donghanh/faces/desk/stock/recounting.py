"""Recounts: what one person found, and what a second one decides; who counts is not shown the ledger here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.stock import operations, queries
from donghanh.faces.desk.asking import actor_of, today_of
from donghanh.faces.desk.stock import words
from donghanh.faces.desk.stock.forms import CountForm, DecisionForm
from donghanh.faces.desk.stock.standing import form_page, kept_by, stock_page, trail


@stock_page
def recounts(request: HttpRequest) -> HttpResponse:
    """The counts of the warehouses in sight, newest first."""
    found = queries.recounts(actor=actor_of(request), day=today_of(request))
    context = {
        "rows": [_row(card) for card in found],
        "columns": [
            {"key": "number", "label": _("Lần"), "kind": "code", "url_key": "url"},
            {"key": "warehouse", "label": _("Kho chứa"), "kind": "code"},
            {"key": "by", "label": _("Người đếm")},
            {"key": "at", "label": _("Lúc"), "kind": "moment"},
            {"key": "decided", "label": _("Quyết định"), "kind": "status", "tone_key": "tone"},
        ],
        "may_keep": bool(kept_by(request)),
        "trail": trail(_("Kiểm kê")),
    }
    return render(request, "desk/stock/recounts.html", context)


@stock_page
def count(request: HttpRequest) -> HttpResponse:
    """Write down what was found of one lot."""
    form = CountForm(request.POST or None, items=queries.items(), warehouses=kept_by(request))

    def act(given: dict[str, Any]) -> str:
        number = operations.record_recount(
            actor=actor_of(request), warehouse_code=given["warehouse"], key=given["key"], why=given["why"],
            counts=[operations.Count(given["item"], given["lot"], given["quantity"])],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã ghi lần kiểm kê số %(number)s. Người khác sẽ quyết định.") % {"number": number}

    return form_page(
        request, form=form, act=act, title=_("Kiểm kê"), label=_("Ghi số đếm"), back="desk-stock-recounts",
        lede=_("Đếm hàng trên kệ rồi ghi số thấy được, không xem số sổ."),
    )  # fmt: skip


@stock_page
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Show a count with its differences to a second person, who approves it or turns it down."""
    card = queries.recount(actor=actor_of(request), number=number, day=today_of(request))
    form, items = DecisionForm(request.POST or None), words.item_names()

    def act(given: dict[str, Any]) -> str:
        slip = operations.decide_recount(
            actor=actor_of(request), number=number, is_approved="approve" in request.POST, why=given["why"],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã điều chỉnh, phiếu số %(slip)s.") % {"slip": slip} if slip else _("Đã ghi quyết định.")

    more = {
        "rows": [
            {
                "item": items.get(line.item, line.item), "lot": line.lot, "counted": line.counted,
                "recorded": line.recorded, "difference": line.difference,
            }
            for line in card.lines
        ],
        "columns": [
            {"key": "item", "label": _("Mặt hàng")},
            {"key": "lot", "label": _("Lô"), "kind": "code"},
            {"key": "counted", "label": _("Số đếm"), "kind": "number"},
            {"key": "recorded", "label": _("Số sổ lúc đếm"), "kind": "number"},
            {"key": "difference", "label": _("Chênh lệch"), "kind": "number"},
        ],
        "is_decision": True,
        "is_open": not card.decided and not card.is_mine,
        "told": _told(card),
    }  # fmt: skip
    return form_page(
        request, form=form, act=act, title=_("Kiểm kê số %(number)s") % {"number": number},
        label=_("Duyệt và điều chỉnh"), back="desk-stock-recounts", more=more,
        lede=_("%(warehouse)s, người đếm: %(by)s.") % {"warehouse": card.warehouse, "by": card.by},
    )  # fmt: skip


def _told(card: queries.RecountCard) -> str:
    if card.decided:
        return _("%(by)s đã quyết định.") % {"by": card.decided_by}
    if card.is_mine:
        return _("Anh/chị đã đếm lần này: người khác xem số sổ và quyết định.")
    return ""


def _row(card: queries.RecountCard) -> dict[str, object]:
    told = {"": _("chờ người thứ hai"), "approved": _("đã điều chỉnh"), "turned_down": _("không duyệt")}
    return {
        "number": card.number,
        "url": reverse("desk-stock-recount", args=[card.number]),
        "warehouse": card.warehouse,
        "by": card.by,
        "at": card.at,
        "decided": told[card.decided],
        "tone": {"": "warn", "approved": "good", "turned_down": "idle"}[card.decided],
    }
