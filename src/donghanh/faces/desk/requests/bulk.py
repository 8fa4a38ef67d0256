"""One answer for many requests: seen for each of them first, then done exactly as it was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.requests import operations
from donghanh.apps.requests.permissions import check_act
from donghanh.apps.requests.values import BulkDone, BulkPreview, BulkRow
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.requests import refusals, words
from donghanh.faces.desk.requests.standing import requests_page

AT_MOST = 200


class BulkForm(forms.Form):
    """The words for all; digest : of the preview that was seen."""

    mau = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput())
    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput())
    text = forms.CharField(
        label=gettext_lazy("Nội dung gửi khách hàng"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Chữ trong ngoặc nhọn được thay bằng số liệu của từng yêu cầu."),
        error_messages={"required": gettext_lazy("Hãy ghi nội dung gửi khách hàng.")},
    )  # fmt: skip


@requests_page
def bulk(request: HttpRequest) -> HttpResponse:
    """Show what each customer would be sent (GET, or POST to look again), then send it (POST `gui`)."""
    standing = standing_of(request)
    check_act(actor=standing.actor)
    asked = request.POST if request.method == "POST" else request.GET
    codes = [one.replace("\x00", "")[:16] for one in dict.fromkeys(asked.getlist("ma"))][:AT_MOST]
    if not codes:
        messages.warning(request, _("Chưa chọn yêu cầu nào. Hãy đánh dấu các dòng."))
        return redirect("desk-requests")
    if request.method != "POST":
        return _looked(request, standing, codes, _first(standing, asked.get("mau", "")))
    form = BulkForm(request.POST)
    if form.is_valid() and "gui" in request.POST:
        return _sent(request, standing, codes, form)
    return _looked(request, standing, codes, form.data.dict() | {"bound": form})


def _first(standing: Standing, template: str) -> dict[str, Any]:
    text = words.template_text(template, standing.today)
    return {"mau": template if text else "", "text": text}


def _sent(request: HttpRequest, standing: Standing, codes: list[str], form: BulkForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        done = operations.bulk_answer(
            actor=standing.actor, codes=codes, text=said["text"], digest=said["digest"], now=standing.now,
            template=said["mau"],
        )  # fmt: skip
    except (Refused, Forbidden) as refusal:
        messages.error(request, refusals.told(refusal))
        return _looked(request, standing, codes, {"mau": said["mau"], "text": said["text"]}, status=409)
    return render(request, "desk/requests/bulk_result.html", _result(done))


def _looked(
    request: HttpRequest, standing: Standing, codes: list[str], said: dict[str, Any], status: int = 200
) -> HttpResponse:
    found = _preview(request, standing, codes, said) if said.get("text") else None
    form = said.get("bound") or BulkForm(initial={"mau": said.get("mau", ""), "text": said.get("text", "")})
    blanks = words.blanks_left(" ".join(one.text for one in found.rows)) if found else ""
    if found and not blanks and not form.errors:
        form = BulkForm(initial={"mau": said.get("mau", ""), "text": said["text"], "digest": found.digest})
    elif blanks:
        messages.warning(request, refusals.told_rule(rule="blank-left", facts={"blanks": blanks}))
    context = {
        "trail": [(_("Các yêu cầu"), address("desk-requests")), (_("Trả lời nhiều yêu cầu"), "")],
        "form": form, "codes": codes, "back": address("desk-requests"),
        "is_seen": found is not None and not blanks and not form.errors,
        "can": [_row(one) for one in found.rows if not one.problem] if found else [],
        "cannot": [_row(one) for one in found.rows if one.problem] if found else [],
    }  # fmt: skip
    return render(request, "desk/requests/bulk.html", context, status=422 if form.errors else status)


def _preview(
    request: HttpRequest, standing: Standing, codes: list[str], said: dict[str, Any]
) -> BulkPreview | None:
    try:
        return operations.preview_bulk_answer(
            actor=standing.actor,
            codes=codes,
            text=said["text"],
            now=standing.now,
            template=said.get("mau", ""),
        )
    except Refused as refusal:
        messages.error(request, refusals.told(refusal))
        return None


def _row(one: BulkRow) -> dict[str, Any]:
    return {
        "code": one.code, "name": one.name, "service": words.service_named(one.service_vi), "text": one.text,
        "state": words.word(words.STATES, one.state), "tone": words.TONES.get(one.state, "idle"),
        "why_not": refusals.told_rule(rule=one.problem, facts={}) if one.problem else "",
        "url": address("desk-request", one.code) if one.state else "",
    }  # fmt: skip


def _result(done: BulkDone) -> dict[str, Any]:
    return {
        "trail": [(_("Các yêu cầu"), address("desk-requests")), (_("Kết quả trả lời"), "")],
        "done": [{"code": code, "url": address("desk-request", code)} for code in done.answered],
        "cannot": [
            {
                "code": code, "url": address("desk-request", code),
                "why_not": refusals.told_rule(rule=rule, facts={}),
            }
            for code, rule in done.refused
        ],
        "back": address("desk-requests"),
    }  # fmt: skip
