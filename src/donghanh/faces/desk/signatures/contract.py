"""`/ban/cap-dien/<code>/hop-dong/`: prepares the contract of a supply as a document to be signed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.signatures.refusals import NotFound, Refused
from donghanh.apps.supply import queries
from donghanh.apps.supply.contract_values import ContractDraft, ContractFigures
from donghanh.apps.supply.operations import prepare_contract
from donghanh.faces.desk.asking import address, standing_of
from donghanh.faces.desk.requests.standing import requests_page
from donghanh.faces.desk.requests.words import said
from donghanh.faces.desk.signatures import words
from donghanh.faces.desk.signatures.pages import site_of

MISSING = {"required": gettext_lazy("Hãy điền ô này.")}


class ContractForm(forms.Form):
    """The figures that an officer confirms; the rest comes from the request."""

    number = forms.CharField(label=gettext_lazy("Số hợp đồng"), max_length=60, error_messages=MISSING)
    price_category = forms.ChoiceField(label=gettext_lazy("Nhóm giá"), error_messages=MISSING)
    voltage = forms.ChoiceField(label=gettext_lazy("Điện áp"), error_messages=MISSING)
    capacity_kw = forms.RegexField(
        r"^\d{1,5}([.,]\d{1,3})?$", label=gettext_lazy("Công suất đăng ký (kW)"), max_length=9,
        error_messages={**MISSING, "invalid": gettext_lazy("Hãy ghi một số, ví dụ 3,5.")},
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip

    def __init__(self, *args: Any, draft: ContractDraft, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = {"price_category": draft.price_categories, "voltage": draft.voltages}
        for name, known in choices.items():
            found = [(one.code, said(one.vi, one.en)) for one in known]
            self.fields[name].choices = found  # type: ignore[attr-defined]


@requests_page
def contract(request: HttpRequest, code: str) -> HttpResponse:
    """Show the figures and the documents so far (GET), prepare the contract (POST)."""
    standing = standing_of(request)
    draft = queries.contract_draft(actor=standing.actor, case_code=code, now=standing.now)
    form = ContractForm(request.POST or None, draft=draft, initial=vars(draft.figures))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                document = prepare_contract(
                    actor=standing.actor, case_code=code, figures=ContractFigures(**form.cleaned_data),
                    now=standing.now, site=site_of(request),
                )  # fmt: skip
            except NotFound:
                raise
            except (Refused, Forbidden) as refusal:
                form.add_error(None, words.told(refusal))
            else:
                messages.success(request, _("Đã lập hợp đồng và gửi liên kết tới điện thoại của khách hàng."))
                return redirect("desk-document", document)
    return render(request, "desk/signatures/contract.html", _context(draft, form), status=status)


def _context(draft: ContractDraft, form: ContractForm) -> dict[str, Any]:
    documents = [
        (address("desk-document", one.code), one.code, *words.STATES[one.state]) for one in draft.documents
    ]
    problem = Refused(draft.problem, draft.problem) if draft.problem else None
    return {
        "draft": draft, "form": form, "documents": documents,
        "problem": words.told(problem) if problem else "",
        "has_open": any(one.state in ("offered", "customer_signed") for one in draft.documents),
        "trail": [
            (_("Cấp điện"), address("desk-supplies")),
            (draft.case_code, address("desk-supply", draft.case_code)), (_("Hợp đồng"), ""),
        ],
    }  # fmt: skip


urlpatterns = [path("cap-dien/<str:code>/hop-dong/", contract, name="desk-supply-contract")]
