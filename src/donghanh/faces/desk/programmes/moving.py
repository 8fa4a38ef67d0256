"""
One move of one promise: a button posts here; what needs a day, a reason or cannot be undone is asked first.

A second press, or a press in a tab that is behind, changes nothing and says where the promise stands now,
who brought it there and when.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.moving import make_move
from donghanh.apps.programmes.queries.benefits import BenefitStory, benefit_story
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.faces.design.figures import written_moment
from donghanh.faces.desk.programmes import refusals, wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.bulk import NEEDS_DAY, MoveForm
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of

GOODS = ("signed_by", "serial")
IRREVERSIBLE = frozenset(BENEFIT.exits)
ASKED_FIRST = frozenset(
    move.name
    for move in BENEFIT.moves.values()
    if move.needs_reason or move.name in NEEDS_DAY or move.to_state in IRREVERSIBLE
) | {"deliver", "give_feedback"}


@programme_page()
def move(request: HttpRequest, reference: str, move: str) -> HttpResponse:
    """Ask what a move needs (GET), or make it (POST)."""
    standing = standing_of(request)
    if move not in BENEFIT.moves or move in {"nominate", "approve"}:
        raise NotFound("move", move)
    story = benefit_story(actor=standing.actor, reference=reference, day=standing.today)
    form = MoveForm(request.POST if request.method == "POST" else None, move=move, today=standing.today)
    if request.method == "POST" and (form.is_valid() or move not in ASKED_FIRST):
        return _made(request, standing, reference, move, form)
    if request.method == "GET" and move not in {one.name for one in story.open_moves}:
        messages.warning(request, _told_where(story))
        return redirect(standing.link("desk-benefit", reference))
    return render(request, "desk/programmes/move.html", _page(standing, story, move, form))


def _made(
    request: HttpRequest, standing: Standing, reference: str, move: str, form: MoveForm
) -> HttpResponse:
    try:
        state = make_move(
            actor=standing.actor,
            reference=reference,
            move=move,
            at=request.product_now,  # type: ignore[attr-defined]
            why=form.cleaned_data.get("why", ""),
            scheduled_on=form.cleaned_data.get("scheduled_on"),
            facts={key: form.cleaned_data[key] for key in GOODS if form.cleaned_data.get(key)},
        )
    except NotFound:
        raise
    except (Refused, CannotMove, Forbidden) as refusal:
        now = benefit_story(actor=standing.actor, reference=reference, day=standing.today)
        messages.error(request, f"{refusals.told(refusal)} {_told_where(now)}")
    else:
        told = _("%(reference)s: %(state)s.")
        messages.success(
            request, told % {"reference": reference, "state": wording.word(wording.STATES, state)}
        )
    return redirect(standing.link("desk-benefit", reference))


def _told_where(story: BenefitStory) -> str:
    """Say where a promise stands now, who brought it there and when."""
    state = wording.word(wording.STATES, story.line.state)
    if not story.moves:
        return ""
    last = story.moves[-1]
    told = _("Suất đang ở bước “%(state)s”, do %(by)s ghi lúc %(at)s. Lần bấm này không thay đổi gì.")
    return told % {"state": state, "by": last.by, "at": written_moment(last.at)}


def _page(standing: Standing, story: BenefitStory, move: str, form: MoveForm) -> dict[str, Any]:
    found = BENEFIT.moves[move]
    listed = (story.line.reference, standing.link("desk-benefit", story.line.reference))
    return {
        "standing": standing,
        "trail": trail_of(standing=standing, between=(listed,), last=wording.word(wording.MOVES, move)),
        "word": wording.word(wording.MOVES, move),
        "attests": wording.word(wording.ATTESTS, move) if move in wording.ATTESTS else "",
        "name": story.line.name,
        "reference": story.line.reference,
        "activity": wording.said(story.line, "activity"),
        "is_final": found.to_state in IRREVERSIBLE,
        "area": wording.word(wording.AREAS, story.area_status) if story.area_status else "",
        "area_tone": wording.AREA_TONES.get(story.area_status, "idle"),
        "visit": wording.word(wording.VISITS, story.safety.get("visit", "")) if story.safety else "",
        "safety": wording.said_in(dict(story.safety)),
        "shows_area": move in {"schedule", "reschedule", "deliver"} and bool(story.safety),
        "form": form,
        "back": standing.link("desk-benefit", story.line.reference),
    }
