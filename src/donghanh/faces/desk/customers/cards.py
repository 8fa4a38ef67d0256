"""One customer's page: who, contract, consents, energy of the last months; personal data on demand."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.customers import operations, permissions, queries
from donghanh.apps.organisation import queries as organisation
from donghanh.faces.design.figures import UNKNOWN, written_day
from donghanh.faces.desk.customers import words
from donghanh.faces.desk.customers.charts import energy_chart, months_charted
from donghanh.faces.signin.doors import desk_page
from donghanh.kernel.months import month_of, months_back


@desk_page()
def customer(request: HttpRequest, code: str) -> HttpResponse:
    """Show a customer with personal data masked."""
    return _page(request, queries.customer_card(actor=request.actor, code=code))


@desk_page()
@require_POST
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show a customer with personal data in full; the reading is recorded."""
    return _page(request, operations.reveal_customer(actor=request.actor, code=code, at=request.product_now))


def _page(request: HttpRequest, card: queries.CustomerCard | None) -> HttpResponse:
    if card is None:
        raise Http404
    last = months_back(month=month_of(request.product_now.date()), count=1)
    months = months_charted(last=last)
    energy = queries.energy_of(actor=request.actor, code=card.code, months=months)
    place = organisation.commune_names().get(card.commune_code, card.commune_code)
    context = {
        "card": card,
        "facts": _facts(card, place),
        "contacts": _contacts(card),
        "consents": [(str(words.CONSENTS[name]), given) for name, given in card.consents.items()],
        "chart": energy_chart(months=energy),
        "may_reveal": permissions.may_reveal(actor=request.actor) and not card.is_in_full,
    }
    response = render(request, "desk/customers/card.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _facts(card: queries.CustomerCard, commune: str) -> list[tuple[str, Any]]:
    until = written_day(card.contract_until) if card.contract_until else _("còn hiệu lực")
    facts = [
        (_("Mã khách hàng"), card.code),
        (_("Loại khách hàng"), words.KINDS[card.kind]),
        (_("Đơn vị"), card.unit_code),
        (_("Xã, phường"), commune),
        (_("Hợp đồng"), f"{written_day(card.contract_from)} – {until}"),
        (_("Nhóm giá"), words.PRICE_GROUPS[card.price_group]),
        (_("Diện"), words.SOCIAL_CLASSES[card.social_class]),
        (_("Đăng ký thanh toán trực tuyến"), written_day(card.registered_online_payment_on)),
        (_("Cài ứng dụng"), written_day(card.installed_app_on)),
    ]
    if card.old_codes:
        facts.append((_("Mã cũ"), ", ".join(card.old_codes)))
    moves = [
        f"{move.from_unit} → {move.to_unit} ({written_day(move.changed_on)})" for move in card.unit_moves
    ]
    return [*facts, (_("Đổi đơn vị"), "; ".join(moves))] if moves else facts


def _contacts(card: queries.CustomerCard) -> list[tuple[str, str]]:
    return [
        (_("Địa chỉ"), card.address),
        (_("Điện thoại"), card.phone or UNKNOWN),
        (_("Thư điện tử"), card.email or UNKNOWN),
        (_("Mã số thuế"), card.tax_code or UNKNOWN),
    ]
