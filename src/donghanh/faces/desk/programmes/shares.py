"""
Change one unit's share: write the number and the reason, see which other units give way, then confirm.

Only the departments and the director may; the shares always sum to the company's target.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.programmes.operations import sharing
from donghanh.apps.programmes.permissions import PLANNERS
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.refusals import CannotChangeShares, NotFound
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of


class ShareForm(forms.Form):
    """A unit's new share, and why."""

    target = forms.IntegerField(
        label=gettext_lazy("Chỉ tiêu mới"),
        min_value=0,
        max_value=1_000_000,
        error_messages={
            "required": gettext_lazy("Hãy ghi một số."),
            "invalid": gettext_lazy("Hãy ghi một số nguyên."),
        },
    )
    why = forms.CharField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Ví dụ: công văn, đề nghị của đơn vị. Lý do được lưu cùng thay đổi."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Sửa chỉ tiêu cần có lý do. Hãy ghi lý do.")},
    )


@programme_page(roles=PLANNERS)
def share(request: HttpRequest, code: str, unit_code: str) -> HttpResponse:
    """Ask for the new share (GET), show what gives way (POST), write it (POST with `confirm`)."""
    standing = standing_of(request)
    before = plan.shares(actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code)
    mine = next((line for line in before if line.unit_code == unit_code), None)
    if mine is None:
        raise NotFound("share", f"{code}/{unit_code}")
    form = ShareForm(request.POST or None, initial={"target": mine.target})
    preview: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            if "confirm" in request.POST:
                return _written(request, standing, code, mine, form)
            preview = _preview(standing, request, code, unit_code, form.cleaned_data["target"], before)
        except CannotChangeShares as refusal:
            form.add_error("target", refusals.told(refusal))
    card = plan.activity_card(campaign_code=standing.campaign_code, activity_code=code)
    return render(
        request,
        "desk/programmes/share.html",
        {
            "standing": standing,
            "form": form,
            "preview": preview,
            "unit_name": wording.said(mine, "unit_name"),
            "now": mine,
            "basis": wording.word(wording.BASES, mine.basis),
            "measured_in": wording.said(card, "measured_in"),
            "target": card.target,
            "name": wording.said(card, "name"),
            "trail": trail_of(
                standing=standing,
                between=((wording.short(card), standing.link("desk-activity", code)),),
                last=wording.said(mine, "unit_name"),
            ),
            "back": standing.link("desk-activity", code),
        },
    )


def _written(
    request: HttpRequest, standing: Standing, code: str, mine: plan.ShareLine, form: ShareForm
) -> HttpResponse:
    sharing.edit_unit_share(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        activity_code=code,
        unit_code=mine.unit_code,
        target=form.cleaned_data["target"],
        why=form.cleaned_data["why"],
        at=request.product_now,  # type: ignore[attr-defined]
    )
    told = _("Chỉ tiêu của %(unit)s nay là %(target)s.")
    messages.success(
        request, told % {"unit": wording.said(mine, "unit_name"), "target": form.cleaned_data["target"]}
    )
    return redirect(standing.link("desk-activity", code))


def _preview(
    standing: Standing,
    request: HttpRequest,
    code: str,
    unit_code: str,
    target: int,
    before: tuple[plan.ShareLine, ...],
) -> list[dict[str, Any]]:
    after = sharing.preview_unit_share(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        activity_code=code,
        unit_code=unit_code,
        target=target,
        at=request.product_now,  # type: ignore[attr-defined]
    )
    found = {one.unit_code: one for one in after}
    return [
        {
            "name": wording.said(line, "unit_name"),
            "before": line.target,
            "after": found[line.unit_code].amount,
            "basis": wording.word(wording.BASES, found[line.unit_code].basis),
            "tone": wording.BASIS_TONES.get(found[line.unit_code].basis, "idle"),
            "is_changed": line.target != found[line.unit_code].amount,
        }
        for line in before
    ]
