"""
The terms of a draw as announced, and what must hold of them on the day of each step.

Nobody may know the chance before the list is frozen: entrants are committed after the window has ended and
before the first of the named sources gives its numbers; the draw is held on or after the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from donghanh.apps.programmes.models import Draw
from donghanh.apps.programmes.refusals import CannotDraw
from donghanh.engines import draws as engine
from donghanh.engines.draws.selection import LARGEST_POOL
from donghanh.engines.draws.sources import LARGEST_SOURCE_COUNT


@dataclass(frozen=True)
class NamedSource:
    """
    A public source of chance as announced.

    on    : day on which it gives its numbers, 2022-01-05
    where : where anybody can read its result
    """

    name: str
    on: str
    where: str = ""

    def sentence(self) -> str:
        """The source in one line, as the proof carries it."""
        return f"{self.name}, {self.on}" + (f" ({self.where})" if self.where else "")


@dataclass(frozen=True)
class DrawTerms:
    """The terms of a draw: spans are half-open, `draw_on` is the day on which the last source is known."""

    method: str
    prize_count: int
    alternate_count: int
    window_from_on: date
    window_until_on: date
    draw_on: date
    claim_until_on: date
    sources: tuple[NamedSource, ...]


def check_terms(*, terms: DrawTerms, today: date) -> None:
    """
    Refuse terms that nobody could keep, naming the first that does not hold.

    raises : CannotDraw
    """
    for rule, is_so in _wrongs(terms, today).items():
        if is_so:
            facts = {**asdict(terms), "today": today, "most_sources": LARGEST_SOURCE_COUNT}
            raise CannotDraw(
                rule, f"The draw's terms cannot be kept ({rule}). Correct them and try again.", **facts
            )


def _wrongs(terms: DrawTerms, today: date) -> dict[str, bool]:
    days = [_day(source.on) for source in terms.sources]
    known = [day for day in days if day]
    return {
        "method-unknown": terms.method not in engine.METHODS,
        "no-prizes": terms.prize_count < 1,
        "alternates-negative": terms.alternate_count < 0,
        "no-sources": not terms.sources,
        "too-many-sources": len(terms.sources) > LARGEST_SOURCE_COUNT,
        "source-without-name": not all(source.name.strip() for source in terms.sources),
        "source-without-day": len(known) < len(days),
        "window-empty": terms.window_from_on >= terms.window_until_on,
        "drawn-before-window-ends": terms.draw_on <= terms.window_until_on,
        "draw-day-passed": terms.draw_on <= today,
        "source-day-outside": any(not terms.window_until_on < day <= terms.draw_on for day in known),
        "claims-end-before-draw": terms.claim_until_on <= terms.draw_on,
    }


def check_day_of_commitment(*, draw: Draw, day: date) -> None:
    """Refuse to freeze entrants while the window runs, or once a source may be known. raises : CannotDraw"""
    first = first_source_on(draw)
    if not draw.window_until_on <= day < first:
        raise CannotDraw(
            "not-the-day-to-commit",
            f"Entrants are frozen from {draw.window_until_on:%d/%m/%Y}, when the window has ended, and "
            f"before {first:%d/%m/%Y}, when the chance is known; today is {day:%d/%m/%Y}.",
            window_until_on=draw.window_until_on.isoformat(), draw_on=first.isoformat(),
            today=day.isoformat(),
        )  # fmt: skip


def check_pool(*, draw: Draw, entrants: int) -> None:
    """Refuse a list that the method cannot draw from, while it can still be changed. raises : CannotDraw"""
    if entrants < draw.prize_count:
        raise CannotDraw(
            "too-few-entrants",
            f"{entrants} entrants for {draw.prize_count} prizes. Next: lower the number of prizes, or make "
            "the draw void.",
            entrants=entrants, prizes=draw.prize_count,
        )  # fmt: skip
    most = LARGEST_POOL[draw.method]
    if entrants > most:
        raise CannotDraw(
            "too-many-entrants",
            f"{entrants} entrants; method {draw.method} draws from at most {most}. Next: make the draw void "
            "and prepare it anew with method sha256.",
            entrants=entrants, most=most, method=draw.method,
        )  # fmt: skip


def check_results(*, draw: Draw, results: Sequence[str], day: date) -> None:
    """Refuse results before the named day, or not one a source. raises : CannotDraw"""
    if day < draw.draw_on:
        raise CannotDraw(
            "not-yet-drawn",
            f"The named sources give their numbers on {draw.draw_on:%d/%m/%Y}; today is {day:%d/%m/%Y}.",
            draw_on=draw.draw_on.isoformat(), today=day.isoformat(),
        )  # fmt: skip
    if len(results) != len(draw.sources):
        raise CannotDraw(
            "wrong-number-of-results",
            f"{len(results)} results for {len(draw.sources)} named sources. Enter one result a source.",
            found=len(results), expected=len(draw.sources),
        )  # fmt: skip


def first_source_on(draw: Draw) -> date:
    """The first day on which some of the chance is known."""
    return min([draw.draw_on, *(day for source in draw.sources if (day := _day(source["on"])))])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
