"""
State how a unit carries an activity out in its own way: finish later, deliver in another way.

The template says how far a unit's head may go; beyond that the Business Department states it. The page
shows the limits before the form, and what was stated before stays in view.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.programmes.operations.varying import vary_activity
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.refusals import CannotVary, NotFound
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of
from donghanh.faces.desk.programmes.variation_rows import WAYS, may_vary, variation_rows

SENTENCES = {
    "way-unknown": gettext_lazy(
        "Cách giao này không có trong chương trình. Hãy chọn một cách trong danh sách."
    ),
    "reason-missing": gettext_lazy("Cách làm riêng cần có lý do. Hãy ghi lý do."),
    "days-not-possible": gettext_lazy("Số ngày phải từ 0 trở lên."),
    "beyond-limits": gettext_lazy(
        "Đơn vị tự lùi được nhiều nhất %(most)s ngày. Hãy đề nghị Phòng Kinh doanh nêu số ngày dài hơn."
    ),
}


class VariationForm(forms.Form):
    """By how many days later, in which way, and why."""

    days_later = forms.IntegerField(
        label=gettext_lazy("Lùi hạn cuối (số ngày)"), min_value=0, max_value=366, initial=0
    )
    way = forms.ChoiceField(label=gettext_lazy("Cách giao, cách làm"))
    why = forms.CharField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Ví dụ: địa bàn ngập, khu vực phong tỏa, trường chưa mở cửa."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@programme_page()
def vary(request: HttpRequest, code: str, unit_code: str) -> HttpResponse:
    """Show the limits and the form (GET), state the variation (POST)."""
    standing = standing_of(request)
    card = plan.activity_card(campaign_code=standing.campaign_code, activity_code=code)
    share = _share(standing, code, unit_code)
    if not may_vary(actor=standing.actor, unit_code=unit_code):
        raise NotFound("share", f"{code}/{unit_code}")
    form = VariationForm(request.POST or None)
    ways = card.terms.get("variation", {}).get("ways_of_delivery", [])  # type: ignore[attr-defined]
    form.fields["way"].choices = [(way, WAYS.get(way, way)) for way in ways]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            return _stated(request, standing, code, unit_code, form)
        except CannotVary as refusal:
            form.add_error(None, _told(refusal))
    page = {
        "standing": standing,
        "form": form,
        "name": wording.said(card, "name"),
        "unit_name": wording.said(share, "unit_name"),
        "limits": card.terms.get("variation", {}),
        "due_on": card.due_on,
        "stated": variation_rows(standing=standing, code=code, unit_code=unit_code),
        "back": standing.link("desk-activity", code),
        "trail": trail_of(
            standing=standing,
            between=((wording.short(card), standing.link("desk-activity", code)),),
            last=wording.said(share, "unit_name"),
        ),
    }
    return render(request, "desk/programmes/variation.html", page)


def _stated(
    request: HttpRequest, standing: Standing, code: str, unit_code: str, form: VariationForm
) -> HttpResponse:
    vary_activity(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        activity_code=code,
        unit_code=unit_code,
        days_later=form.cleaned_data["days_later"],
        way_of_delivery=form.cleaned_data["way"],
        why=form.cleaned_data["why"],
        at=request.product_now,  # type: ignore[attr-defined]
    )
    messages.success(request, _("Đã ghi cách làm riêng của đơn vị."))
    return redirect(standing.link("desk-activity", code))


def _share(standing: Standing, code: str, unit_code: str) -> plan.ShareLine:
    found = plan.shares(actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code)
    mine = next((line for line in found if line.unit_code == unit_code), None)
    if mine is None:
        raise NotFound("share", f"{code}/{unit_code}")
    return mine


def _told(refusal: CannotVary) -> str:
    sentence = SENTENCES.get(refusal.rule)
    return str(sentence) % refusal.facts if sentence else refusals.told(refusal)
