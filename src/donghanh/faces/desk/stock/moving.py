"""Receive, send to another warehouse, accept, give to a carrier: a form and one operation each."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.stock import operations, queries
from donghanh.faces.desk.asking import actor_of, today_of
from donghanh.faces.desk.stock import words
from donghanh.faces.desk.stock.forms import AcceptForm, DispatchForm, ReceiveForm, TransferForm, choices
from donghanh.faces.desk.stock.standing import form_page, kept_by, stock_page


@stock_page
def receive(request: HttpRequest) -> HttpResponse:
    """Receive goods; serial numbers are typed or come in a spreadsheet."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReceiveForm(*sent, items=queries.items(), warehouses=kept_by(request))

    def act(given: dict[str, Any]) -> str:
        serials = _serials(given)
        one = operations.Received(
            given["item"], given["quantity"], given["lot"], given["expires_on"], serials
        )
        slip = operations.receive_goods(
            actor=actor_of(request), warehouse_code=given["warehouse"], received=[one], key=given["key"],
            document=given["document"], at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã nhập kho, phiếu số %(slip)s.") % {"slip": slip}

    return form_page(
        request, form=form, act=act, title=_("Nhập kho"), label=_("Ghi phiếu nhập"),
        lede=_("Ghi theo biên bản giao nhận. Phiếu đã ghi không sửa được; sai thì ghi đính chính."),
        more={"is_file": True},
    )  # fmt: skip


@stock_page
def transfer(request: HttpRequest) -> HttpResponse:
    """Send goods off; they are under way until the other keeper accepts them."""
    form = TransferForm(
        request.POST or None, items=queries.items(), mine=kept_by(request),
        others=choices(queries.warehouse_names(day=today_of(request))),
    )  # fmt: skip

    def act(given: dict[str, Any]) -> str:
        slip = operations.transfer_goods(
            actor=actor_of(request), from_code=given["from_warehouse"], to_code=given["to_warehouse"],
            lines=[operations.Line(given["item"], given["quantity"], given["lot"])], key=given["key"],
            document=given["document"], at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã xuất chuyển kho, phiếu số %(slip)s. Hàng ở trạng thái đang chuyển.") % {"slip": slip}

    return form_page(
        request, form=form, act=act, title=_("Chuyển kho"), label=_("Ghi phiếu chuyển"),
        lede=_("Hàng đi đường cho đến khi thủ kho bên kia nhận."),
    )  # fmt: skip


@stock_page
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Accept a transfer; what did not arrive is named with a reason."""
    waiting = queries.open_transfers(actor=actor_of(request), day=today_of(request))
    card = next((one for one in waiting if one.number == number), None)
    if card is None:
        raise NotFound("transfer", number)
    sent = {f"{one.item} {one.lot}": one.quantity for one in card.movements if not one.serial}
    form = AcceptForm(
        request.POST or None, sent=sent, items=words.item_names(),
        serials=[one.serial for one in card.movements if one.serial],
    )  # fmt: skip

    def act(given: dict[str, Any]) -> str:
        operations.accept_transfer(
            actor=actor_of(request), slip_number=number, why=given["why"],
            arrived={name: given[field] for field, name in form.lots.items()},
            missing_serials=given.get("missing", ()), at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã nhận phiếu chuyển số %(slip)s.") % {"slip": number}

    return form_page(
        request, form=form, act=act, title=_("Nhận phiếu chuyển số %(slip)s") % {"slip": number},
        label=_("Nhận hàng"), lede=_("Gửi từ %(place)s, người ghi: %(by)s.") % {
            "place": words.place(card.movements[0].from_place), "by": card.by,
        },
    )  # fmt: skip


@stock_page
def dispatch(request: HttpRequest) -> HttpResponse:
    """Give goods to somebody who takes them along."""
    form = DispatchForm(request.POST or None, items=queries.items(), warehouses=kept_by(request))

    def act(given: dict[str, Any]) -> str:
        line = operations.Line(given["item"], given["quantity"], given["lot"])
        slip = operations.dispatch_goods(
            actor=actor_of(request), takes=[(given["warehouse"], line)], carrier=given["carrier"],
            key=given["key"], why=given["why"], at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
        return _("Đã giao hàng cho %(carrier)s, phiếu số %(slip)s.") % {
            "carrier": given["carrier"],
            "slip": slip,
        }

    return form_page(
        request, form=form, act=act, title=_("Giao người mang đi"), label=_("Ghi phiếu xuất"),
        lede=_("Chỉ hàng chưa giữ chỗ; hàng đã giữ cho một suất được xuất khi trao suất đó."),
    )  # fmt: skip


def _serials(given: dict[str, Any]) -> tuple[str, ...]:
    file: UploadedFile | None = given["serial_file"]
    if file is None:
        return tuple(line.strip() for line in given["serials"].splitlines() if line.strip())
    with tempfile.NamedTemporaryFile(suffix=Path(file.name or "").suffix[:8]) as kept:
        for block in file.chunks():
            kept.write(block)
        kept.flush()
        return operations.read_serials(path=Path(kept.name), name=file.name or "")
