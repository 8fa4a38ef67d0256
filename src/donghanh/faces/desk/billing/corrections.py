"""Proposes a correction of an invoice, and confirms or refuses it by a second officer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from donghanh.apps.billing import operations, queries
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.faces.desk.asking import actor_of
from donghanh.faces.desk.billing import words
from donghanh.faces.desk.billing.standing import billing_page, trail
from donghanh.faces.desk.programmes import refusals


class CorrectionForm(forms.Form):
    """What is to hold instead, and why."""

    how = forms.ChoiceField(
        label=gettext_lazy("Cách sửa"), widget=forms.RadioSelect, choices=[
            ("adjust", gettext_lazy("Hóa đơn điều chỉnh: chỉ ghi phần chênh lệch")),
            ("replace", gettext_lazy("Hóa đơn thay thế: lập lại cả hóa đơn từ chỉ số hiện có")),
        ], error_messages={"required": gettext_lazy("Hãy chọn một cách sửa.")},
    )  # fmt: skip
    quota_quarters = forms.IntegerField(
        label=gettext_lazy("Số hộ dùng chung, tính bằng một phần tư hộ"), min_value=1, max_value=4000,
        required=False, help_text=gettext_lazy("Một hộ là 4, ba người thuê là 3. Để trống nếu không đổi."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Chỉ ghi chữ số.")},
    )  # fmt: skip
    category = forms.ChoiceField(
        label=gettext_lazy("Nhóm giá"), required=False,
        choices=[("", gettext_lazy("Không đổi")), *words.CATEGORIES.items()],
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ghi trên hóa đơn và lưu cùng quyết định."),
        error_messages={"required": gettext_lazy("Hãy ghi lý do.")},
    )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """The columns that change."""
        said = self.cleaned_data
        return {name: said[name] for name in ("quota_quarters", "category") if said[name]}


@billing_page
def propose(request: HttpRequest, key: int) -> HttpResponse:
    """Ask what is to hold (GET), and keep the proposal (POST)."""
    card = queries.invoice(actor=actor_of(request), invoice=key)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            operations.propose_correction(
                actor=actor_of(request), invoice=key, how=said["how"], reason=said["reason"],
                changes=form.changes(), at=request.product_now,
            )  # fmt: skip
            messages.success(
                request, _("Đã ghi đề nghị. Người thứ hai duyệt thì hóa đơn mới được phát hành.")
            )
            return redirect("desk-invoice", key)
        except (Refused, Forbidden) as refusal:
            form.add_error(None, refusals.told(refusal))
    context = {"form": form, "card": card, "trail": trail(_("Đề nghị sửa %(name)s") % {"name": card.name})}
    return render(request, "desk/billing/correct.html", context, status=422 if form.errors else 200)


@require_POST
@billing_page
def decide(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Confirm or refuse a proposal."""
    actor, at = actor_of(request), request.product_now
    try:
        if request.POST.get("viec") == "duyet":
            issued = operations.confirm_correction(actor=actor, proposal=number, at=at)
            messages.success(request, _("Đã phát hành."))
            return redirect("desk-invoice", issued)
        operations.refuse_correction(
            actor=actor, proposal=number, why=request.POST.get("why", "")[:300], at=at
        )
        messages.success(request, _("Đã ghi: không duyệt."))
    except (Refused, Forbidden) as refusal:
        messages.error(request, refusals.told(refusal))
    return redirect("desk-invoice", key)
