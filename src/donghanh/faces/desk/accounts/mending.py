"""A payment taken back, and credit used for what is owed: of one customer, or of all in sight."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.accounts import operations, queries
from donghanh.apps.accounts.permissions import check_enter, check_post
from donghanh.faces.desk.accounts.forms import CreditUseForm, ReversalForm
from donghanh.faces.desk.accounts.standing import accounts_page, form_page, trail
from donghanh.faces.desk.asking import actor_of, now_of, today_of
from donghanh.kernel.money import format_dong


@accounts_page
def take_back(request: HttpRequest, code: str, entry: int) -> HttpResponse:
    """Take a payment back that was entered wrongly."""
    check_enter(actor=actor_of(request))
    told = queries.statement(actor=actor_of(request), code=code, as_of=today_of(request))
    lines = [line for line in told.lines if line.entry == entry and line.kind == "payment"]
    if not lines:
        raise Http404

    def act(given: dict[str, Any]) -> str:
        made = operations.reverse_payment(
            by=actor_of(request), entry=entry, why=given["why"], on=today_of(request), at=now_of(request),
            key=given["key"],
        )  # fmt: skip
        return _("Đã ghi đảo bút toán %(entry)s bằng bút toán %(made)s.") % {"entry": entry, "made": made}

    back = reverse("desk-accounts-statement", args=[told.code])
    amount = sum(line.credit_change - line.owed_change for line in lines)
    lede = _(
        "Khoản %(amount)s của %(name)s, ghi ngày %(day)s, sẽ được ghi ngược lại; bút toán cũ giữ nguyên."
    ) % {"amount": format_dong(amount), "name": told.name, "day": f"{lines[0].on:%d/%m/%Y}"}
    more = {"title": _("Ghi đảo khoản thanh toán"), "label": _("Ghi đảo"), "lede": lede}
    way = trail((told.code, back), (_("Ghi đảo"), ""))
    form = ReversalForm(request.POST or None)
    return form_page(request, form=form, act=act, back=back, more=more | {"trail": way})


@accounts_page
def use_credit(request: HttpRequest, code: str) -> HttpResponse:
    """Use one customer's credit for what the customer owes."""
    check_post(actor=actor_of(request))
    told = queries.statement(actor=actor_of(request), code=code, as_of=today_of(request))
    back = reverse("desk-accounts-statement", args=[told.code])
    lede = _("%(name)s có tiền thừa %(credit)s và còn nợ %(owed)s. Hóa đơn đến hạn trước được trừ trước.") % {
        "name": told.name, "credit": format_dong(told.credit_dong), "owed": format_dong(told.owed_dong),
    }  # fmt: skip
    return _use(request, code=told.code, lede=lede, back=back, way=trail((told.code, back), (_title(), "")))


@accounts_page
def use_credits(request: HttpRequest) -> HttpResponse:
    """Use the credit of every customer in sight."""
    check_post(actor=actor_of(request))
    rows = [row for row in queries.credits_in_sight(actor=actor_of(request)) if row.owed_dong]
    back = reverse("desk-accounts-credits")
    lede = _(
        "%(count)s khách hàng vừa có tiền thừa vừa còn nợ. Hóa đơn đến hạn trước được trừ trước; "
        "tiền đang chờ hoàn không bị trừ."
    ) % {"count": len(rows)}
    way = trail((_("Tiền thừa và hoàn tiền"), back), (_title(), ""))
    return _use(request, code="", lede=lede, back=back, way=way)


def _title() -> str:
    return _("Cấn trừ tiền thừa")


def _use(
    request: HttpRequest, *, code: str, lede: str, back: str, way: list[tuple[str, str]]
) -> HttpResponse:
    def act(given: dict[str, Any]) -> str:
        used = operations.use_credits(
            by=actor_of(request), on=today_of(request), at=now_of(request), code=code, key=given["key"]
        )
        if used.entry is None:
            return _("Không có tiền thừa nào để cấn trừ.")
        if not used.posted_count:
            return _("Lần cấn trừ này đã được ghi trước đó.")
        facts = {"total": format_dong(used.total_dong), "count": used.posted_count}
        return _("Đã cấn trừ %(total)s cho %(count)s hóa đơn.") % facts

    more = {"title": _title(), "label": _title(), "lede": lede, "trail": way}
    return form_page(request, form=CreditUseForm(request.POST or None), act=act, back=back, more=more)
