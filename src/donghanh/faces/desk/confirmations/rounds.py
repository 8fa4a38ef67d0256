"""
Rounds on the desk: what a round would ask, the lot, the list to ask, the steps, the results.

For the company's departments, its director and its auditor; for a unit none of these pages is there.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.programmes.confirmation_permissions import may_ask
from donghanh.apps.programmes.operations.confirming import draw_round, move_round
from donghanh.apps.programmes.queries import confirmation_results as results
from donghanh.apps.programmes.queries import confirmations as queries
from donghanh.apps.programmes.queries import plan
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.confirmations import SEED_BYTES
from donghanh.engines.programmes.confirmation_lives import ROUND
from donghanh.engines.programmes.lives import CannotMove
from donghanh.engines.programmes.moves import moves_from
from donghanh.faces.desk.confirmations import words
from donghanh.faces.desk.confirmations.forms import WhyForm
from donghanh.faces.desk.confirmations.result_rows import result_columns, result_row
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, programme_page, standing_of


@programme_page()
def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds, and what a round drawn now would ask."""
    standing = standing_of(request)
    asked = {"actor": standing.actor, "campaign_code": standing.campaign_code}
    cards = queries.rounds(**asked)
    is_open = any(card.state in ("drawn", "asking") for card in cards)
    seen = None if is_open else queries.preview(**asked)
    context = {
        "trail": trail_of(standing=standing, last=_("Hỏi người nhận")),
        "rows": [_round_row(standing, card) for card in cards],
        "columns": _round_columns(),
        "preview": seen,
        "preview_rows": _preview_rows(standing, seen),
        "preview_columns": _preview_columns(),
        "is_proposed": bool(seen and seen.rule.get("source") == "proposal"),
        "may_draw": bool(seen and seen.size) and may_ask(actor=standing.actor),
        "draw_url": standing.link("desk-confirm-draw"),
        "links": links(standing),
    }
    return render(request, "desk/confirmations/rounds.html", context)


@programme_page()
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Draw a round; the seed is the machine's own chance."""
    standing = standing_of(request)
    try:
        number = draw_round(
            actor=standing.actor, campaign_code=standing.campaign_code, seed=secrets.token_bytes(SEED_BYTES),
            at=request.product_now,  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotFound:
        raise
    except (Refused, CannotMove) as refusal:
        messages.error(request, words.told(refusal))
        return redirect(standing.link("desk-confirm-rounds"))
    messages.success(request, _("Đã rút mẫu cho đợt %(number)s.") % {"number": number})
    return redirect(standing.link("desk-confirm-round", number))


@programme_page()
def one_round(request: HttpRequest, number: int) -> HttpResponse:
    """Show a round: where it stands, its results, whom it asks, how to repeat its sample."""
    standing = standing_of(request)
    asked = {"actor": standing.actor, "campaign_code": standing.campaign_code, "number": number}
    card = queries.round_card(**asked)
    found = results.round_results(**asked)
    lines = queries.asked_list(**asked)
    proof = queries.proof(**asked) if card.state in queries.OVER else None
    context = {
        "trail": round_trail(standing),
        "title": _("Đợt hỏi số %(number)s") % {"number": number},
        "card": card,
        "state": words.word(words.ROUNDS, card.state),
        "tone": words.ROUND_TONES.get(card.state, "idle"),
        "steps": [(name, str(words.ROUNDS[name])) for name in ROUND.path],
        "stopped": words.word(words.ROUNDS, card.state) if card.state not in ROUND.path else "",
        "moves": _moves(standing, card),
        "total": result_row(found.total),
        "rule": found.rule,
        "activities": [result_row(one) for one in found.activities],
        "units": [result_row(one) for one in found.units],
        "activity_columns": result_columns(_("Hoạt động")),
        "unit_columns": result_columns(_("Đơn vị")),
        "lines": [_line_row(standing, card, line) for line in lines],
        "line_columns": _line_columns(),
        "waiting": sum(not line.is_answered for line in lines),
        "proof": proof,
        "breaches": [breach.rule for breach in proof.breaches] if proof else [],
        "may_slip": card.state == "asking" and may_ask(actor=standing.actor),
        "slip_url": standing.link("desk-confirm-slips", number),
        "channels": list(words.CHANNELS.items()),
        "links": links(standing),
    }
    return render(request, "desk/confirmations/round.html", context)


@programme_page()
def step(request: HttpRequest, number: int, move: str) -> HttpResponse:
    """Begin, close or make void: say what it attests (GET), do it (POST)."""
    standing = standing_of(request)
    asked = {"actor": standing.actor, "campaign_code": standing.campaign_code, "number": number}
    queries.round_card(**asked)
    if move not in words.ROUND_MOVES:
        raise NotFound("move", move)
    form = WhyForm(request.POST if request.method == "POST" else None, needed=ROUND.moves[move].needs_reason)
    if request.method == "POST" and form.is_valid():
        try:
            move_round(**asked, move=move, at=request.product_now, why=form.cleaned_data["why"])  # type: ignore[attr-defined]
            messages.success(request, _("Đã làm xong: %(move)s.") % {"move": words.ROUND_MOVES[move]})
            return redirect(standing.link("desk-confirm-round", number))
        except (Refused, CannotMove) as refusal:
            form.add_error(None, words.told(refusal))
    context = {
        "trail": round_trail(standing, number, words.word(words.ROUND_MOVES, move)),
        "title": words.word(words.ROUND_MOVES, move),
        "attests": words.word(words.ATTESTS, move),
        "form": form,
        "is_danger": move == "make_void",
        "back": standing.link("desk-confirm-round", number),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/confirmations/act.html", context, status=status)


def links(standing: Standing) -> list[tuple[str, str]]:
    """The other pages of this subject."""
    return [
        (_("Việc cần xử lý"), standing.link("desk-confirm-cases")),
        (_("Đồng ý và chuyện kể"), standing.link("desk-confirm-stories")),
    ]


def round_trail(standing: Standing, number: int | None = None, last: str = "") -> list[tuple[str, str]]:
    """The way to a round, or to a page below one."""
    listed = [(_("Hỏi người nhận"), standing.link("desk-confirm-rounds"))]
    if number is not None:
        title = _("Đợt hỏi số %(number)s") % {"number": number}
        listed.append((title, standing.link("desk-confirm-round", number)))
    return trail_of(standing=standing, between=tuple(listed), last=last or _("Đợt hỏi"))


def _moves(standing: Standing, card: queries.RoundCard) -> list[dict[str, str]]:
    if not may_ask(actor=standing.actor):
        return []
    return [
        {
            "word": words.word(words.ROUND_MOVES, move.name),
            "url": standing.link("desk-confirm-step", card.number, move.name),
            "kind": "" if move.name == "make_void" else "primary",
        }
        for move in moves_from(state=card.state, life=ROUND)
    ]


def _round_columns() -> list[dict[str, Any]]:
    return [
        {"key": "name", "label": _("Đợt"), "url_key": "url"},
        {"key": "state", "label": _("Bước"), "kind": "status", "tone_key": "tone"},
        {"key": "on", "label": _("Ngày rút mẫu"), "kind": "day"},
        {"key": "delivered", "label": _("Đã trao"), "kind": "number"},
        {"key": "sampled", "label": _("Được hỏi"), "kind": "number"},
        {"key": "answered", "label": _("Đã trả lời"), "kind": "number"},
        {"key": "by", "label": _("Người rút")},
    ]


def _round_row(standing: Standing, card: queries.RoundCard) -> dict[str, Any]:
    return {
        "name": _("Đợt %(number)s") % {"number": card.number},
        "url": standing.link("desk-confirm-round", card.number),
        "state": words.word(words.ROUNDS, card.state),
        "tone": words.ROUND_TONES.get(card.state, "idle"),
        "on": card.on,
        "delivered": card.delivered,
        "sampled": card.sampled,
        "answered": card.answered,
        "by": card.by,
    }


def _preview_columns() -> list[dict[str, Any]]:
    return [
        {"key": "activity", "label": _("Hoạt động")},
        {"key": "unit", "label": _("Đơn vị"), "kind": "code"},
        {"key": "delivered", "label": _("Đã trao"), "kind": "number"},
        {"key": "size", "label": _("Sẽ hỏi"), "kind": "number"},
    ]


def _preview_rows(standing: Standing, seen: queries.RoundPreview | None) -> list[dict[str, Any]]:
    if seen is None:
        return []
    names = {one.code: wording.short(one) for one in plan.activities(campaign_code=standing.campaign_code)}
    return [
        {"activity": names.get(one.activity, one.activity), "unit": one.unit, "delivered": one.delivered,
         "size": one.size}
        for one in seen.strata
    ]  # fmt: skip


def _line_columns() -> list[dict[str, Any]]:
    return [
        {"key": "reference", "label": _("Mã suất"), "kind": "code", "url_key": "url"},
        {"key": "name", "label": _("Người nhận")},
        {"key": "activity", "label": _("Hoạt động")},
        {"key": "unit", "label": _("Đơn vị"), "kind": "code"},
        {"key": "commune", "label": _("Xã, phường")},
        {"key": "phone", "label": _("Điện thoại"), "kind": "code"},
        {"key": "tries", "label": _("Số lần hỏi"), "kind": "number"},
        {"key": "state", "label": _("Kết quả"), "kind": "status", "tone_key": "tone"},
        {"key": "rating", "label": _("Sao"), "kind": "number"},
    ]


def _line_row(standing: Standing, card: queries.RoundCard, line: queries.SampleLine) -> dict[str, Any]:
    waits = words.word(words.OUTCOMES, line.last_outcome) if line.last_outcome else _("Chưa trả lời")
    return {
        "reference": line.reference,
        "url": standing.link("desk-confirm-ask", card.number, line.reference),
        "name": line.name,
        "activity": wording.said(line, "activity"),
        "unit": line.unit_code,
        "commune": line.commune,
        "phone": line.phone or "–",
        "tries": line.tries,
        "state": words.word(words.RECEIVED, line.received) if line.is_answered else waits,
        "tone": words.RECEIVED_TONES.get(line.received, "idle"),
        "rating": line.rating,
    }
