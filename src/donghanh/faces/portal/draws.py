"""
Draws for everybody: what was announced, what came out, "am I in?", and the verifier in the browser.

Ranks and hashes only; a name, a code or a telephone of anybody never stands here. Who asks "am I in?" must
know a code and the telephone that belongs to it; any other pair is answered the same way.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.apps.programmes.queries import draws as queries
from donghanh.apps.programmes.queries import entrants
from donghanh.apps.programmes.refusals import NotFound
from donghanh.engines.draws import holders
from donghanh.faces.design.figures import written_day, written_moment
from donghanh.faces.portal import reasons
from donghanh.faces.signin import tries

STATES = {
    "committed": (_("Danh sách đã công bố, chờ kết quả"), "info"),
    "drawn": (_("Đã bốc thăm, chờ người thứ hai xác nhận"), "warn"),
    "certified": (_("Đã bốc thăm và xác nhận"), "good"),
    "closed": (_("Đã kết thúc"), "good"),
    "void": (_("Đã hủy trước khi bốc thăm"), "bad"),
}


class AskForm(forms.Form):
    """A customer's code and telephone."""

    customer_code = forms.CharField(
        label=_("Mã khách hàng"),
        help_text=_("13 ký tự, in trên hóa đơn tiền điện, ví dụ PA01ND0000001."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Quý khách nhập mã khách hàng.")},
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        help_text=_("Số đã đăng ký với điện lực."),
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Quý khách nhập số điện thoại.")},
    )


def draws(request: HttpRequest) -> HttpResponse:
    """List the draws that were announced, newest first."""
    return render(request, "portal/draws.html", {"rows": [draw_card(one) for one in queries.public_draws()]})


def draw(request: HttpRequest, campaign: str, activity: str, number: int) -> HttpResponse:
    """Show one draw; answer "am I in?" (POST)."""
    found = _found(campaign, activity, number)
    form = AskForm(request.POST or None)
    answer: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        answer, status = _answer(request, found, form)
    now = _holders(found)
    context = {
        "draw": found,
        "card": draw_card(found),
        "sources": _sources(found),
        "holders": now,
        "changed": now != list(found.winners),
        "form": form,
        "answer": answer,
        "urls": _urls(found),
    }
    answered = render(request, "portal/draw.html", context, status=status)
    if request.method == "POST":
        answered["Cache-Control"] = "no-store"
    return answered


def receipt(request: HttpRequest, campaign: str, activity: str, number: int) -> HttpResponse:
    """Hand the receipt of one who is in over as a file; asked like the question itself."""
    found = _found(campaign, activity, number)
    form = AskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid() or not tries.may_try(request):
        raise Http404
    said = _asked(found, form)
    if said.receipt is None:
        raise Http404
    text = json.dumps(said.receipt, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{activity}-{number}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


def verify(request: HttpRequest, campaign: str = "", activity: str = "", number: int = 0) -> HttpResponse:
    """The verifier that runs in the browser: one draw's proof at hand, or a file of the reader."""
    found = [_found(campaign, activity, number)] if campaign else list(queries.public_draws())
    proven = found[0] if campaign and found[0].has_proof else None
    context = {
        "proof_url": _urls(proven)["proof"] if proven else "",
        "announced": [_announced(one) for one in found],
    }
    return render(request, "portal/draw_verify.html", context)


def proof(request: HttpRequest, campaign: str, activity: str, number: int) -> HttpResponse:
    """The proof file, byte for byte; 404 before the draw."""
    found = _found(campaign, activity, number)
    if not found.has_proof:
        raise Http404
    text = queries.proof_text(campaign_code=campaign, activity_code=activity, number=number)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="proof-{activity}-{number}.json"'
    return answer


def published_list(request: HttpRequest, campaign: str, activity: str, number: int) -> HttpResponse:
    """The list of entrants as published: a salted hash a line, in the order of rank."""
    _found(campaign, activity, number)
    leaves = entrants.entrants_leaves(campaign_code=campaign, activity_code=activity, number=number)
    answer = HttpResponse("".join(f"{leaf}\n" for leaf in leaves), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="entrants-{activity}-{number}.txt"'
    return answer


def draw_card(one: queries.PublicDraw) -> dict[str, Any]:
    """A draw as lists show it."""
    word, tone = STATES.get(one.state, (one.state, "idle"))
    english = (get_language() or "vi").startswith("en")
    return {
        "draw": one,
        "name": one.activity_en if english else one.activity_vi,
        "number": one.number,
        "word": word,
        "tone": tone,
        "url": _urls(one)["draw"],
        "announced_at": datetime.fromisoformat(str(one.commitment["announced_at"])),
        "claim_last": one.claim_until_on - timedelta(days=1),
        "window_last": one.window_until_on - timedelta(days=1),
    }


def _found(campaign: str, activity: str, number: int) -> queries.PublicDraw:
    try:
        return queries.public_draw(campaign_code=campaign, activity_code=activity, number=number)
    except NotFound as reason:
        raise Http404 from reason


def _answer(request: HttpRequest, found: queries.PublicDraw, form: AskForm) -> tuple[dict[str, Any], int]:
    if not form.is_valid():
        return {}, 422
    if not tries.may_try(request):
        return {"status": "too_many", "minutes": int(tries.SPAN.total_seconds()) // 60}, 429
    said = _asked(found, form)
    rank = int(said.receipt["rank"]) if said.receipt else 0  # type: ignore[call-overload]
    return {
        "status": said.status,
        "reasons": reasons.told(said.reasons),
        "rank": rank,
        "won": rank in _holders(found),
        "is_alternate": rank in found.alternates,
        "code": form.cleaned_data["customer_code"],
        "phone": form.cleaned_data["phone"],
    }, 200


def _asked(found: queries.PublicDraw, form: AskForm) -> entrants.EntrantAnswer:
    return entrants.entrant_answer(
        campaign_code=found.campaign_code, activity_code=found.activity_code, number=found.number,
        customer_code=form.cleaned_data["customer_code"], phone=form.cleaned_data["phone"],
    )  # fmt: skip


def _holders(found: queries.PublicDraw) -> list[int]:
    """The ranks that hold a prize now: alternates stand where a winner did not claim."""
    if not found.has_proof:
        return []
    text = queries.proof_text(
        campaign_code=found.campaign_code, activity_code=found.activity_code, number=found.number
    )
    said = json.loads(text)
    return holders(winners=said["winners"], statements=said["statements"])


def _sources(found: queries.PublicDraw) -> list[dict[str, str]]:
    values = [*found.source_values, *[""] * len(found.sources)]
    return [
        {
            "name": one["name"],
            "on": written_day(date.fromisoformat(one["on"])),
            "where": one.get("where", ""),
            "value": value,
        }
        for one, value in zip(found.sources, values, strict=False)
    ]


def _announced(one: queries.PublicDraw) -> dict[str, Any]:
    return {
        "title": draw_card(one)["name"],
        "merkle_root": one.commitment["merkle_root"],
        "announced_at": written_moment(draw_card(one)["announced_at"]),
    }


def _urls(one: queries.PublicDraw) -> dict[str, str]:
    named = (one.campaign_code, one.activity_code, one.number)
    pages = {"draw": "portal-draw", "verify": "portal-draw-verify", "proof": "portal-draw-proof",
             "list": "portal-draw-list", "receipt": "portal-draw-receipt"}  # fmt: skip
    return {key: reverse(name, args=named) for key, name in pages.items()}
