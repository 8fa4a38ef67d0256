"""
"Tra cứu hóa đơn": an invoice by the code printed on it, in two steps, without signing in.

A wrong code and one of an invoice that never was are answered alike, and whoever tries many is held back.
"""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from donghanh.apps.billing import queries
from donghanh.faces.design.figures import written_number
from donghanh.faces.signin import tries

KINDS = {
    "original": gettext_lazy("Hóa đơn tiền điện"),
    "adjust_up": gettext_lazy("Hóa đơn điều chỉnh tăng"),
    "adjust_down": gettext_lazy("Hóa đơn điều chỉnh giảm"),
    "replacement": gettext_lazy("Hóa đơn thay thế"),
}


class CodeForm(forms.Form):
    """The code of the paper."""

    code = forms.CharField(
        label=gettext_lazy("Mã tra cứu in trên hóa đơn"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Quý khách nhập mã tra cứu in trên hóa đơn.")},
    )  # fmt: skip


@never_cache
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for the code (GET), and show its invoice (POST): the code stays out of addresses."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "portal/invoice/enter.html", {"form": form})
    if not form.is_valid():
        return render(request, "portal/invoice/enter.html", {"form": form}, status=422)
    if not tries.may_try(request, what="invoice"):
        form.add_error("code", _("Quý khách thử quá nhiều lần. Mời thử lại sau ít phút."))
        return render(request, "portal/invoice/enter.html", {"form": form}, status=429)
    found = queries.invoice_by_code(code=form.cleaned_data["code"])
    if found is None:
        form.add_error("code", _("Không có hóa đơn nào với mã này. Quý khách xem lại từng chữ trên hóa đơn."))
        return render(request, "portal/invoice/enter.html", {"form": form}, status=404)
    return render(request, "portal/invoice/found.html", _context(found))


def _context(found: queries.HeldInvoice) -> dict[str, object]:
    facts = [
        (_("Số hóa đơn"), found.name),
        (_("Tháng"), f"{found.month:%m/%Y}"),
        (_("Khách hàng"), found.customer_name),
        (_("Mã khách hàng"), f"•••{found.code_end}"),
        (_("Ngày phát hành"), f"{found.issued_at:%d/%m/%Y}"),
        (_("Điện tiêu thụ"), f"{written_number(found.kwh)} kWh"),
        (_("Được giảm"), f"{written_number(found.relief_amount)} đ"),
        (_("Cộng trước thuế"), f"{written_number(found.net_amount)} đ"),
        (
            _("Thuế GTGT %(percent)s%%") % {"percent": found.vat_percent},
            f"{written_number(found.vat_amount)} đ",
        ),
        (_("Tổng cộng"), f"{written_number(found.total_amount)} đ"),
    ]
    later = [(one.name, str(KINDS[one.kind]), one.total_amount) for one in found.corrections]
    return {"found": found, "facts": facts, "kind": str(KINDS[found.kind]), "later": later}


urlpatterns = [path("tra-cuu-hoa-don/", look_up, name="portal-invoice")]
