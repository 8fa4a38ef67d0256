"""Consents and stories on the desk: own words beside the wording, approved by a second person, published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.confirmation_permissions import may_ask
from donghanh.apps.programmes.operations import consenting, telling
from donghanh.apps.programmes.queries import stories as queries
from donghanh.apps.programmes.refusals import NotFound, Refused
from donghanh.engines.programmes.lives import CannotMove
from donghanh.faces.desk.confirmations import words
from donghanh.faces.desk.confirmations.forms import StoryForm, WhyForm
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing, page_address, programme_page, standing_of

CANNOT = (Refused, CannotMove, Forbidden)


@programme_page()
def stories(request: HttpRequest) -> HttpResponse:
    """List the consents with the stories that rest on them."""
    standing = standing_of(request)
    found = queries.consents(actor=standing.actor, campaign_code=standing.campaign_code)
    context = {
        "trail": trail_of(standing=standing, between=_listed(standing)[:1], last=_("Đồng ý và chuyện kể")),
        "rows": [_row(standing, one) for one in found],
        "may_write": may_ask(actor=standing.actor),
        "draft_url": standing.link("desk-confirm-draft"),
        "public_url": page_address("portal-stories"),
    }
    return render(request, "desk/confirmations/stories.html", context)


@programme_page()
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a story from a consent."""
    standing = standing_of(request)
    try:
        number = telling.draft_story(
            actor=standing.actor, consent=request.POST.get("consent", ""), at=request.product_now  # type: ignore[attr-defined]
        )  # fmt: skip
    except NotFound:
        raise
    except CANNOT as refusal:
        messages.error(request, words.told(refusal))
        return redirect(standing.link("desk-confirm-stories"))
    return redirect(standing.link("desk-confirm-story", number))


@programme_page()
def story(request: HttpRequest, number: int) -> HttpResponse:
    """Show a story whole (GET); write it anew, approve, publish or take it down (POST)."""
    standing = standing_of(request)
    found = queries.desk_story(actor=standing.actor, number=number)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = _form(request, found, act)
    why = WhyForm(request.POST if act == "take_down" else None)
    if act and _done(request, standing, found, act, form, why):
        return redirect(standing.link("desk-confirm-story", number))
    shown = found.wordings[-1]
    context = {
        "trail": trail_of(standing=standing, between=_listed(standing), last=shown.title or f"#{number}"),
        "title": shown.title or _("Chuyện số %(number)s") % {"number": number},
        "story": found,
        "shown": shown,
        "state": words.word(words.STORIES, found.state),
        "tone": words.STORY_TONES.get(found.state, "idle"),
        "named": words.word(words.NAMED, found.named_as),
        "activity": wording.said(found, "activity"),
        "pictures": [
            {"url": reverse("evidence-file", args=[one]), "is_used": one in shown.photographs}
            for one in found.consent_photographs
        ],
        "form": form,
        "why": why,
        "may": set(found.open_moves),
        "steps": [
            {"word": words.word(words.STORY_MOVES, one.move), "by": one.by or _("người nhận"), "at": one.at,
             "why": one.why}
            for one in found.steps
        ],
        "public_url": page_address("portal-story", number) if found.state == "published" else "",
    }  # fmt: skip
    status = 422 if form.errors or why.errors else 200
    return render(request, "desk/confirmations/story.html", context, status=status)


@programme_page()
def withdraw(request: HttpRequest, consent: str) -> HttpResponse:
    """Write down that a beneficiary took a consent back."""
    standing = standing_of(request)
    known = queries.consents(actor=standing.actor, campaign_code=standing.campaign_code)
    if consent not in {one.reference for one in known}:
        raise NotFound("consent", consent)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            consenting.withdraw_consent(
                actor=standing.actor, consent=consent, why=form.cleaned_data["why"],
                at=request.product_now,  # type: ignore[attr-defined]
            )  # fmt: skip
            messages.success(request, _("Đã ghi rút sự đồng ý. Lời và ảnh không còn trên trang công khai."))
            return redirect(standing.link("desk-confirm-stories"))
        except CANNOT as refusal:
            form.add_error(None, words.told(refusal))
    context = {
        "trail": trail_of(standing=standing, between=_listed(standing), last=consent),
        "title": _("Ghi rút sự đồng ý"),
        "attests": _("Ghi ai yêu cầu và bằng cách nào. Bài và ảnh được gỡ ngay; các dòng cũ vẫn giữ."),
        "form": form,
        "is_danger": True,
        "back": standing.link("desk-confirm-stories"),
    }
    return render(request, "desk/confirmations/act.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, found: queries.DeskStory, act: str) -> StoryForm:
    shown = found.wordings[-1]
    initial = {
        "title": shown.title, "text": shown.text, "photographs": [str(one) for one in shown.photographs],
    }  # fmt: skip
    choices = [
        (str(one), _("Ảnh %(place)s") % {"place": place})
        for place, one in enumerate(found.consent_photographs, start=1)
    ]
    return StoryForm(request.POST if act == "edit" else None, initial=initial, pictures=choices)


def _done(
    request: HttpRequest,
    standing: Standing,
    found: queries.DeskStory,
    act: str,
    form: StoryForm,
    why: WhyForm,
) -> bool:
    """Make the act; False where a form has something to say."""
    given: dict[str, Any] = {"actor": standing.actor, "story": found.number, "at": request.product_now}  # type: ignore[attr-defined]
    try:
        if act == "edit":
            if not form.is_valid():
                return False
            telling.edit_story(**given, **({"photographs": []} | form.cleaned_data))
        elif act == "take_down":
            if not why.is_valid():
                return False
            telling.move_story(**given, move=act, why=why.cleaned_data["why"])
        else:
            seen = request.POST.get("version", "")
            telling.move_story(**given, move=act, version=int(seen) if seen.isdecimal() else None)
    except NotFound:
        raise
    except CANNOT as refusal:
        messages.error(request, words.told(refusal))
    else:
        messages.success(request, _("Đã ghi: %(move)s.") % {"move": words.word(words.STORY_MOVES, act)})
    return True


def _listed(standing: Standing) -> tuple[tuple[str, str], ...]:
    return (
        (_("Hỏi người nhận"), standing.link("desk-confirm-rounds")),
        (_("Đồng ý và chuyện kể"), standing.link("desk-confirm-stories")),
    )


def _row(standing: Standing, one: queries.ConsentLine) -> dict[str, Any]:
    return {
        "consent": one,
        "activity": wording.said(one, "activity"),
        "named": words.word(words.NAMED, one.named_as),
        "given": words.word(words.GIVEN, one.given),
        "state": words.word(words.STORIES, one.story_state) if one.story else "",
        "tone": words.STORY_TONES.get(one.story_state, "idle"),
        "url": standing.link("desk-confirm-story", one.story) if one.story else "",
        "withdraw_url": standing.link("desk-confirm-withdraw", one.reference),
    }
