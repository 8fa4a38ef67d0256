"""A customer's statement, in full on request; money entered; a refund asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.accounts import operations, queries
from donghanh.apps.accounts.permissions import may_enter, may_post
from donghanh.apps.customers.permissions import may_reveal
from donghanh.faces.desk.accounts import words
from donghanh.faces.desk.accounts.forms import PaymentForm, RefundForm
from donghanh.faces.desk.accounts.standing import accounts_page, form_page, trail
from donghanh.faces.desk.asking import actor_of, now_of, today_of
from donghanh.faces.signin.asked import asked_day
from donghanh.kernel.money import format_dong


@accounts_page
def statement(request: HttpRequest, code: str) -> HttpResponse:
    """The statement; by POST with the address in full, which is recorded."""
    actor, day = actor_of(request), asked_day(request)
    if request.method == "POST":
        told = operations.read_statement(actor=actor, code=code, as_of=day, at=now_of(request))
    else:
        told = queries.statement(actor=actor, code=code, as_of=day)
    context = {
        "told": told,
        "facts": _facts(told),
        "columns": _columns(),
        "rows": _rows(told, may_take_back=may_enter(actor=actor)),
        "open_columns": _open_columns(),
        "open_rows": [_open(row) for row in told.open_invoices],
        "may_enter": may_enter(actor=actor),
        "may_use_credit": may_post(actor=actor) and bool(told.credit_dong and told.owed_dong),
        "may_reveal": may_reveal(actor=actor) and not told.is_in_full,
        "trail": trail((told.code, "")),
    }
    return render(request, "desk/accounts/statement.html", context)


@accounts_page
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a payment."""
    told = queries.statement(actor=actor_of(request), code=code, as_of=today_of(request))
    invoices = [row.invoice for row in told.open_invoices]
    form = PaymentForm(request.POST or None, invoices=invoices)

    def act(given: dict[str, Any]) -> str:
        paid = operations.post_payment(
            by=actor_of(request), code=code, amount_dong=given["amount"], account=given["account"],
            on=today_of(request), at=now_of(request), key=given["key"], invoice=given["invoice"],
            why=given["why"],
        )  # fmt: skip
        amounts = {"paid": format_dong(given["amount"]), "left": format_dong(paid.credit_dong)}
        return _("Đã ghi %(paid)s; tiền thừa %(left)s.") % amounts

    back = reverse("desk-accounts-statement", args=[told.code])
    lede = _("%(name)s đang nợ %(owed)s.") % {"name": told.name, "owed": format_dong(told.owed_dong)}
    more = {"title": _("Ghi tiền khách hàng trả"), "label": _("Ghi tiền"), "lede": lede}
    way = trail((told.code, back), (_("Ghi tiền"), ""))
    return form_page(request, form=form, act=act, back=back, more=more | {"trail": way})


@accounts_page
def ask_refund(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a refund of credit."""
    told = queries.statement(actor=actor_of(request), code=code, as_of=today_of(request))
    form = RefundForm(request.POST or None)

    def act(given: dict[str, Any]) -> str:
        number = operations.request_refund(
            by=actor_of(request), code=code, amount_dong=given["amount"], why=given["why"],
            at=now_of(request), key=given["key"],
        )  # fmt: skip
        return _("Đã ghi đề nghị hoàn tiền số %(number)s, chờ người khác duyệt.") % {"number": number}

    back = reverse("desk-accounts-statement", args=[told.code])
    lede = _("%(name)s có tiền thừa %(credit)s. Người khác sẽ duyệt.") % {
        "name": told.name, "credit": format_dong(told.credit_dong)
    }  # fmt: skip
    more = {"title": _("Đề nghị hoàn tiền"), "label": _("Gửi đề nghị"), "lede": lede}
    way = trail((told.code, back), (_("Đề nghị hoàn tiền"), ""))
    return form_page(request, form=form, act=act, back=back, more=more | {"trail": way})


def _facts(told: queries.Statement) -> list[tuple[str, str]]:
    facts = [
        (_("Khách hàng"), told.name),
        (_("Địa chỉ"), told.address),
        (_("Đơn vị"), told.unit_code),
        (_("Còn nợ"), format_dong(told.owed_dong)),
        (_("Tiền thừa"), format_dong(told.credit_dong)),
    ]
    if told.refund_dong:
        facts.append((_("Chờ chi hoàn tiền"), format_dong(told.refund_dong)))
    return facts


def _columns() -> list[dict[str, object]]:
    return [
        {"key": "on", "label": _("Ngày"), "kind": "day"},
        {"key": "kind", "label": _("Nội dung")},
        {"key": "invoice", "label": _("Hóa đơn"), "kind": "code"},
        {"key": "owed_change", "label": _("Tăng, giảm nợ"), "kind": "dong"},
        {"key": "credit_change", "label": _("Tăng, giảm tiền thừa"), "kind": "dong"},
        {"key": "owed", "label": _("Còn nợ"), "kind": "dong"},
        {"key": "credit", "label": _("Tiền thừa"), "kind": "dong"},
        {"key": "entry", "label": _("Bút toán"), "kind": "code", "url_key": "url"},
    ]


def _rows(told: queries.Statement, *, may_take_back: bool) -> list[dict[str, object]]:
    """Newest first; the number of a payment leads to where it is taken back, for who may, while it stands."""
    gone = {line.reverses for line in told.lines}
    rows = []
    for line in reversed(told.lines):
        row = _row(line)
        if may_take_back and line.kind == "payment" and line.entry not in gone:
            row["url"] = reverse("desk-accounts-take-back", args=[told.code, line.entry])
        rows.append(row)
    return rows


def _row(line: queries.StatementLine) -> dict[str, object]:
    kind = str(words.KINDS[line.kind])
    return {
        "on": line.on, "invoice": line.invoice, "owed_change": line.owed_change,
        "kind": f"{kind} ({line.reverses})" if line.reverses else kind,
        "credit_change": line.credit_change, "owed": line.owed_dong, "credit": line.credit_dong,
        "entry": line.entry,
    }  # fmt: skip


def _open_columns() -> list[dict[str, object]]:
    return [
        {"key": "invoice", "label": _("Hóa đơn"), "kind": "code"},
        {"key": "month", "label": _("Kỳ")},
        {"key": "total", "label": _("Tổng tiền"), "kind": "dong"},
        {"key": "owed", "label": _("Còn nợ"), "kind": "dong"},
        {"key": "due", "label": _("Hạn thanh toán"), "kind": "day"},
        {"key": "bucket", "label": _("Tình trạng"), "kind": "status", "tone_key": "tone"},
    ]


def _open(row: queries.InvoiceOwed) -> dict[str, object]:
    name = row.invoice
    if row.refers_to:
        name = _("%(invoice)s, điều chỉnh %(original)s") % {"invoice": name, "original": row.refers_to}
    return {
        "invoice": name, "month": f"{row.month:%m/%Y}", "total": row.total_dong, "owed": row.owed_dong,
        "due": row.due_on, "bucket": str(words.BUCKETS[row.bucket]),
        "tone": words.BUCKET_TONES.get(row.bucket, "bad"),
    }  # fmt: skip
