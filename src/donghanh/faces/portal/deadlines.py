"""
"Tính thời hạn": anybody asks when a request is due, and reads why, day by day, by which clause and calendar.

The question stands in the address, so that an answer can be sent to somebody else. A time of day is that of
the offices. What has not been received yet has no due time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.faces.portal.service_rows import word
from donghanh.faces.signin import tries
from donghanh.kernel.worktime import CalendarDoesNotCover
from donghanh.lawbook.due_telling import CannotReckon, DueTold, tell_due
from donghanh.lawbook.services import NoSuchService, read_services
from donghanh.lawbook.work_times import ZONE

MOST_TRIES = 600
WRITTEN = "%Y-%m-%dT%H:%M"
NO_MOMENT = gettext_lazy("Quý khách chọn ngày và giờ có thật, như 20/12/2021 10:00.")


class DueForm(forms.Form):
    """A service, and when its request was received."""

    use_required_attribute = False
    dich_vu = forms.ChoiceField(
        label=gettext_lazy("Dịch vụ cần tính"),
        error_messages={
            "required": gettext_lazy("Quý khách chọn một dịch vụ."),
            "invalid_choice": gettext_lazy("Không có dịch vụ này; Quý khách chọn trong danh sách."),
        },
    )
    nhan_luc = forms.DateTimeField(
        label=gettext_lazy("Tiếp nhận lúc"), input_formats=[WRITTEN],
        help_text=gettext_lazy("Lúc điện lực nhận đủ hồ sơ hoặc nhận yêu cầu, theo giờ Việt Nam."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WRITTEN),
        error_messages={"required": NO_MOMENT, "invalid": NO_MOMENT},
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["dich_vu"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn dịch vụ")), *_choices()]


def deadline(request: HttpRequest) -> HttpResponse:
    """Show the form, and the due time where a question came with the address."""
    now: datetime = request.product_now  # type: ignore[attr-defined]
    if "dich_vu" not in request.GET:
        received = now.astimezone(ZONE).strftime(WRITTEN)
        return _page(request, DueForm(initial={"nhan_luc": received}))
    form = DueForm({"dich_vu": request.GET.get("dich_vu"), "nhan_luc": request.GET.get("nhan_luc")})
    if not tries.may_try(request, what="deadline", most=MOST_TRIES):
        return _page(request, form, status=429, too_many=True)
    told = _told(form, now) if form.is_valid() else None
    return _page(request, form, told=told, status=200 if told else 422)


def _told(form: DueForm, now: datetime) -> DueTold | None:
    received = form.cleaned_data["nhan_luc"].replace(tzinfo=ZONE)
    try:
        return tell_due(code=form.cleaned_data["dich_vu"], received_at=received, now=now)
    except NoSuchService:
        text = _("Vào ngày này chưa có dịch vụ này; Quý khách xem quy định của dịch vụ theo ngày.")
        form.add_error("dich_vu", text)
    except CalendarDoesNotCover:
        form.add_error("nhan_luc", _("Lịch nghỉ của năm này chưa được ghi; Quý khách chọn ngày khác."))
    except CannotReckon as reason:
        form.add_error("nhan_luc", _refused(reason.rule))
    return None


def _refused(rule: str) -> str:
    if rule == "received-in-future":
        return _("Thời điểm này chưa đến; Quý khách chọn lúc đã tiếp nhận.")
    return _("Thời hạn này tính ngược từ một sự kiện; Quý khách chọn dịch vụ khác.")


def _choices() -> list[tuple[str, str]]:
    """Services whose clock runs on from a receipt, of whatever day, each code once."""
    found = {one.code: word(one) for one in read_services().services if one.counts == "after"}
    cases = {one.code: word(one, "case_") for one in read_services().services}
    return [
        (code, name if not cases[code] or cases[code] in name else f"{name} – {cases[code]}")
        for code, name in found.items()
    ]


def _page(request: HttpRequest, form: DueForm, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, "portal/deadline.html", {"form": form, **context}, status=status)


urlpatterns = [path("thoi-han/", deadline, name="portal-deadline")]
