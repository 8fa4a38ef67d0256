"""
Draws on the desk: prepare, freeze and announce, hold from the named results, certify, follow the prizes.

Each step is its own page that says what it attests. Ranks are for everybody on the desk, names for those
who see the customer's unit.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from donghanh.apps.programmes.operations import drawing, prizes
from donghanh.apps.programmes.permissions import SELECTORS, may_select
from donghanh.apps.programmes.queries import draws as queries
from donghanh.apps.programmes.queries import entrants, plan
from donghanh.apps.programmes.refusals import CannotDraw, NotFound
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.desk.programmes import draw_dossier, wording
from donghanh.faces.desk.programmes import draw_words as words
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.draw_forms import DrawForm, ReasonForm, ResultsForm, defaults
from donghanh.faces.desk.programmes.draw_pages import (
    draw_name,
    draw_trail,
    source_rows,
    steps,
    story_of,
    story_rows,
    term_rows,
)
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of

ACTS = {
    "commit": drawing.commit_draw, "draw": drawing.hold_draw, "certify": drawing.certify_draw,
    "close": drawing.close_draw, "make_void": drawing.make_draw_void,
}  # fmt: skip
SECRET_BYTES = 32
AT_THE_END = ("received", "feedback", "unclaimed", "replaced", "withdrawn", "refused")


@programme_page()
def draws(request: HttpRequest) -> HttpResponse:
    """List the draws of the campaign; the departments prepare another."""
    standing = standing_of(request)
    rows = [
        {
            "name": draw_name(one),
            "activity": wording.said(one, "activity"),
            "url": standing.link("desk-draw", one.activity_code, one.number),
            "state": wording.word(words.STATES, one.state),
            "tone": words.STATE_TONES[one.state],
            "draw": one,
            "entrants": one.commitment.get("count"),
        }
        for one in queries.all_draws(campaign_code=standing.campaign_code)
    ]
    cards = [card for card in plan.activities(campaign_code=standing.campaign_code) if card.method == "draw"]
    may = may_select(actor=standing.actor)
    context = {
        "rows": rows,
        "prepare": [
            (wording.said(card, "name"), standing.link("desk-draw-prepare", card.code))
            for card in cards
            if may
        ],
        "public_url": page_address("portal-draws"),
        "trail": trail_of(standing=standing, last=_("Các lần bốc thăm")),
    }
    return render(request, "desk/programmes/draws.html", context)


@programme_page(roles=SELECTORS)
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the terms (GET) and write them down (POST); nothing is announced yet."""
    standing = standing_of(request)
    card = plan.activity_card(campaign_code=standing.campaign_code, activity_code=code)
    if card.method != "draw":
        raise NotFound("draw activity", code)
    form = DrawForm(request.POST or None, initial=defaults(card=card))
    if request.method == "POST" and form.is_valid():
        try:
            number = drawing.prepare_draw(
                actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code,
                terms=form.terms(), at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
            messages.success(request, _("Đã ghi điều khoản. Người khác chốt và công bố danh sách."))
            return redirect(standing.link("desk-draw", code, number))
        except (CannotDraw, CannotMove) as refusal:
            form.add_error(None, words.told(refusal))
    trail = trail_of(
        standing=standing,
        between=((_("Các lần bốc thăm"), standing.link("desk-draws")),),
        last=_("Chuẩn bị bốc thăm"),
    )
    context = {
        "form": form, "name": wording.said(card, "name"), "trail": trail, "back": standing.link("desk-draws"),
        "is_proposed": (card.terms.get("rule") or {}).get("source") == "proposal",
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/programmes/draw_prepare.html", context, status=status)


@programme_page()
def draw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a draw whole: where it stands, what is next, entrants, prizes, files, its story."""
    standing = standing_of(request)
    story = story_of(standing=standing, code=code, number=number)
    public = story.public
    seen = entrants.outlook(campaign_code=standing.campaign_code, activity_code=code, number=number)
    is_path = public.state in words.PATH
    context = {
        "draw": public,
        "name": wording.said(public, "activity"),
        "title": draw_name(public),
        "steps": steps(),
        "current": public.state if is_path else "prepared",
        "stopped": "" if is_path else wording.word(words.STATES, public.state),
        "terms": term_rows(public),
        "sources": source_rows(public),
        "outlook": seen,
        "not_in": [(words.kept_out(name), count) for name, count in seen.not_in.items()],
        "moves": _open_moves(standing, story),
        "prizes": [_prize_row(standing, public, one) for one in story.prizes],
        "story": story_rows(story),
        "files": _files(standing, public),
        "trail": draw_trail(standing=standing, public=public),
    }
    return render(request, "desk/programmes/draw.html", context)


@programme_page()
def step(request: HttpRequest, code: str, number: int, move: str) -> HttpResponse:
    """Make one step of a draw: say what it attests (GET), preview results where there are, do it (POST)."""
    standing = standing_of(request)
    public = story_of(standing=standing, code=code, number=number).public
    if move not in ACTS:
        raise Http404
    form = _form(request, public, move)
    preview = ""
    if request.method == "POST" and (form is None or form.is_valid()):
        if isinstance(form, ResultsForm) and "confirm" not in request.POST:
            preview = form.key
        else:
            return _made(request, standing, public, move, form)
    context = {
        "draw": public,
        "sources": source_rows(public),
        "form": form,
        "preview": preview,
        "move": move,
        "word": wording.word(words.MOVES, move),
        "attests": wording.word(words.ATTESTS, move),
        "outlook": _outlook(public) if move == "commit" else None,
        "trail": draw_trail(standing=standing, public=public, last=wording.word(words.MOVES, move)),
        "back": standing.link("desk-draw", code, number),
    }
    status = 422 if request.method == "POST" and form is not None and form.errors else 200
    return render(request, "desk/programmes/draw_step.html", context, status=status)


def _form(request: HttpRequest, public: queries.PublicDraw, move: str) -> ResultsForm | ReasonForm | None:
    posted = request.POST or None
    if move == "draw":
        return ResultsForm(posted, sources=public.sources)
    return ReasonForm(posted) if move == "make_void" else None


def _outlook(public: queries.PublicDraw) -> entrants.Outlook:
    return entrants.outlook(
        campaign_code=public.campaign_code, activity_code=public.activity_code, number=public.number
    )


def _made(
    request: HttpRequest, standing: Standing, public: queries.PublicDraw, move: str, form: Any
) -> HttpResponse:
    given: dict[str, Any] = {}
    if move == "commit":
        given["secret"] = secrets.token_bytes(SECRET_BYTES)
    elif move == "draw":
        given["results"] = form.results
    elif move == "make_void":
        given["why"] = form.cleaned_data["why"]
    try:
        ACTS[move](
            actor=standing.actor, campaign_code=public.campaign_code, activity_code=public.activity_code,
            number=public.number, at=request.product_now, **given,  # type: ignore[attr-defined]
        )  # fmt: skip
    except (CannotDraw, CannotMove) as refusal:
        messages.error(request, words.told(refusal))
    else:
        messages.success(request, _("Đã làm xong: %(move)s.") % {"move": wording.word(words.MOVES, move)})
    return redirect(standing.link("desk-draw", public.activity_code, public.number))


@programme_page(roles=SELECTORS)
def unclaimed(request: HttpRequest, code: str, number: int, reference: str) -> HttpResponse:
    """Record that a prize was not claimed, and bring the next alternate in."""
    standing = standing_of(request)
    story = story_of(standing=standing, code=code, number=number)
    prize = next((one for one in story.prizes if reference and one.reference == reference), None)
    if prize is None:
        raise NotFound("prize", reference)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = prizes.state_prize_unclaimed(
                actor=standing.actor, reference=reference, why=form.cleaned_data["why"],
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
            said = (
                _("Đã chuyển quà cho người dự bị kế tiếp (%(new)s).") if new else _("Không còn người dự bị.")
            )
            messages.success(request, said % {"new": new} if new else said)
            return redirect(standing.link("desk-draw", code, number))
        except (CannotDraw, CannotMove) as refusal:
            form.add_error("why", words.told(refusal))
    context = {
        "form": form, "prize": prize, "back": standing.link("desk-draw", code, number),
        "trail": draw_trail(standing=standing, public=story.public, last=_("Không đến nhận")),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/programmes/draw_unclaimed.html", context, status=status)


def _open_moves(standing: Standing, story: queries.DrawStory) -> list[dict[str, str]]:
    public = story.public
    waits = any(one.state and one.state not in AT_THE_END for one in story.prizes)
    return [
        {
            "word": wording.word(words.MOVES, move),
            "attests": wording.word(words.ATTESTS, move),
            "kind": "danger" if move == "make_void" else "primary",
            "url": standing.link("desk-draw-step", public.activity_code, public.number, move),
        }
        for move in story.open_moves
        if move in ACTS and not (move == "close" and waits)
    ]


def _prize_row(standing: Standing, public: queries.PublicDraw, one: queries.PrizeLine) -> dict[str, Any]:
    waits = one.state in ("approved", "allotted", "scheduled") and may_select(actor=standing.actor)
    over = standing.today >= public.claim_until_on
    return {
        "prize": one,
        "url": standing.link("desk-benefit", one.reference) if one.reference else "",
        "state": wording.word(wording.STATES, one.state) if one.state else "",
        "tone": wording.STATE_TONES.get(one.state, "idle"),
        "unclaimed_url": standing.link(
            "desk-draw-unclaimed", public.activity_code, public.number, one.reference
        )
        if waits and over
        else "",
    }


def _files(standing: Standing, public: queries.PublicDraw) -> list[tuple[str, str]]:
    named = (public.campaign_code, public.activity_code, public.number)
    files = [(_("Danh sách mã băm đã công bố"), page_address("portal-draw-list", *named))]
    if public.has_proof:
        files.append((_("Tệp chứng minh"), page_address("portal-draw-proof", *named)))
    files = files if public.commitment else []
    if public.commitment:
        files.append((_("Trang công khai của lần này"), page_address("portal-draw", *named)))
    if may_select(actor=standing.actor):
        address = standing.link("desk-draw-dossier", public.activity_code, public.number)
        files.append((_("Lập hồ sơ khuyến mại (PDF)"), address))
    return [(label, url) for label, url in files if url]


urlpatterns = [
    path("boc-tham/", draws, name="desk-draws"),
    path("boc-tham/<slug:code>/chuan-bi/", prepare, name="desk-draw-prepare"),
    path("boc-tham/<slug:code>/<int:number>/", draw, name="desk-draw"),
    path("boc-tham/<slug:code>/<int:number>/ho-so/", draw_dossier.dossier, name="desk-draw-dossier"),
    path("boc-tham/<slug:code>/<int:number>/buoc/<slug:move>/", step, name="desk-draw-step"),
    path(
        "boc-tham/<slug:code>/<int:number>/khong-nhan/<str:reference>/", unclaimed, name="desk-draw-unclaimed"
    ),
]
