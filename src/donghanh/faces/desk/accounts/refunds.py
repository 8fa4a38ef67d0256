"""Credits of customers, and refunds: the list, a second officer's decision, the pay-out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.accounts import operations, queries
from donghanh.apps.accounts.permissions import may_enter, may_post
from donghanh.faces.desk.accounts import words
from donghanh.faces.desk.accounts.forms import DecisionForm, PaidForm
from donghanh.faces.desk.accounts.standing import accounts_page, form_page, trail
from donghanh.faces.desk.asking import actor_of, now_of, today_of
from donghanh.kernel.money import format_dong


@accounts_page
def credits_page(request: HttpRequest) -> HttpResponse:
    """Who has paid too much, and the refunds in sight."""
    actor = actor_of(request)
    context = {
        "columns": _columns(),
        "rows": [_row(row) for row in queries.credits_in_sight(actor=actor)],
        "refund_columns": _refund_columns(),
        "refund_rows": [_refund(row, may_pay=may_enter(actor=actor)) for row in queries.refunds(actor=actor)],
        "may_use_credits": may_post(actor=actor),
        "trail": trail((_("Tiền thừa và hoàn tiền"), "")),
    }
    return render(request, "desk/accounts/credits.html", context)


@accounts_page
def refund(request: HttpRequest, number: int) -> HttpResponse:
    """Decide about a refund, or enter that it was paid."""
    found = queries.refunds(actor=actor_of(request), number=number)
    if not found or found[0].state not in ("asked", "approved"):
        raise Http404
    back = reverse("desk-accounts-credits")
    told = found[0]
    facts = {"amount": format_dong(told.amount_dong), "name": told.name, "code": told.code}
    lede = _("%(amount)s cho %(name)s (%(code)s).") % facts
    way = trail((_("Tiền thừa và hoàn tiền"), back), (str(number), ""))
    more: dict[str, Any] = {"lede": lede, "trail": way, "told": _said(told)}
    if told.state == "asked":
        more |= {
            "title": _("Duyệt hoàn tiền số %(number)s") % {"number": number},
            "label": _("Ghi quyết định"),
        }
        form = DecisionForm(request.POST or None)
        return form_page(request, form=form, act=_decide(request, number), back=back, more=more)
    more |= {"title": _("Chi hoàn tiền số %(number)s") % {"number": number}, "label": _("Ghi đã chi")}
    form = PaidForm(request.POST or None)
    return form_page(request, form=form, act=_pay(request, number), back=back, more=more)


def _decide(request: HttpRequest, number: int) -> Any:
    def act(given: dict[str, Any]) -> str:
        asked = {"by": actor_of(request), "request": number, "at": now_of(request)}
        if given["decision"] == "approve":
            operations.approve_refund(**asked, on=today_of(request))
            return _("Đã duyệt hoàn tiền số %(number)s.") % {"number": number}
        operations.refuse_refund(**asked, why=given["why"])
        return _("Đã ghi không duyệt hoàn tiền số %(number)s.") % {"number": number}

    return act


def _pay(request: HttpRequest, number: int) -> Any:
    def act(given: dict[str, Any]) -> str:
        operations.pay_refund(
            by=actor_of(request), request=number, account=given["account"], on=today_of(request),
            at=now_of(request),
        )  # fmt: skip
        return _("Đã ghi chi hoàn tiền số %(number)s.") % {"number": number}

    return act


def _said(told: queries.RefundRow) -> str:
    return _("%(by)s đề nghị: %(why)s") % {"by": told.asked_by, "why": told.why}


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "code", "label": _("Mã khách hàng"), "kind": "code", "url_key": "url"},
        {"key": "name", "label": _("Khách hàng")},
        {"key": "unit", "label": _("Đơn vị"), "kind": "code"},
        {"key": "credit", "label": _("Tiền thừa"), "kind": "dong"},
        {"key": "owed", "label": _("Còn nợ"), "kind": "dong"},
    ]


def _row(row: queries.CreditRow) -> dict[str, object]:
    return {
        "code": row.code, "url": reverse("desk-accounts-statement", args=[row.code]), "name": row.name,
        "unit": row.unit_code, "credit": row.credit_dong, "owed": row.owed_dong,
    }  # fmt: skip


def _refund_columns() -> list[dict[str, object]]:
    return [
        {"key": "number", "label": _("Số"), "kind": "code", "url_key": "url"},
        {"key": "name", "label": _("Khách hàng")},
        {"key": "amount", "label": _("Số tiền"), "kind": "dong"},
        {"key": "why", "label": _("Lý do")},
        {"key": "by", "label": _("Người đề nghị")},
        {"key": "state", "label": _("Tình trạng"), "kind": "status", "tone_key": "tone"},
        {"key": "decided", "label": _("Người quyết định")},
    ]


def _refund(row: queries.RefundRow, *, may_pay: bool) -> dict[str, object]:
    is_open = row.may_decide or (row.state == "approved" and may_pay)
    return {
        "number": row.request, "url": reverse("desk-accounts-refund", args=[row.request]) if is_open else "",
        "name": f"{row.name} ({row.code})", "amount": row.amount_dong, "why": row.why, "by": row.asked_by,
        "state": str(words.STATES[row.state]), "tone": words.STATE_TONES[row.state],
        "decided": " ".join(filter(None, (row.decided_by, row.decided_why))),
    }  # fmt: skip
