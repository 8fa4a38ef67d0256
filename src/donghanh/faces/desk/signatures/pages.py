"""`/ban/ky-van-ban/`: documents to be signed, one with its evidence, and the company's signature."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.signatures import operations, queries
from donghanh.apps.signatures.refusals import NotFound, Refused
from donghanh.apps.signatures.values import DocumentRow, DocumentStory, EvidenceLine
from donghanh.faces.desk.asking import (
    Standing,
    address,
    asked_page,
    asked_word,
    options,
    standing_of,
    unit_names,
)
from donghanh.faces.desk.requests.standing import INSIDE, requests_page
from donghanh.faces.desk.requests.words import said
from donghanh.faces.desk.signatures import words
from donghanh.faces.signin import navigation

BY_ITSELF = ("code_sent", "given")
FILES = ("offered", "reading_copy", "signed")
COLUMNS = (
    {"key": "state", "label": gettext_lazy("Tình trạng"), "kind": "status", "tone_key": "tone"},
    {"key": "code", "label": gettext_lazy("Văn bản"), "kind": "code", "url_key": "url"},
    {"key": "title", "label": gettext_lazy("Tên văn bản")},
    {"key": "signer", "label": gettext_lazy("Khách hàng")},
    {"key": "unit", "label": gettext_lazy("Đơn vị")},
    {"key": "offered_at", "label": gettext_lazy("Lập lúc"), "kind": "moment"},
    {"key": "signed_at", "label": gettext_lazy("Khách ký lúc"), "kind": "moment"},
)


class SealForm(forms.Form):
    """The PKCS#12 file of the signer and its password; without a file the key at hand signs."""

    key_file = forms.FileField(
        label=gettext_lazy("Tệp chứng thư (PKCS#12)"), required=False,
        help_text=gettext_lazy("Để trống thì dùng chứng thư đã đặt trong cấu hình. Tệp không được lưu lại."),
        widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx"}),
    )  # fmt: skip
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu của tệp"), required=False, strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why a document is withdrawn."""

    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


@requests_page
def documents(request: HttpRequest) -> HttpResponse:
    """Show a page of the list."""
    standing = standing_of(request)
    wanted = {"state": asked_word(request, "tinh-trang"), "unit_code": asked_word(request, "don-vi")}
    found = queries.document_list(actor=standing.actor, page=asked_page(request), **wanted)
    units = unit_names(standing)
    states = {one: f"{words.STATES[one][0]} ({count})" for one, count in found.by_state}
    context = {
        "total": found.total, "columns": COLUMNS, "rows": [_row(one, units) for one in found.rows],
        "states": options(states), "units": options(units), "chosen": wanted,
        "caption": _("Văn bản để ký"), "supplies_url": address("desk-supplies", buoc="sign"),
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
    }  # fmt: skip
    return render(request, "desk/signatures/list.html", context)


@requests_page
def document(request: HttpRequest, code: str) -> HttpResponse:
    """Show one document, masked; in full by a click, which is recorded."""
    standing = standing_of(request)
    return _shown(request, standing, queries.document_story(actor=standing.actor, code=code))


@requests_page
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Show names, telephone, address and browser in full (POST)."""
    if request.method != "POST":
        return redirect("desk-document", code)
    standing = standing_of(request)
    found = operations.read_document(actor=standing.actor, code=code, now=standing.now)
    return _shown(request, standing, found)


@requests_page
def pdf(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A file of the document."""
    if kind not in FILES:
        raise Http404
    standing = standing_of(request)
    name, content = operations.read_pdf(actor=standing.actor, code=code, kind=kind, now=standing.now)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@sensitive_post_parameters("password")
@requests_page
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Sign for the company, withdraw, or tell the customer's link (POST)."""
    if name not in ACTS:
        raise Http404
    if request.method != "POST":
        return redirect("desk-document", code)
    standing = standing_of(request)
    try:
        messages.success(request, ACTS[name](request, standing, code))
    except NotFound:
        raise
    except (Refused, Forbidden) as refusal:
        messages.error(request, words.told(refusal))
    return redirect("desk-document", code)


def _countersign(request: HttpRequest, standing: Standing, code: str) -> str:
    given = request.FILES.get("key_file")
    operations.countersign(
        actor=standing.actor, code=code, now=standing.now, key_file=given.read() if given else None,
        password=request.POST.get("password", ""), site=site_of(request),
    )  # fmt: skip
    return _("Đã ký số thay mặt công ty. Bản đã ký được trao cho khách hàng.")


def _withdraw(request: HttpRequest, standing: Standing, code: str) -> str:
    why = request.POST.get("why", "").replace("\x00", "")[:300]
    operations.withdraw_document(actor=standing.actor, code=code, why=why, now=standing.now)
    return _("Đã rút văn bản.")


def _link(request: HttpRequest, standing: Standing, code: str) -> str:
    link = operations.link_again(actor=standing.actor, code=code, now=standing.now)
    told = f"{site_of(request)}{address('portal-sign', link)}"
    return _("Liên kết riêng của khách hàng: %(link)s") % {"link": told}


ACTS = {"ky": _countersign, "rut": _withdraw, "lien-ket": _link}


def site_of(request: HttpRequest) -> str:
    """The beginning of this site's addresses."""
    return request.build_absolute_uri("/").rstrip("/")


def _row(one: DocumentRow, units: dict[str, str]) -> dict[str, Any]:
    word, tone = words.STATES[one.state]
    return {
        "code": one.code, "url": address("desk-document", one.code), "state": str(word), "tone": tone,
        "title": said(one.title_vi, one.title_en), "signer": one.signer,
        "unit": units.get(one.unit_code, one.unit_code), "offered_at": one.offered_at,
        "signed_at": one.customer_signed_at,
    }  # fmt: skip


def _shown(request: HttpRequest, standing: Standing, found: DocumentStory) -> HttpResponse:
    row = found.row
    word, tone = words.STATES[row.state]
    case = row.subject.partition(":")[2]
    context = {
        "row": row, "word": word, "tone": tone, "title": said(row.title_vi, row.title_en), "found": found,
        "trail": [(_("Ký văn bản"), address("desk-documents")), (row.code, "")],
        "about": [(_("Khách hàng"), row.signer), (_("Điện thoại"), found.phone), (_("Yêu cầu"), case)],
        "supply_url": address("desk-supply", case),
        "files": [(kind, address("desk-document-pdf", row.code, kind), sha) for kind, sha in found.files],
        "evidence": [_line(one) for one in found.evidence], "seal": SealForm(), "withdraw": WithdrawForm(),
        "older": address("desk-document", found.replaces) if found.replaces else "",
        "newer": address("desk-document", found.replaced_by) if found.replaced_by else "",
    }  # fmt: skip
    return render(request, "desk/signatures/one.html", context)


def _line(one: EvidenceLine) -> dict[str, Any]:
    facts = [(str(words.FACTS[key]), one.facts[key]) for key in words.FACTS if one.facts.get(key)]
    return {
        "number": one.number, "event": words.EVENTS[one.event], "at": one.at, "digest": one.digest[:16],
        "by": one.by or (_("Hệ thống") if one.event in BY_ITSELF else _("Khách hàng")), "facts": facts,
    }  # fmt: skip


urlpatterns = [
    path("ky-van-ban/", documents, name="desk-documents"),
    path("ky-van-ban/<str:code>/", document, name="desk-document"),
    path("ky-van-ban/<str:code>/hien/", reveal, name="desk-document-reveal"),
    path("ky-van-ban/<str:code>/<slug:name>/", act, name="desk-document-act"),
    path("ky-van-ban/<str:code>/<slug:kind>.pdf", pdf, name="desk-document-pdf"),
]
navigation.enter(
    name="desk-documents", label=gettext_lazy("Ký văn bản"), position=7, section=navigation.REQUESTS,
    roles=INSIDE,
)  # fmt: skip
