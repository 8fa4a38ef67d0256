"""
"Tính thời hạn": anybody asks when a request is due, and reads why, day by day, by which clause and calendar.

The question stands in the address, so that an answer can be sent to somebody else. A time of day is that of
the offices. What has not been received yet has no due time; a pause that no rule allows moves none.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from donghanh.faces.design.due_rows import said_in
from donghanh.faces.portal.deadline_forms import (
    MOST_PAUSES,
    NO_MOMENT,
    WRITTEN,
    DueForm,
    PauseForm,
    pause_forms,
)
from donghanh.faces.portal.service_rows import word
from donghanh.faces.signin import tries
from donghanh.kernel.worktime import CalendarDoesNotCover
from donghanh.lawbook.due_telling import CannotReckon, DueTold, tell_due
from donghanh.lawbook.pause_reasons import read_pause_reasons
from donghanh.lawbook.services import NoSuchService, read_services
from donghanh.lawbook.work_times import ZONE

MOST_TRIES = 600


def deadline(request: HttpRequest) -> HttpResponse:
    """Show the form, and the due time where a question came with the address."""
    now: datetime = request.product_now  # type: ignore[attr-defined]
    pauses = pause_forms(request.GET, day=now.astimezone(ZONE).date())
    if "dich_vu" not in request.GET:
        received = now.astimezone(ZONE).strftime(WRITTEN)
        return _page(request, DueForm(initial={"nhan_luc": received}), pauses)
    form = DueForm({"dich_vu": request.GET.get("dich_vu"), "nhan_luc": request.GET.get("nhan_luc")})
    if "them" in request.GET:
        return _page(request, form, pauses)
    if not tries.may_try(request, what="deadline", most=MOST_TRIES):
        return _page(request, form, pauses, status=429, too_many=True)
    are_valid = not [one for one in (form, *pauses) if one.is_bound and not one.is_valid()]
    told = _told(form, pauses, now) if are_valid else None
    return _page(request, form, pauses, told=told, status=200 if told else 422)


def _told(form: DueForm, pauses: list[PauseForm], now: datetime) -> DueTold | None:
    """Reckon with one pause after the other, so that what is refused is told at its own row."""
    received = form.cleaned_data["nhan_luc"].replace(tzinfo=ZONE)
    given = []
    try:
        told = _reckoned(form, received, given, now)
        for row in pauses:
            if not row.is_bound:
                continue
            given.append(row.given())
            told = _reckoned(form, received, given, now, row)
    except _RefusedHere:
        return None
    return told


class _RefusedHere(Exception):
    """Nothing can be told; the form already says why."""


def _reckoned(
    form: DueForm, received: datetime, given: list[Any], now: datetime, row: PauseForm | None = None
) -> DueTold:
    code = form.cleaned_data["dich_vu"]
    try:
        if row and (wrong := _wrong(given, received, now)):
            row.add_error(*wrong)
            raise _RefusedHere
        return tell_due(code=code, received_at=received, pauses=given, now=now)
    except NoSuchService as reason:
        text = _("Vào ngày này chưa có dịch vụ này; Quý khách xem quy định của dịch vụ theo ngày.")
        form.add_error("dich_vu", text)
        raise _RefusedHere from reason
    except CalendarDoesNotCover as reason:
        form.add_error("nhan_luc", _("Lịch nghỉ của năm này chưa được ghi; Quý khách chọn ngày khác."))
        raise _RefusedHere from reason
    except CannotReckon as reason:
        if row:
            row.add_error(*_pause_refused(reason.rule, code, received, row))
        else:
            form.add_error("nhan_luc", _refused(reason.rule))
        raise _RefusedHere from reason


def _wrong(given: list[Any], received: datetime, now: datetime) -> tuple[str, str] | None:
    """What is wrong with the last pause by itself, at which field."""
    last = given[-1]
    if last.from_at > now:
        return "tu", _("Thời điểm này chưa đến; Quý khách chọn lúc đã tạm dừng.")
    if last.from_at < received:
        return "tu", _("Tạm dừng trước lúc tiếp nhận; Quý khách chọn lúc sau khi tiếp nhận.")
    reason = next(
        (one for one in read_pause_reasons().on(day=received.date()) if one.code == last.reason), None
    )
    if reason and sum(one.reason == last.reason for one in given) > reason.most_times:
        told = _("Mỗi yêu cầu chỉ được tạm dừng vì lý do này nhiều nhất %(count)s lần.")
        return "ly_do", told % {"count": reason.most_times}
    return None


def _refused(rule: str) -> str:
    if rule == "received-in-future":
        return _("Thời điểm này chưa đến; Quý khách chọn lúc đã tiếp nhận.")
    if rule == "not-a-moment":
        return str(NO_MOMENT)
    return _("Thời hạn này tính ngược từ một sự kiện; Quý khách chọn dịch vụ khác.")


def _pause_refused(rule: str, code: str, received: datetime, row: PauseForm) -> tuple[str, str]:
    day = received.date()
    if rule == "pause-backward":
        return "den", _("Lúc chạy lại phải sau lúc tạm dừng.")
    if rule == "pause-too-long":
        known = {one.code: one for one in read_pause_reasons().on(day=row.given().from_at.date())}
        longest = read_services().words.clock_text(
            clock=known[row.given().reason].longest, language=said_in()
        )
        return "den", _("Lý do này cho tạm dừng nhiều nhất %(longest)s mỗi lần.") % {"longest": longest}
    allowed = read_services().require(code=code, day=day).pause_reasons
    if not allowed:
        return "ly_do", _("Dịch vụ này không được tạm dừng vì bất kỳ lý do nào.")
    return "ly_do", _(
        "Dịch vụ này không được tạm dừng vì lý do này; các lý do được phép ghi ở trang của dịch vụ."
    )


def _page(
    request: HttpRequest, form: DueForm, pauses: list[PauseForm], *, status: int = 200,
    told: DueTold | None = None, **context: Any,
) -> HttpResponse:  # fmt: skip
    context |= {
        "form": form, "pauses": pauses, "told": told, "name": word(told) if told else "",
        "has_pauses": any(one.is_bound for one in pauses) or "them" in request.GET,
        "may_add": all(one.is_bound for one in pauses) and len(pauses) < MOST_PAUSES,
    }  # fmt: skip
    return render(request, "portal/deadline.html", context, status=status)


urlpatterns = [path("thoi-han/", deadline, name="portal-deadline")]
