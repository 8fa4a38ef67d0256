"""Suspected duplicates on the desk: the queue, and one pair side by side with its decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.deciding import decide_suspicion
from donghanh.apps.programmes.operations.revealing import reveal_suspicion
from donghanh.apps.programmes.queries.suspicions import (
    SHOWN,
    SuspicionFilter,
    SuspicionStory,
    suspicion_queue,
    suspicion_story,
)
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.matching.reasons import LEAST
from donghanh.engines.programmes.lives import CannotMove, ReasonMissing
from donghanh.faces.desk.programmes import refusals
from donghanh.faces.desk.programmes import suspicion_words as words
from donghanh.faces.desk.programmes.activities import activity_choices, trail_of
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of
from donghanh.faces.desk.programmes.suspicion_rows import compared_rows, decision_rows, row_of, side_facts

NAMES = ("hoat-dong", "don-vi", "xem", "xep", "q")


@programme_page()
def queue(request: HttpRequest) -> HttpResponse:
    """Show a page of the suspicions in sight, narrowed as the address says."""
    standing = standing_of(request)
    found = suspicion_queue(
        actor=standing.actor,
        campaign_code=standing.campaign_code,
        wanted=_wanted(request),
        page=_page(request),
    )
    context = {
        "standing": standing,
        "trail": trail_of(standing=standing, last=_("Nghi trùng")),
        "rows": [row_of(standing=standing, line=line) for line in found.lines],
        "total": found.total,
        "pages": {"number": found.page, "page_count": found.pages, "total_count": found.total},
        "filters": _filters(request, standing),
        "shows_state": _wanted(request).shown != "waiting",
        "is_narrowed": any(request.GET.get(name) for name in NAMES),
    }
    return render(request, "desk/programmes/suspicions.html", context)


@programme_page()
def pair(request: HttpRequest, number: int) -> HttpResponse:
    """Show both sides (GET), or decide what they are (POST) and go on to the next that waits."""
    standing = standing_of(request)
    if request.method == "POST":
        return _decided(request, standing, number)
    story = suspicion_story(actor=standing.actor, number=number)
    return render(request, "desk/programmes/suspicion.html", _pair(standing, story))


@programme_page()
def reveal(request: HttpRequest, number: int) -> HttpResponse:
    """Show the same with telephones and addresses, and record who looked; a GET goes to the covered page."""
    standing = standing_of(request)
    if request.method != "POST":
        return redirect(standing.link("desk-suspicion", number))
    story = reveal_suspicion(
        actor=standing.actor,
        number=number,
        at=request.product_now,  # type: ignore[attr-defined]
    )
    return render(request, "desk/programmes/suspicion.html", _pair(standing, story))


urlpatterns = [
    path("trung-lap/", queue, name="desk-suspicions"),
    path("trung-lap/<int:number>/", pair, name="desk-suspicion"),
    path("trung-lap/<int:number>/hien", reveal, name="desk-suspicion-reveal"),
]


def _decided(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    try:
        state = decide_suspicion(
            actor=standing.actor,
            number=number,
            verdict=request.POST.get("quyet-dinh", ""),
            why=request.POST.get("ly-do", "")[:500],
            at=request.product_now,  # type: ignore[attr-defined]
        )
    except NotFound:
        raise
    except ReasonMissing:
        messages.error(request, _("Chưa có lý do nên chưa ghi quyết định. Hãy ghi một câu."))
        return redirect(standing.link("desk-suspicion", number))
    except (Refused, CannotMove, Forbidden) as refusal:
        messages.error(request, refusals.told(refusal))
        return redirect(standing.link("desk-suspicion", number))
    told = _("Nghi vấn %(number)s: %(state)s.") % {"number": number, "state": words.STATES[state]}
    messages.success(request, told)
    return redirect(_next(standing))


def _next(standing: Standing) -> str:
    """The next pair that waits and that the actor may decide, else the queue."""
    found = suspicion_queue(
        actor=standing.actor, campaign_code=standing.campaign_code, wanted=SuspicionFilter()
    )
    for line in found.lines:
        if line.other is not None:
            return standing.link("desk-suspicion", line.number)
    return standing.link("desk-suspicions")


def _pair(standing: Standing, story: SuspicionStory) -> dict[str, Any]:
    line = story.line
    likeness, tone = words.likeness_of(line.score)
    listed = (_("Nghi trùng"), standing.link("desk-suspicions"))
    return {
        "standing": standing,
        "trail": trail_of(standing=standing, between=(listed,), last=str(line.number)),
        "number": line.number,
        "title": line.benefit.name,
        "state": words.STATES[line.state],
        "state_tone": words.TONES[line.state],
        "score": line.score,
        "likeness": likeness,
        "tone": tone,
        "reasons": words.reasons_told(line.reasons),
        "least": LEAST,
        "explained": words.reasons_explained(line.reasons),
        "left": side_facts(standing=standing, side=line.benefit, commune=story.communes[0]),
        "right": side_facts(standing=standing, side=line.other, commune=story.communes[1])
        if line.other
        else None,
        "needed_on": line.needed_on,
        "compared": compared_rows(story.compared),
        "decisions": decision_rows(story.decisions),
        "verdicts": [_verdict(name) for name in story.open_verdicts],
        "address": standing.link("desk-suspicion", line.number),
        "is_in_full": story.is_in_full,
        "reveal_url": page_address("desk-suspicion-reveal", line.number),
        "queue_url": standing.link("desk-suspicions"),
        "may_change": standing.actor.may_change,
    }


def _verdict(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "word": words.VERDICTS[name],
        "hint": words.HINTS[name],
        "why": words.READY_REASONS.get(name, ""),
    }


def _wanted(request: HttpRequest) -> SuspicionFilter:
    asked = request.GET
    shown = asked.get("xem", "waiting")
    return SuspicionFilter(
        activity_code=asked.get("hoat-dong", ""),
        unit_code=asked.get("don-vi", ""),
        shown={"tat-ca": ""}.get(shown, shown if shown in SHOWN else "waiting"),
        text=asked.get("q", "").replace("\0", "").strip()[:80],
        order="needed" if asked.get("xep") == "needed" else "score",
    )


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _filters(request: HttpRequest, standing: Standing) -> dict[str, Any]:
    every = _("Tất cả")
    units = organisation.units_on(day=standing.day, actor=standing.actor)
    language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
    wanted = _wanted(request)
    states = [(name, words.STATES[name]) for name in words.STATES if name != "suspected"]
    return {
        "activities": activity_choices(standing=standing, first=every),
        "units": [("", every), *((unit.code, unit.name(language)) for unit in units)],
        "shown": [*words.SHOWN.items(), *states, ("tat-ca", every)],
        "orders": list(words.ORDERS.items()),
        "chosen": {
            "hoat_dong": wanted.activity_code, "don_vi": wanted.unit_code, "xem": wanted.shown or "tat-ca",
            "xep": wanted.order, "q": wanted.text,
        },
        "clear": standing.link("desk-suspicions"),
    }  # fmt: skip
