"""Corrects where a beneficiary lives: a household that moved between nomination and delivery."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.programmes.operations.correcting import Corrected, NewPlace, correct_address
from donghanh.apps.programmes.queries.benefits import benefit_story
from donghanh.faces.desk.asking import address, standing_of
from donghanh.faces.desk.works import wording
from donghanh.faces.desk.works.one_order import MISSING
from donghanh.faces.desk.works.standing import works_page


class PlaceForm(forms.Form):
    """Where the household lives now, and why the record is corrected."""

    commune_code = forms.ChoiceField(label=gettext_lazy("Xã, phường mới"), required=False)
    address = forms.CharField(label=gettext_lazy("Địa chỉ mới"), max_length=200, required=False)
    phone = forms.RegexField(
        r"^[0-9+ .()-]*$", label=gettext_lazy("Điện thoại mới"), max_length=20, required=False
    )
    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, error_messages=MISSING)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(organisation.commune_names().items(), key=lambda one: one[1])
        choices = [("", _("Giữ như cũ")), *((code, f"{name} ({code})") for code, name in named)]
        self.fields["commune_code"].choices = choices  # type: ignore[attr-defined]


@works_page
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the new place (GET), correct it (POST)."""
    standing = standing_of(request)
    story = benefit_story(actor=standing.actor, reference=reference, day=standing.today)
    form = PlaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _made(request, reference, form):
        return redirect("desk-benefit", reference)
    back = address("desk-benefit", reference)
    context = {
        "form": form, "reference": reference, "name": story.line.name, "back": back,
        "trail": [(reference, back), (_("Sửa địa chỉ"), "")],
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/works/correct.html", context, status=status)


def _made(request: HttpRequest, reference: str, form: PlaceForm) -> bool:
    given = dict(form.cleaned_data)
    why = given.pop("why")
    try:
        found = correct_address(
            actor=standing_of(request).actor, reference=reference, place=NewPlace(**given), why=why,
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotFound:
        raise
    except (Refused, Forbidden) as reason:
        form.add_error(None, wording.told(reason))
        return False
    messages.success(request, _told(found))
    return True


def _told(found: Corrected) -> str:
    if found.needs_day:
        told = _("Đã ghi địa chỉ mới; điện lực phụ trách: %(unit)s. Chưa hẹn lại được: hãy dời ngày hẹn.")
    elif found.order:
        told = _("Đã ghi địa chỉ mới; lượt đến được hẹn lại theo lệnh %(order)s.")
    else:
        told = _("Đã ghi địa chỉ mới; điện lực phụ trách: %(unit)s.")
    return told % {"unit": found.unit_code, "order": found.order}
