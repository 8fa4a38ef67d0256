"""
From the tracking page to the contract: who knows the code and the registered telephone may read it.

The tracking page shows nothing personal, a contract does; so the code alone does not open it.
"""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from donghanh.apps.supply import queries
from donghanh.faces.guessing import missed
from donghanh.faces.portal.requests.following import page_or_refusal
from donghanh.faces.portal.requests.services import at_of
from donghanh.faces.throttle import Limit, address_of, is_over

MISSES = Limit("portal-contract-misses", most=10, seconds=600)


class PhoneForm(forms.Form):
    """The telephone of the request."""

    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại đã đăng ký"), max_length=20,
        help_text=gettext_lazy("Số mà Quý khách đã ghi khi gửi yêu cầu. Mã ký sẽ được gửi tới số này."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": gettext_lazy("Quý khách nhập số điện thoại.")},
    )  # fmt: skip


@never_cache
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the telephone (GET), and lead to the contract (POST)."""
    page = page_or_refusal(request, code)
    if isinstance(page, HttpResponse):
        return page
    if queries.contract_of_tracking(tracking_code=code) in ("", "withdrawn"):
        raise Http404
    form = PhoneForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        link, status = _link(request, code, form)
        if link:
            return redirect("portal-sign", link)
    return render(request, "portal/signing/enter.html", {"form": form, "code": code}, status=status)


def _link(request: HttpRequest, code: str, form: PhoneForm) -> tuple[str, int]:
    """The link, or with which status the page is shown again; who misses often is held back for a while."""
    if not form.is_valid():
        return "", 422
    if is_over(limit=MISSES, who=address_of(request)):
        form.add_error(None, _("Quý khách đã thử nhiều lần. Xin thử lại sau ít phút."))
        return "", 429
    link = queries.contract_link(tracking_code=code, phone=form.cleaned_data["phone"])
    if not link:
        missed(request, limit=MISSES, at=at_of(request))
        form.add_error("phone", _("Đây không phải số đã đăng ký. Xin xem lại, hoặc gọi tổng đài."))
    return link, 200 if link else 422
