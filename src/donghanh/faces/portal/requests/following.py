"""
`/theo-doi/`: how a request stands, by its tracking code, for whoever holds it, without signing in.

Nothing personal is shown. A code that is unknown, mistyped or made up is answered alike, and an address that
misses often is held back from right codes too, so that nobody learns by trying.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.requests import queries
from donghanh.apps.requests.refusals import NotFound
from donghanh.apps.requests.values import TrackPage
from donghanh.faces.design.figures import written_moment
from donghanh.faces.guessing import missed
from donghanh.faces.portal.requests.services import at_of
from donghanh.faces.portal.requests.supply import supply_part
from donghanh.faces.portal.requests.words import NEXT, is_english, promised, said, state_words
from donghanh.faces.throttle import Limit, address_of, is_over

MISSES = Limit("portal-tracking-misses", most=10, seconds=600)
NOT_OF_CODES = re.compile(r"[^0-9A-Z-]")
OVER = ("closed", "withdrawn", "refused")


class CodeForm(forms.Form):
    """The code of the receipt."""

    code = forms.CharField(
        label=gettext_lazy("Mã theo dõi"), max_length=40,
        help_text=gettext_lazy("12 chữ và số trên giấy tiếp nhận hoặc tin nhắn, ví dụ K7QM-2XPA-9TRD."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Quý khách nhập mã theo dõi.")},
    )  # fmt: skip


@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code (GET), and lead to its page (POST), whether there is such a code or not."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = NOT_OF_CODES.sub("", form.cleaned_data["code"].upper())[:20]
        if code.strip("-"):
            return redirect("portal-track-case", code)
        form.add_error("code", str(form.fields["code"].error_messages["required"]))
    return _ask(request, form, status=422 if request.method == "POST" else 200)


@never_cache
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a request stands."""
    page = page_or_refusal(request, code)
    if isinstance(page, HttpResponse):
        return page
    return render(
        request, "portal/requests/follow.html", {"code": code, **_context(request, page), **supply_part(code)}
    )


def page_or_refusal(request: HttpRequest, code: str) -> TrackPage | HttpResponse:
    """The page of a code; or the answer for an address that misses too often, or for no such code."""
    who = address_of(request)
    if wait := is_over(limit=MISSES, who=who):
        answer = _ask(request, CodeForm(), status=429, minutes=-(-wait // 60))
        answer["Retry-After"] = str(wait)
        return answer
    try:
        return queries.track(tracking_code=code, now=at_of(request))
    except NotFound:
        missed(request, limit=MISSES, at=at_of(request))
        return _ask(request, CodeForm(), status=404)


def due_words(page: TrackPage) -> str:
    """By when it is answered; or honestly why nobody can say it yet."""
    if page.due_at is not None:
        return written_moment(page.due_at)
    if page.starts_at is None:
        return _("Chưa tính: thời hạn %(amount)s bắt đầu khi hồ sơ đầy đủ.") % {
            "amount": promised((page.clock_kind, page.clock_amount))
        }
    return _("Chưa tính được; nhân viên sẽ báo cho Quý khách.")


def _ask(request: HttpRequest, form: CodeForm, *, status: int, minutes: int = 0) -> HttpResponse:
    context = {"form": form, "unknown": status == 404, "minutes": minutes}
    return render(request, "portal/requests/enter.html", context, status=status)


def _context(request: HttpRequest, page: TrackPage) -> dict[str, Any]:
    return {
        "page": page,
        "name": said(page, "service"),
        "state": state_words(page.state),
        "next": str(NEXT[page.next_step]),
        "facts": _facts(request, page),
        "pause": said(page, "pause_reason") if page.is_paused else "",
        "steps": [(said(step), step.standing) for step in page.steps],
        "questions": [(said(one), one.is_there) for one in page.questions],
        "promised": promised((page.clock_kind, page.clock_amount)),
        "is_over": page.state in OVER,
    }


def _facts(request: HttpRequest, page: TrackPage) -> list[tuple[str, str]]:
    facts = [(_("Nhận lúc"), written_moment(page.received_at)), (_("Hạn trả lời"), due_words(page))]
    if page.state in OVER:
        facts.pop()
    if page.unit_code:
        facts.append((_("Đơn vị phụ trách"), _unit(request, page.unit_code)))
    return facts


def _unit(request: HttpRequest, code: str) -> str:
    try:
        row = organisation.unit(code=code, day=at_of(request).date())
    except organisation.UnknownUnit:
        return code
    return row.name("en" if is_english() else "vi")
