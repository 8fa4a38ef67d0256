"""What a clerk says of two reports that look alike: they are different; of a letter: it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.requests import operations, queries
from donghanh.apps.requests.values import DifferenceRow
from donghanh.faces.desk.asking import Standing, address, standing_of
from donghanh.faces.desk.requests import refusals
from donghanh.faces.desk.requests.standing import requests_page


@require_POST
@requests_page
def say(request: HttpRequest) -> HttpResponse:
    """Two cases are different things; they are proposed as one no more."""
    score = request.POST.get("diem", "")[:4]
    told = {"score": int(score)} if score.isdecimal() else {}
    done = _("Đã ghi: %(first)s và %(second)s là hai việc khác nhau.")
    return _acted(request, operations.say_different, done, told)


@require_POST
@requests_page
def take_back(request: HttpRequest) -> HttpResponse:
    """They may be proposed as one thing again."""
    done = _("Đã bỏ ghi nhận: %(first)s và %(second)s có thể được gợi ý lại.")
    return _acted(request, operations.take_difference_back, done, {})


@require_POST
@requests_page
def read(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The letter of the customer is read."""
    standing = standing_of(request)
    try:
        operations.read_message(actor=standing.actor, code=code, number=number, now=standing.now)
    except Forbidden as refusal:
        messages.error(request, refusals.told(refusal))
    else:
        messages.success(request, _("Đã ghi là đã đọc thư."))
    return redirect("desk-request", code)


def rows(standing: Standing, unit: str) -> list[dict[str, Any]]:
    """Pairs that stand as different, for the page of incidents."""
    found = queries.differences(actor=standing.actor, now=standing.now, unit_code=unit)
    return [_row(one) for one in found]


def _row(one: DifferenceRow) -> dict[str, Any]:
    return {
        "first": one.first, "second": one.second, "first_url": address("desk-request", one.first),
        "second_url": address("desk-request", one.second), "at": one.at, "by": one.by, "why": one.why,
        "may_take_back": one.may_take_back,
    }  # fmt: skip


def _acted(request: HttpRequest, act: Callable[..., None], done: str, told: dict[str, int]) -> HttpResponse:
    standing = standing_of(request)
    pair = [one[:16] for one in request.POST.getlist("ma")][:2]
    if len(pair) != 2:
        raise NotFound("request", "".join(pair))
    why = request.POST.get("why", "")[:300]
    try:
        act(actor=standing.actor, codes=(pair[0], pair[1]), why=why, now=standing.now, **told)
    except NotFound:
        raise
    except (Refused, Forbidden) as refusal:
        messages.error(request, refusals.told(refusal))
    else:
        messages.success(request, done % {"first": pair[0], "second": pair[1]})
    back = request.POST.get("ve", "")[:16]
    return redirect("desk-request", back) if back in pair else redirect("desk-incidents")
