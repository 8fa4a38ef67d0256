"""`/ban/cap-dien/kiem-dinh/` and `…/cat-dien/`: what tests left to be corrected, and points cut off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.apps.metering import operations, queries
from donghanh.apps.metering.queries import MeterTestRow
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.faces.design.figures import written_day
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.requests.standing import requests_page
from donghanh.faces.desk.supply import words
from donghanh.faces.signin.asked import FORMATS

MISSING = {"required": gettext_lazy("Hãy điền ô này.")}


class SettleForm(forms.Form):
    """Which test, which paper corrected the bills, and why."""

    number = forms.ChoiceField(label=gettext_lazy("Kết quả kiểm định"), error_messages=MISSING)
    pointer = forms.CharField(
        label=gettext_lazy("Số hóa đơn điều chỉnh hoặc văn bản"), max_length=60, error_messages=MISSING
    )
    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, error_messages=MISSING)

    def __init__(self, *args: Any, tests: tuple[MeterTestRow, ...]) -> None:
        super().__init__(*args)
        choices = [(str(one.number), f"{one.serial} · {written_day(one.tested_on)}") for one in tests]
        self.fields["number"].choices = choices  # type: ignore[attr-defined]


class CutForm(forms.Form):
    """Which point, since when, and why."""

    point = forms.CharField(label=gettext_lazy("Mã điểm đo"), max_length=20, error_messages=MISSING)
    on_day = forms.DateField(
        label=gettext_lazy("Ngày cắt điện"), input_formats=FORMATS, error_messages=MISSING,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300, error_messages=MISSING)


@requests_page
def tests(request: HttpRequest) -> HttpResponse:
    """List the tests whose correction is still to come; POST points to the paper that corrected."""
    standing = standing_of(request)
    found = queries.meter_tests(actor=standing.actor, is_open=True)
    form = SettleForm(*([request.POST] if request.method == "POST" else []), tests=found)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        given = {"number": int(said["number"]), "pointer": said["pointer"], "why": said["why"]}
        if _done(form, operations.settle_meter_test, standing, given):
            messages.success(request, _("Đã ghi việc điều chỉnh."))
            return redirect("desk-meter-tests")
    context = _frame(standing, _("Kiểm định công tơ")) | {
        "form": form,
        "tests": [_told(one) for one in found],
    }
    return render(request, "desk/supply/tests.html", context, status=422 if form.errors else 200)


@requests_page
def cut(request: HttpRequest) -> HttpResponse:
    """Write down that a point was cut off."""
    standing = standing_of(request)
    form = CutForm(*([request.POST] if request.method == "POST" else []))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        given = {
            "point_code": said["point"].strip().upper(), "on_day": said["on_day"], "why": said["why"],
            "is_on": False,
        }  # fmt: skip
        if _done(form, operations.switch_point, standing, given):
            messages.success(request, _("Đã ghi cắt điện."))
            return redirect("desk-supply-cut")
    context = _frame(standing, _("Ghi cắt điện")) | {"form": form}
    return render(request, "desk/supply/cut.html", context, status=422 if form.errors else 200)


def _done(form: forms.Form, act: Any, standing: Standing, given: dict[str, Any]) -> bool:
    try:
        act(actor=standing.actor, at=standing.now, **given)
    except NotFound:
        form.add_error(None, _("Không có mã này trong phạm vi của anh/chị."))
    except (Refused, Forbidden) as refusal:
        form.add_error(None, words.told(refusal))
    return not form.errors


def _frame(standing: Standing, name: str) -> dict[str, Any]:
    return {"trail": [(_("Cấp điện"), address("desk-supplies")), (name, "")], "name": name}


def _told(one: MeterTestRow) -> dict[str, Any]:
    error = f"{one.error_milli_percent / 1000:+.3f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")
    case = one.about.partition(":")[2]
    return {
        "row": one, "day": written_day(one.tested_on), "error": f"{error} %", "case": case,
        "case_url": address("desk-supply", case) if case else "",
    }  # fmt: skip
