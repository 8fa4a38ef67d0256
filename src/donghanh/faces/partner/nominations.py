"""The commune's nominations: where each stands and why, what comes next; one whole; taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donghanh.apps.evidence.queries import EvidenceCard, evidence_of
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.moving import make_move
from donghanh.apps.programmes.queries.benefits import BenefitStory, MoveLine, benefit_story
from donghanh.apps.programmes.queries.commune_nominations import NominationLine, commune_nominations
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.faces.design.evidence_words import ACCEPTED
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.design.nomination_words import CLASSES, KINDS, word
from donghanh.faces.partner import refusals, words
from donghanh.faces.partner.forms import ReasonForm
from donghanh.faces.partner.frame import framed
from donghanh.faces.partner.standing import Standing, partner_page, said, standing_of
from donghanh.faces.signin.roles import NAMES


@partner_page
def nominations(request: HttpRequest) -> HttpResponse:
    """List the commune's nominations, those that go on first."""
    standing = standing_of(request)
    state = request.GET.get("buoc", "")
    text = request.GET.get("tim", "").strip()[:80]
    page = commune_nominations(
        actor=standing.actor, campaign_code=standing.campaign_code, commune_code=standing.commune.code,
        text=text, state=state if state in words.FILTERS else "", page=_number(request.GET.get("page")),
    )  # fmt: skip
    context = {
        **framed(standing, "partner-nominations"),
        "lines": [_line(one) for one in page.lines],
        "total": page.total,
        "page": {"number": page.page, "page_count": page.pages, "total_count": page.total},
        "text": text,
        "state": state,
        "filters": [(key, str(label)) for key, label in words.FILTERS.items()],
        "is_filtered": bool(text or state),
    }
    return render(request, "partner/nominations.html", context)


@partner_page
def nomination(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one nomination: the story in plain words, and its documents."""
    standing = standing_of(request)
    return render(
        request, "partner/nomination.html", nomination_page(standing, story_of(standing, reference))
    )


@partner_page
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a nomination back, with a reason."""
    standing = standing_of(request)
    story = story_of(standing, reference)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            make_move(
                actor=standing.actor, reference=reference, move="withdraw", why=form.cleaned_data["why"],
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
        except (Refused, CannotMove, Forbidden) as refusal:
            form.add_error(None, refusals.told(refusal))
        else:
            return redirect("partner-nomination", reference=reference)
    context = {
        **framed(standing, "partner-nominations"),
        "form": form, "reference": reference, "name": story.line.name, "may": _may_withdraw(story),
        "back": reverse("partner-nomination", args=[reference]),
    }  # fmt: skip
    return render(request, "partner/withdraw.html", context)


def story_of(standing: Standing, reference: str) -> BenefitStory:
    """One nomination of this commune. raises : NotFound, also for one of another commune"""
    story = benefit_story(actor=standing.actor, reference=reference, day=standing.day)
    if story.line.commune_code != standing.commune.code:
        raise NotFound("benefit", reference)
    return story


def nomination_page(standing: Standing, story: BenefitStory, **more: Any) -> dict[str, Any]:
    """What the page of one nomination says."""
    line = story.line
    proofs = evidence_of(actor=standing.actor, subject=f"benefit:{line.reference}", kinds=("proof",))
    return {
        **framed(standing, "partner-nominations"),
        "reference": line.reference,
        "name": line.name,
        "state": words.word(words.STATES, line.state),
        "tone": words.TONES.get(line.state, "idle"),
        "activity": said(line, "activity"),
        "next": words.next_step(state=line.state, scheduled_on=line.scheduled_on),
        "ended_why": story.moves[-1].why if story.moves and line.state in BENEFIT.exits else "",
        "facts": _facts(story),
        "story": [_told(move) for move in reversed(story.moves)],
        "proofs": [proof_row(one, line.reference) for one in proofs],
        "accepted": ACCEPTED,
        "withdraw_url": reverse("partner-withdraw", args=[line.reference]) if _may_withdraw(story) else "",
        **more,
    }


def proof_row(one: EvidenceCard, reference: str) -> dict[str, Any]:
    """One document of a nomination, with the ways to open it and to take it back."""
    address = reverse("evidence-file", args=[one.number])
    return {
        "name": one.name,
        "url": address,
        "small": f"{address}?small=1" if one.is_picture else "",
        "by": one.by,
        "at": one.at,
        "take_back": reverse("partner-take-back", args=[reference, one.number]),
    }


def _may_withdraw(story: BenefitStory) -> bool:
    return any(move.name == "withdraw" for move in story.open_moves)


def _facts(story: BenefitStory) -> list[tuple[str, str]]:
    line = story.line
    rows = [
        (_("Đối tượng"), word(KINDS, line.kind)),
        (_("Diện"), word(CLASSES, line.social_class)),
        (_("Mã khách hàng"), line.customer_code),
        (_("Số lượng"), written_number(line.quantity) if line.quantity > 1 else ""),
        (_("Địa chỉ"), story.address),
        (_("Điện thoại"), story.phone),
        (_("Điện lực phụ trách"), said(line, "unit")),
        (_("Ngày hẹn"), written_day(line.scheduled_on) if line.scheduled_on else ""),
    ]
    return [row for row in rows if row[1]]


def _told(move: MoveLine) -> dict[str, Any]:
    return {
        "word": words.word(words.MOVES, move.move),
        "by": move.by,
        "role": str(NAMES.get(move.as_role, move.as_role)),
        "at": move.at,
        "why": move.why,
    }


def _line(one: NominationLine) -> dict[str, Any]:
    return {
        "reference": one.reference,
        "name": one.name,
        "url": reverse("partner-nomination", args=[one.reference]),
        "activity": said(one, "activity"),
        "state": words.word(words.STATES, one.state),
        "tone": words.TONES.get(one.state, "idle"),
        "next": words.next_step(state=one.state, scheduled_on=one.scheduled_on),
        "why": one.why if one.state in BENEFIT.exits else "",
        "proof_count": one.proof_count,
    }


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
