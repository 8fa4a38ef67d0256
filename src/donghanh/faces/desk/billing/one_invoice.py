"""One invoice: its holder (covered until a reading is recorded), registers, lines made again, corrections."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.apps.billing import operations, queries
from donghanh.apps.customers.queries import energy_of
from donghanh.apps.tariffs.queries import law_of
from donghanh.faces.bills.explained import BillExplained, Reading
from donghanh.faces.bills.explaining import explain
from donghanh.faces.design.figures import written_number
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.billing import words
from donghanh.faces.desk.billing.standing import billing_page, trail, unit_names
from donghanh.faces.desk.customers.charts import energy_chart, months_charted


@billing_page
def invoice(request: HttpRequest, key: int) -> HttpResponse:
    """Show an invoice, covered (GET), or in full, which is recorded (POST)."""
    if request.method == "POST":
        card = operations.read_invoice(actor=actor_of(request), invoice=key, at=request.product_now)
    else:
        card = queries.invoice(actor=actor_of(request), invoice=key)
    again = queries.lines_of(invoice=key)
    energy = energy_of(actor=actor_of(request), code=card.code, months=months_charted(last=card.month))
    context = {
        "card": card, "facts": _facts(request, card), "sums": _sums(card), "again": again,
        "chart": energy_chart(months=energy),
        "kind": str(words.KINDS[card.kind]), "tone": words.KIND_TONES[card.kind],
        "register_columns": _register_columns(), "registers": [_register(one) for one in card.registers],
        "told": _told(card, again),
        "later": [
            (reverse("desk-invoice", args=[one.id]), one.name, str(words.KINDS[one.kind]), one.total_amount)
            for one in card.corrections
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


def _told(card: queries.InvoiceCard, again: queries.Reproduced) -> BillExplained:
    return explain(
        law_of(digest=again.release), bills=again.bills, usage=again.usage,
        quotas=again.quotas if again.quotas.height else None,
        readings=[_reading(one) for one in card.registers], language="en" if get_language() == "en" else "vi",
    )  # fmt: skip


def _reading(one: dict[str, Any]) -> Reading:
    indices = {name: one[name] for name in ("register", "old_index", "new_index", "multiplier", "kwh")}
    return Reading(**indices, meter=one["serial"])


def _proposal(card: queries.InvoiceCard, one: queries.CorrectionRow) -> dict[str, Any]:
    return {
        "how": str(words.HOWS[one.how]), "reason": one.reason, "by": one.proposed_by, "at": one.proposed_at,
        "before": one.before, "after": one.after, "state": str(words.PROPOSALS[one.state]),
        "tone": words.PROPOSAL_TONES[one.state], "may_confirm": one.may_confirm, "decided_by": one.decided_by,
        "url": reverse("desk-invoice-decide", args=[card.id, one.proposal]),
        "issued_url": reverse("desk-invoice", args=[one.issued]) if one.issued else "",
    }  # fmt: skip
