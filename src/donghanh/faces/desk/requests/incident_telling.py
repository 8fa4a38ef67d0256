"""Telling everybody of an incident: seen for each of them first, then done exactly as it was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.requests import operations
from donghanh.apps.requests.queries.telling import TellingPreview, Told, telling_preview
from donghanh.faces.desk.asking import Standing, address
from donghanh.faces.desk.requests import refusals, words

OVER = "ket-thuc"
UNSEEN = "unseen"
"""In place of the digest of a preview that nobody looked at: it fits nothing."""


class TellForm(forms.Form):
    """What everybody is told; digest : of the preview that was seen."""

    digest = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput())
    text = forms.CharField(
        label=gettext_lazy("Nội dung gửi mọi người"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Hãy ghi nội dung gửi khách hàng.")},
    )  # fmt: skip
    viec = forms.ChoiceField(
        label=gettext_lazy("Sự việc đã xong chưa?"), widget=forms.RadioSelect(), required=False,
        choices=[
            ("bao", gettext_lazy("Chưa xong: chỉ báo tin, các yêu cầu vẫn mở")),
            (OVER, gettext_lazy("Đã xong: trả lời mọi yêu cầu còn mở và kết thúc sự việc")),
        ],
    )  # fmt: skip

    @property
    def is_over(self) -> bool:
        return bool(self.cleaned_data.get("viec") == OVER)


def looked(standing: Standing, incident: str, form: TellForm) -> TellingPreview:
    """What would happen with the form's words."""
    return telling_preview(
        actor=standing.actor, incident=incident, text=form.cleaned_data["text"], is_over=form.is_over,
        now=standing.now,
    )  # fmt: skip


def told(request: HttpRequest, standing: Standing, incident: str, form: TellForm) -> bool:
    """Tell everybody as it was seen; answers False where something has changed or may not be."""
    try:
        done = operations.answer_incident(
            actor=standing.actor, incident=incident, text=form.cleaned_data["text"], is_over=form.is_over,
            now=standing.now, digest=form.cleaned_data["digest"] or UNSEEN,
        )  # fmt: skip
    except (Refused, Forbidden) as refusal:
        form.add_error(None, refusals.told(refusal))
        return False
    count = len(done.answered)
    messages.success(request, _("Đã báo %(count)s người.") % {"count": count})
    for code, rule in done.refused:
        messages.warning(request, f"{code}: {refusals.told_rule(rule=rule, facts={})}")
    return True


def shown(preview: TellingPreview, form: TellForm) -> dict[str, Any]:
    """The preview as finished values, and the form that stands for what was seen."""
    text, viec = form.cleaned_data["text"], form.cleaned_data.get("viec") or "bao"
    return {
        "seen": True, "seen_text": text, "seen_over": form.is_over,
        "form": TellForm(initial={"text": text, "viec": viec, "digest": preview.digest}),
        "will": [_row(one) for one in preview.rows if not one.problem],
        "will_not": [_row(one) for one in preview.rows if one.problem],
        "unreached": sum(not (one.phone or one.email) for one in preview.rows if not one.problem),
    }  # fmt: skip


def _row(one: Told) -> dict[str, Any]:
    return {
        "code": one.code, "url": address("desk-request", one.code), "name": one.name or "–",
        "state": words.word(words.STATES, one.state), "tone": words.TONES.get(one.state, "idle"),
        "reach": ", ".join(filter(None, (one.phone, one.email))) or _("không có số điện thoại, thư điện tử"),
        "is_reached": bool(one.phone or one.email),
        "why_not": refusals.told_rule(rule=one.problem, facts={}) if one.problem else "",
    }  # fmt: skip
