"""`/ky/<link>/`: the document as the customer reads it, the one-time code, consent, and the signed copy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from donghanh.apps.signatures import operations
from donghanh.apps.signatures.refusals import NotFound, Refused
from donghanh.apps.signatures.values import SigningPage, Visitor
from donghanh.faces.portal.requests.services import at_of
from donghanh.faces.portal.requests.words import is_english
from donghanh.faces.portal.signing.words import told
from donghanh.faces.throttle import Limit, address_of, seconds_to_wait

ASKS = Limit("portal-sign-asks", most=20, seconds=3600)
TRIES = Limit("portal-sign-tries", most=60, seconds=3600)
KINDS = {"van-ban": "offered", "ban-doc": "reading_copy", "da-ky": "signed"}


class SignForm(forms.Form):
    """The code, consent, and what was on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    code = forms.CharField(
        label=gettext_lazy("Mã trong tin nhắn"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Quý khách nhập mã.")},
    )  # fmt: skip
    consents = forms.BooleanField(
        required=True,
        error_messages={"required": gettext_lazy("Quý khách đánh dấu vào ô đồng ý rồi mới ký.")},
    )


@never_cache
def read(request: HttpRequest, link: str) -> HttpResponse:
    """Show the document with what comes next."""
    return _shown(request, link, None, 200)


@never_cache
def ask(request: HttpRequest, link: str) -> HttpResponse:
    """Send a code (POST)."""
    if request.method != "POST":
        return redirect("portal-sign", link)
    if seconds_to_wait(limit=ASKS, who=address_of(request)):
        return _shown(request, link, None, 429, _("Quý khách đã lấy nhiều mã. Xin thử lại sau."))
    try:
        operations.ask_code(link=link, visitor=_visitor(request), now=at_of(request))
    except NotFound as reason:
        raise Http404 from reason
    except Refused as reason:
        return _shown(request, link, None, 422, told(reason))
    return redirect("portal-sign", link)


@never_cache
@sensitive_post_parameters("code")
def sign(request: HttpRequest, link: str) -> HttpResponse:
    """Take the signature (POST); signed already leads to the page that says so."""
    if request.method != "POST":
        return redirect("portal-sign", link)
    page = _page(request, link)
    form = _form(page, request.POST)
    if page.state in ("customer_signed", "signed"):
        return redirect("portal-sign", link)
    if seconds_to_wait(limit=TRIES, who=address_of(request)):
        return _shown(request, link, form, 429, _("Quý khách đã thử nhiều lần. Xin thử lại sau ít phút."))
    if not form.is_valid():
        return _shown(request, link, form, 422)
    try:
        operations.sign_by_customer(
            link=link, code=form.cleaned_data["code"], seen=form.cleaned_data["seen"],
            consents=form.cleaned_data["consents"], language="en" if is_english() else "vi",
            visitor=_visitor(request), now=at_of(request),
        )  # fmt: skip
    except Refused as reason:
        if reason.rule == "document-changed":
            form = None
        return _shown(request, link, form, 422, told(reason))
    return redirect("portal-sign", link)


@never_cache
def file(request: HttpRequest, link: str, kind: str) -> HttpResponse:
    """A file of the document."""
    if kind not in KINDS:
        raise Http404
    try:
        name, content = operations.pdf_by_link(link=link, kind=KINDS[kind])
    except NotFound as reason:
        raise Http404 from reason
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _page(request: HttpRequest, link: str) -> SigningPage:
    try:
        return operations.open_by_link(link=link, visitor=_visitor(request), now=at_of(request))
    except NotFound as reason:
        raise Http404 from reason


def _visitor(request: HttpRequest) -> Visitor:
    return Visitor(address_of(request), request.headers.get("User-Agent", "").replace("\x00", ""))


def _form(page: SigningPage, *data: Any) -> SignForm:
    form = SignForm(*data, initial={"seen": page.seen})
    form.fields["consents"].label = page.consent["en" if is_english() else "vi"]
    return form


def _shown(
    request: HttpRequest, link: str, form: SignForm | None, status: int, problem: str = ""
) -> HttpResponse:
    page = _page(request, link)
    form = form or _form(page)
    if problem and form.is_bound:
        form.add_error("code", problem)
    language = "en" if is_english() else "vi"
    context = {
        "page": page, "link": link, "form": form, "problem": "" if form.is_bound else problem,
        "title": page.title_en if language == "en" else page.title_vi, "is_not": page.is_not[language],
        "number": page.words["number"], "note": page.words["note"][language],
        "sections": [_section(one, language) for one in page.words["sections"]],
        "may_ask": page.state == "offered" and at_of(request) >= page.ask_from_at,
        "has_code": page.code_state == "live", "is_english": language == "en",
    }  # fmt: skip
    return render(request, "portal/signing/document.html", context, status=status)


def _section(said: Any, language: str) -> dict[str, Any]:
    return {
        "heading": said["heading"][language],
        "rows": [(row["name"][language], row["value"][language]) for row in said["rows"]],
        "paragraphs": [
            (one["text"][language], [(cite[language], cite["is_confirmed"]) for cite in one["cites"]])
            for one in said["paragraphs"]
        ],
    }
