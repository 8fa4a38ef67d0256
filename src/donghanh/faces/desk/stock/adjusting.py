"""Written off, brought back, corrected, given along for a certain promise: a form and one operation each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from donghanh.apps.stock import operations, queries
from donghanh.faces.desk.asking import actor_of, today_of
from donghanh.faces.desk.stock.adjusting_forms import (
    CorrectForm,
    ReservedForm,
    ReturnForm,
    WriteOffForm,
)
from donghanh.faces.desk.stock.standing import form_page, kept_by, stock_page


@stock_page
def write_off(request: HttpRequest) -> HttpResponse:
    """Take spoilt or expired goods off a shelf, by lot or by serial number."""
    form = WriteOffForm(request.POST or None, items=queries.items(), warehouses=kept_by(request))

    def act(given: dict[str, Any]) -> str:
        numbers = tuple(filter(None, (one.strip() for one in given["serials"].splitlines())))
        line = operations.Line(given["item"], given["quantity"], given["lot"], numbers)
        slip = operations.write_off_goods(
            actor=actor_of(request), warehouse_code=given["warehouse"], lines=[line], why=given["why"],
            key=given["key"], at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã ghi thanh lý, phiếu số %(slip)s.") % {"slip": slip}

    return form_page(
        request, form=form, act=act, title=_("Thanh lý"), label=_("Ghi phiếu thanh lý"),
        lede=_("Hàng hỏng, rách hoặc hết hạn; ghi đúng lô hoặc số máy và lý do."),
    )  # fmt: skip


@stock_page
def bring_back(request: HttpRequest) -> HttpResponse:
    """Receive back what a carrier did not hand over."""
    form = ReturnForm(request.POST or None, warehouses=kept_by(request))

    def act(given: dict[str, Any]) -> str:
        reference = given["reference"].strip()
        slip = operations.return_goods(
            actor=actor_of(request), warehouse_code=given["warehouse"], carrier=given["carrier"],
            subject=f"benefit:{reference}" if reference else "", is_kept=bool(reference and given["is_kept"]),
            why=given["why"], at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã nhập trả lại, phiếu số %(slip)s.") % {"slip": slip}

    return form_page(
        request, form=form, act=act, title=_("Nhập trả lại"), label=_("Ghi phiếu trả"),
        lede=_("Nhận lại hàng mà người mang đi chưa trao được."),
    )  # fmt: skip


@stock_page
def dispatch_reserved(request: HttpRequest) -> HttpResponse:
    """Give somebody along what is reserved for one promise."""
    form = ReservedForm(request.POST or None)

    def act(given: dict[str, Any]) -> str:
        slip = operations.dispatch_reserved(
            actor=actor_of(request), subject=f"benefit:{given['reference'].strip()}",
            carrier=given["carrier"], at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã giao hàng cho %(carrier)s, phiếu số %(slip)s.") % {
            "carrier": given["carrier"], "slip": slip,
        }  # fmt: skip

    return form_page(
        request, form=form, act=act, title=_("Giao hàng đã giữ cho một suất"), label=_("Ghi phiếu xuất"),
        lede=_("Người mang đi nhận toàn bộ hàng đã giữ cho suất này."),
    )  # fmt: skip


@stock_page
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Undo a slip that was wrong; for the company's keepers."""
    card = queries.slip(actor=actor_of(request), number=number, day=today_of(request))
    form = CorrectForm(request.POST or None)

    def act(given: dict[str, Any]) -> str:
        slip = operations.correct_slip(
            actor=actor_of(request), slip_number=number, why=given["why"],
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã đính chính bằng phiếu số %(slip)s.") % {"slip": slip}

    told = ", ".join(f"{one.quantity} {one.item} ({one.lot})" for one in card.movements)
    return form_page(
        request, form=form, act=act, title=_("Đính chính phiếu số %(number)s") % {"number": number},
        label=_("Ghi đính chính"), lede=told, back="desk-stock-ledger",
    )  # fmt: skip
