"""The demo's story on a page: its chapters, how far it is, and a button that plays it on."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from donghanh.apps.organisation.operations import CannotPlay
from donghanh.apps.organisation.queries import StoryStanding, demo_cards, demo_story
from donghanh.faces.signin.doors import desk_page
from donghanh.faces.signin.product_day import FORMATS
from donghanh.faces.story import ports
from donghanh.faces.story.chapters import CHAPTERS
from donghanh.faces.story.people import BEGIN, LAST
from donghanh.faces.story.playing import want

TOLD = {
    "story-ended": _("Câu chuyện kết thúc ngày 31/01/2022. Hãy chọn một ngày đến hết ngày đó."),
    "story-goes-forward": _("Ngày này đã diễn xong; việc đã làm không quay lại được. Hãy chọn ngày sau đó."),
    "story-not-begun": _("Câu chuyện chưa bắt đầu. Hãy chạy make demo."),
}


class PlayForm(forms.Form):
    """The day through which the story is to be played."""

    day = forms.DateField(
        label=_("Diễn đến hết ngày"),
        input_formats=FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Hãy chọn ngày."), "invalid": _("Hãy ghi ngày như 31/12/2021.")},
    )


@desk_page()
def story(request: HttpRequest) -> HttpResponse:
    """Show the chapters and how far the story is; 404 outside a demo."""
    form = PlayForm(initial={"day": _next_day(_standing())})
    return render(request, "signin/story.html", _page(form))


@require_POST
@desk_page()
def play(request: HttpRequest) -> HttpResponse:
    """Have the story played on through a day, and come back to the bar."""
    _standing()
    form = PlayForm(request.POST)
    if form.is_valid() and _wanted(form):
        ports.queue_play()
        return redirect("signin_story")
    return render(request, "signin/story.html", _page(form), status=422)


@desk_page()
def progress(request: HttpRequest) -> HttpResponse:
    """The bar alone, asked for every two seconds while the story is played."""
    bar = _bar(_standing())
    bar["was_playing"] = not bar["is_playing"]  # the page above still shows what it knew before
    return render(request, "signin/_story_progress.html", {"bar": bar})


def _wanted(form: PlayForm) -> bool:
    try:
        want(through=form.cleaned_data["day"])
    except CannotPlay as refusal:
        form.add_error("day", TOLD.get(refusal.rule, str(refusal)))
        return False
    return True


def _standing() -> StoryStanding:
    found = demo_story() if settings.DEMO else None
    if found is None:
        raise Http404
    return found


def _page(form: PlayForm) -> dict[str, object]:
    standing = _standing()
    return {
        "form": form,
        "standing": standing,
        "bar": _bar(standing),
        "last_day": LAST,
        "chapters": _chapters(standing),
        "is_over": standing.played_through >= LAST,
    }


def _bar(standing: StoryStanding) -> dict[str, object]:
    """Days played of those wanted, counted from the first of December."""
    return {
        "done": (standing.played_through - BEGIN).days + 1,
        "total": (standing.wanted_through - BEGIN).days + 1,
        "is_playing": standing.is_playing,
        "failed": standing.failed,
        "day": standing.played_through,
    }


def _chapters(standing: StoryStanding) -> list[dict[str, object]]:
    english = (get_language() or "vi").startswith("en")
    names = {card.username: card.full_name for card in demo_cards(day=BEGIN)}
    return [
        {
            "day": one.day,
            "title": one.title_en if english else one.title_vi,
            "text": one.text_en if english else one.text_vi,
            "who": one.who,
            "name": f"{names.get(one.who, one.who)} ({one.who})",
            "address": one.address,
            "is_played": one.day <= standing.played_through,
        }
        for one in sorted(CHAPTERS, key=lambda chapter: chapter.day)
    ]


def _next_day(standing: StoryStanding) -> date:
    """The day of the next chapter that was not played, else the day after."""
    ahead = [one.day for one in CHAPTERS if one.day > standing.played_through]
    return min(ahead, default=min(LAST, standing.played_through + timedelta(days=1)))
