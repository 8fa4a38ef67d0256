"""One invoice: its holder (covered until a reading is recorded), registers, lines made again, corrections."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.billing import operations, queries
from donghanh.apps.tariffs.queries import law_of
from donghanh.engines.rating.law import LawSource
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.billing import words
from donghanh.faces.desk.billing.standing import actor_of, billing_page, trail, unit_names


@billing_page
def invoice(request: HttpRequest, key: int) -> HttpResponse:
    """Show an invoice, covered (GET), or in full, which is recorded (POST)."""
    if request.method == "POST":
        card = operations.read_invoice(actor=actor_of(request), invoice=key, at=request.product_now)
    else:
        card = queries.invoice(actor=actor_of(request), invoice=key)
    again = queries.lines_of(invoice=key)
    sources = law_of(digest=again.release).sources
    context = {
        "card": card, "facts": _facts(request, card), "sums": _sums(card), "again": again,
        "kind": str(words.KINDS[card.kind]), "tone": words.KIND_TONES[card.kind],
        "register_columns": _register_columns(), "registers": [_register(one) for one in card.registers],
        "line_columns": _line_columns(), "lines": [
            _line(one, sources.get(one["source"])) for one in again.lines.iter_rows(named=True)
        ],
        "later": [
            (reverse("desk-invoice", args=[number]), name, str(words.KINDS[kind]), total)
            for number, name, kind, total in card.corrections
        ],
        "proposals": [_proposal(card, one) for one in card.proposals],
        "may_correct": card.may_propose and card.kind in ("original", "replacement") and not card.is_replaced,
        "trail": trail(card.name),
    }  # fmt: skip
    return render(request, "desk/billing/invoice.html", context)


def _facts(request: HttpRequest, card: queries.InvoiceCard) -> list[tuple[str, object]]:
    units = unit_names(request)
    return [
        (_("Mẫu số"), card.template),
        (_("Ký hiệu"), card.symbol),
        (_("Mã khách hàng"), card.code),
        (_("Khách hàng"), card.customer_name),
        (_("Địa chỉ"), card.address),
        (_("Mã số thuế"), card.tax_code or "–"),
        (_("Điện lực"), units.get(card.unit_code, card.unit_code)),
        (_("Nhóm giá"), str(words.CATEGORIES[card.category])),
        (_("Số hộ dùng chung"), _households(card.quota_quarters)),
        (_("Kỳ tiêu thụ"), f"{card.from_on:%d/%m/%Y} – {card.read_on:%d/%m/%Y}"),
        (_("Nhóm giảm giá"), card.relief or "–"),
        (_("Phát hành"), f"{card.issued_at:%d/%m/%Y}, {card.issued_by}"),
        (_("Mã tra cứu"), card.lookup_code or _("Bấm Xem đầy đủ")),
        (_("Bộ quy định"), card.release[:12]),
    ]  # fmt: skip


def _households(quarters: int) -> str:
    whole, rest = divmod(quarters, 4)
    return f"{whole}" if not rest else f"{whole} + {rest}/4"


def _sums(card: queries.InvoiceCard) -> list[tuple[str, str]]:
    return [
        (_("Điện tiêu thụ"), f"{written_number(card.kwh)} kWh"),
        (_("Tiền điện chưa giảm"), f"{written_number(card.gross_amount)} đ"),
        (_("Được giảm"), f"{written_number(card.relief_amount)} đ"),
        (_("Cộng trước thuế"), f"{written_number(card.net_amount)} đ"),
        (
            _("Thuế GTGT %(percent)s%%") % {"percent": card.vat_percent},
            f"{written_number(card.vat_amount)} đ",
        ),
        (_("Tổng cộng"), f"{written_number(card.total_amount)} đ"),
    ]


def _register_columns() -> list[dict[str, object]]:
    return [
        {"key": "serial", "label": _("Công tơ"), "kind": "code"},
        {"key": "register", "label": _("Bộ chỉ số")},
        {"key": "old_index", "label": _("Chỉ số cũ"), "kind": "number"},
        {"key": "new_index", "label": _("Chỉ số mới"), "kind": "number"},
        {"key": "multiplier", "label": _("Hệ số nhân"), "kind": "number"},
        {"key": "kwh", "label": _("kWh"), "kind": "number"},
    ]


def _register(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"register": words.REGISTERS.get(one["register"], one["register"])}


def _line_columns() -> list[dict[str, object]]:
    return [
        {"key": "label", "label": _("Diễn giải")},
        {"key": "days", "label": _("Từ – đến hết")},
        {"key": "quantity", "label": _("kWh")},
        {"key": "price", "label": _("Đơn giá (đ)"), "kind": "number"},
        {"key": "amount", "label": _("Thành tiền (đ)"), "kind": "number"},
        {"key": "source", "label": _("Căn cứ")},
    ]


def _line(one: dict[str, Any], source: LawSource | None) -> dict[str, Any]:
    label = str(words.LINES[one["kind"]])
    if one["tier"] is not None:
        register = words.REGISTERS.get(one["register"] or "", "")
        label += f", {register}" if register != "KT" else _(", bậc %(tier)s") % {"tier": one["tier"]}
    if one["percent_hundredths"] is not None:
        label += f" {_percent(one['percent_hundredths'])}"
    kwh, scale = one["kwh_scaled"], one["kwh_scale"] or 1
    told = f"{source.text}, {source.clause}".rstrip(", ") if source else one["source"]
    if source and not source.is_confirmed:
        told += _(" (chờ xác nhận)")
    quantity = "" if kwh is None else written_number(kwh) if scale == 1 else f"{written_number(kwh)}/{scale}"
    return {
        "label": label, "quantity": quantity, "price": one["price"], "amount": one["amount"],
        "days": f"{one['from_on']:%d/%m} – {_last(one):%d/%m}", "source": told,
    }  # fmt: skip


def _percent(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02}%" if rest else f"{whole}%"


def _last(one: dict[str, Any]) -> date:
    return one["until_on"] - timedelta(days=1)


def _proposal(card: queries.InvoiceCard, one: queries.CorrectionRow) -> dict[str, Any]:
    return {
        "how": str(words.HOWS[one.how]), "reason": one.reason, "by": one.proposed_by, "at": one.proposed_at,
        "before": one.before, "after": one.after, "state": str(words.PROPOSALS[one.state]),
        "tone": words.PROPOSAL_TONES[one.state], "may_confirm": one.may_confirm, "decided_by": one.decided_by,
        "url": reverse("desk-invoice-decide", args=[card.id, one.proposal]),
        "issued_url": reverse("desk-invoice", args=[one.issued]) if one.issued else "",
    }  # fmt: skip
