"""What a customer says of the request: it is done, it is not done, no longer wanted, here are the papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from donghanh.apps.evidence.operations import CannotKeep
from donghanh.apps.requests import operations
from donghanh.apps.requests.refusals import CannotMoveCase, Refused
from donghanh.apps.requests.values import Attachment, TrackPage
from donghanh.faces.portal.requests.asking import busy
from donghanh.faces.portal.requests.files import MOST_BYTES, TOO_LARGE, UPLOADS, WORDS, file_words
from donghanh.faces.portal.requests.following import page_or_refusal
from donghanh.faces.portal.requests.forms import NO_NUL
from donghanh.faces.portal.requests.services import Paper, at_of
from donghanh.faces.portal.requests.words import said
from donghanh.faces.throttle import address_of, seconds_to_wait

PASSED = gettext_lazy("Yêu cầu đã chuyển sang bước khác. Quý khách xem lại trang theo dõi.")
Done = Callable[[], str]


class WhyForm(forms.Form):
    """Why it is not solved, or no longer wanted."""

    why = forms.CharField(
        label=gettext_lazy("Quý khách cho biết vì sao"), max_length=1000, validators=[NO_NUL],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Quý khách ghi vài chữ, để chúng tôi biết phải làm gì.")},
    )  # fmt: skip


class FileForm(forms.Form):
    """A file, and which of the papers it is."""

    paper = forms.ChoiceField(label=gettext_lazy("Giấy tờ nào"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Ảnh hoặc tệp PDF"),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={
            "required": gettext_lazy("Quý khách chọn một tệp."),
            "empty": WORDS["file-is-empty"],
        },
    )  # fmt: skip

    def __init__(self, *args: Any, wanted: list[Paper], **more: Any) -> None:
        super().__init__(*args, **more)
        options = [(one.code, one.label) for one in wanted]
        self.fields["paper"].choices = [*options, ("", _("Giấy tờ khác"))]  # type: ignore[attr-defined]


@never_cache
def solved(request: HttpRequest, code: str) -> HttpResponse:
    """The customer says that it is done; then a rating is asked for, where somebody asks for one."""
    page = page_or_refusal(request, code)
    if isinstance(page, HttpResponse):
        return page
    if not page.may_confirm:
        return redirect("portal-track-case", code)
    if request.method != "POST":
        return render(request, "portal/requests/solved.html", {"code": code, "name": said(page, "service")})
    try:
        token = operations.confirm_solved(tracking_code=code, now=at_of(request))
    except CannotMoveCase:
        return redirect("portal-track-case", code)
    context = {"code": code, "title": _("Cảm ơn Quý khách"), "rate": f"/danh-gia/{token}/" if token else ""}
    return render(request, "portal/requests/thanks.html", context)


@never_cache
def not_solved(request: HttpRequest, code: str) -> HttpResponse:
    """The customer says that it is not done: the same request is open again, under its first clock."""

    def again(page: TrackPage, why: str) -> str:
        operations.report_not_solved(tracking_code=code, why=why, now=at_of(request))
        return _("Chúng tôi giải quyết lại")

    return _with_reason(request, code, "not_solved", lambda page: page.may_reopen, again)


@never_cache
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """The customer wants it no longer."""

    def drop(page: TrackPage, why: str) -> str:
        operations.withdraw_by_customer(tracking_code=code, why=why, now=at_of(request))
        return _("Đã rút yêu cầu")

    return _with_reason(request, code, "withdraw", lambda page: page.may_withdraw, drop)


@never_cache
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """Take a paper that was still missing."""
    page = page_or_refusal(request, code)
    if isinstance(page, HttpResponse):
        return page
    wanted = [Paper(one.code, said(one), one.is_required) for one in page.questions]
    form = FileForm(wanted=wanted)
    if request.method == "POST":
        if wait := seconds_to_wait(limit=UPLOADS, who=address_of(request)):
            return busy(request, wait)
        form = FileForm(request.POST, request.FILES, wanted=wanted)
        if form.is_valid() and _handed_in(request, code, form):
            context = {"code": code, "title": _("Đã nhận tệp")}
            return render(request, "portal/requests/thanks.html", context)
    context = {"code": code, "form": form, "name": said(page, "service")}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/requests/hand_in.html", context, status=status)


def _with_reason(
    request: HttpRequest, code: str, what: str, may: Callable[[TrackPage], bool],
    do: Callable[[TrackPage, str], str],
) -> HttpResponse:  # fmt: skip
    page = page_or_refusal(request, code)
    if isinstance(page, HttpResponse):
        return page
    if not may(page):
        return redirect("portal-track-case", code)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            context = {"code": code, "title": do(page, form.cleaned_data["why"])}
            return render(request, "portal/requests/thanks.html", context)
        except CannotMoveCase:
            form.add_error(None, str(PASSED))
    context = {"code": code, "form": form, "what": what, "name": said(page, "service")}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/requests/why.html", context, status=status)


def _handed_in(request: HttpRequest, code: str, form: FileForm) -> bool:
    given = form.cleaned_data["file"]
    if given.size > MOST_BYTES:
        form.add_error("file", str(TOO_LARGE))
        return False
    attachment = Attachment(given.name or "", given.read(), form.cleaned_data["paper"])
    try:
        operations.hand_in_by_customer(tracking_code=code, attachments=[attachment], now=at_of(request))
    except CannotKeep as reason:
        form.add_error("file", file_words(reason.rule))
    except Refused:
        form.add_error(None, str(PASSED))
    return not form.errors
