"""What the pages of a draw share: the draw in sight, the way to it, its life as steps, its terms as rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.programmes.queries import draws
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import draw_words as words
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.activities import trail_of
from donghanh.faces.desk.programmes.standing import Standing


def story_of(*, standing: Standing, code: str, number: int) -> draws.DrawStory:
    """The draw as the actor sees it. raises : NotFound"""
    return draws.draw_story(
        actor=standing.actor, campaign_code=standing.campaign_code, activity_code=code, number=number
    )


def draw_name(public: draws.PublicDraw) -> str:
    """A draw's name: its activity is long, so its number."""
    return _("Lần bốc thăm %(number)s") % {"number": public.number}


def draw_trail(*, standing: Standing, public: draws.PublicDraw, last: str = "") -> list[tuple[str, str]]:
    """The way from the board to a draw, or to a step of it."""
    between = [(_("Các lần bốc thăm"), standing.link("desk-draws"))]
    if last:
        address = standing.link("desk-draw", public.activity_code, public.number)
        between.append((draw_name(public), address))
    return trail_of(standing=standing, between=tuple(between), last=last or draw_name(public))


def steps() -> list[tuple[str, str]]:
    """The path of a draw's life, for the steps on the page."""
    return [(state, wording.word(words.STATES, state)) for state in words.PATH]


def term_rows(public: draws.PublicDraw) -> list[tuple[str, str]]:
    """A draw's terms as names and values; days are the last ones inside."""
    return [
        (_("Phần quà"), written_number(public.prize_count)),
        (_("Dự bị"), written_number(public.alternate_count)),
        (
            _("Thời gian tham gia"),
            f"{written_day(public.window_from_on)} – {_day_before(public.window_until_on)}",
        ),
        (_("Ngày bốc thăm"), written_day(public.draw_on)),
        (_("Nhận quà đến hết"), _day_before(public.claim_until_on)),
        (_("Cách bốc thăm"), wording.word(words.METHODS, public.method)),
    ]


def source_rows(public: draws.PublicDraw) -> list[dict[str, str]]:
    """The named sources, each with what it gave once that is known."""
    values = [*public.source_values, *[""] * len(public.sources)]
    return [
        {"name": one["name"], "on": _written(one["on"]), "where": one.get("where", ""), "value": value}
        for one, value in zip(public.sources, values, strict=False)
    ]


def story_rows(story: draws.DrawStory) -> list[dict[str, Any]]:
    """The moves of a draw, newest first."""
    return [
        {"line": move, "word": wording.word(words.MOVES, move.move), "tone": words.STATE_TONES[move.to_state]}
        for move in reversed(story.moves)
    ]


def _day_before(day: date) -> str:
    return written_day(day - timedelta(days=1))


def _written(text: str) -> str:
    return written_day(date.fromisoformat(text))
