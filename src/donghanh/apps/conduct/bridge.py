"""
From rows and the lawbook to the columns and values that `engines/conduct` takes.

An inspection keeps the checklist's words, so that a checklist that is changed later does not change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
from django.utils.crypto import salted_hmac

from donghanh.engines.conduct import Score, Sizes, score_answers
from donghanh.engines.conduct.sampling import FRAME
from donghanh.kernel.worktime import add_working_days, is_working_day
from donghanh.lawbook import office_hours
from donghanh.lawbook.calendars import read_calendar
from donghanh.lawbook.conduct_checklists import Checklist, checklist_for
from donghanh.lawbook.conduct_ratings import RatingTerms, all_rating_terms, rating_terms

__all__ = ["RatingTerms", "checklist_for", "rating_terms"]

COMPANY_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_ITEMS = {"item": pl.String, "points": pl.Int64, "is_critical": pl.Boolean}
_ANSWERS = {"item": pl.String, "answer": pl.String}
_RATINGS = {"unit": pl.String, "staff": pl.Int64, "contact_kind": pl.String, "stars": pl.Int64}


def frame_of(places: Iterable[tuple[str, str, str]]) -> pl.DataFrame:
    """Places (reference, kind, unit) as the engine draws from them."""
    return pl.DataFrame(list(places), schema=dict.fromkeys(FRAME, pl.String), orient="row")


def sizes_of(*, office: int, crew: int, is_surprise: bool) -> Sizes:
    """The sizes of a round; in a surprise one a place may come out again."""
    return Sizes(office=office, crew=crew, may_repeat=is_surprise)


def frozen(*, checklist: Checklist) -> dict[str, Any]:
    """What an inspection keeps of its checklist, as JSON."""
    return {
        "name_vi": checklist.name_vi,
        "name_en": checklist.name_en,
        "items": [asdict(item) for item in checklist.items],
        "good_from_bp": checklist.good_from_bp,
        "enough_from_bp": checklist.enough_from_bp,
        "reply_days": checklist.reply_days,
        "correct_days": checklist.correct_days,
        "told_days": checklist.told_days,
        "escalate_days": checklist.escalate_days,
        "digest": checklist.digest,
        "source": checklist.source.text,
        "is_confirmed": checklist.source.is_confirmed,
    }


def items_frame(*, kept: Mapping[str, Any]) -> pl.DataFrame:
    """The items of a kept checklist as columns."""
    rows = [(one["code"], one["points"], one["is_critical"]) for one in kept["items"]]
    return pl.DataFrame(rows, schema=_ITEMS, orient="row")


def answers_frame(*, answers: Mapping[str, str]) -> pl.DataFrame:
    """Answers by item as columns."""
    return pl.DataFrame(list(answers.items()), schema=_ANSWERS, orient="row")


def score_of(*, kept: Mapping[str, Any], answers: Mapping[str, str]) -> Score:
    """What the answers to a kept checklist come to."""
    return score_answers(
        items=items_frame(kept=kept),
        answers=answers_frame(answers=answers),
        good_from_bp=kept["good_from_bp"],
        enough_from_bp=kept["enough_from_bp"],
    )


def due_on(*, day: date, working_days: int) -> date:
    """The last day of a time in working days; the day itself is not counted."""
    return add_working_days(day=day, count=working_days, calendar=read_calendar())


def tell_on(*, inspection: Any) -> date:
    """The last day on which the head of a planned inspection's unit is told of it in time."""
    kept = inspection.frozen or {}
    checklist = None if kept else checklist_for(place=inspection.kind, on=inspection.day)
    days = kept.get("told_days", 0) if kept else checklist.told_days if checklist else 0
    day: date = inspection.day
    for _ in range(days):
        day -= timedelta(days=1)
        while not is_worked(day=day):
            day -= timedelta(days=1)
    return day


def is_working_moment(*, at: datetime) -> bool:
    """Answer whether the offices work at an instant: nobody is told at midnight or on Tết."""
    until = at + timedelta(minutes=1)
    spans = office_hours.working_spans(start=at, until=until, calendar=read_calendar(), zone=COMPANY_ZONE)
    return any(at in span for span in spans)


def first_rating_terms() -> RatingTerms:
    """The terms that held first."""
    return min(all_rating_terms(), key=lambda one: one.span.start)


def ratings_frame(rows: Iterable[tuple[str, int | None, str, int | None]]) -> pl.DataFrame:
    """Invitations (unit, number of who served, kind of contact, stars) as columns."""
    return pl.DataFrame(list(rows), schema=_RATINGS, orient="row")


def customer_digest(*, key: str) -> str:
    """A keyed digest of whom was asked: equal for the same customer, and of no use to anybody else."""
    return salted_hmac("donghanh.conduct-customer", key.strip().casefold(), algorithm="sha256").hexdigest()


def is_worked(*, day: date) -> bool:
    """Answer whether the company works on a day. raises : CalendarDoesNotCover"""
    return is_working_day(day=day, calendar=read_calendar())


def company_day(*, at: datetime) -> date:
    """The day of an instant in the company's time zone."""
    return at.astimezone(COMPANY_ZONE).date()


def token_digest(token: str) -> str:
    """What is kept of the token of an invitation."""
    return sha256(token.encode()).hexdigest()
