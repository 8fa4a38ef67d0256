"""
Due times over the API, for everybody: when a service is due and why, or the n-th working day after a day.

What the command `donghanh deadline` prints, with the rules and sources in full. A moment without a zone is
refused: programs in other zones would mean another. What cannot be reckoned is a 409 with a stable rule; a
service that does not exist on the day is a 404 whose facts say when it does.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from donghanh.faces.api.asked import Day
from donghanh.faces.api.house import Refusal, api, refuse
from donghanh.faces.api.services import ServiceCode
from donghanh.faces.clock import now
from donghanh.kernel.worktime import CalendarDoesNotCover
from donghanh.lawbook.due_telling import (
    MOST_DAYS,
    CannotReckon,
    DueTold,
    PauseGiven,
    tell_due,
    tell_working_days,
)

public = Router(tags=["public"], auth=None)
MOMENT = r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
ZONED = rf"{MOMENT}(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])"
Moment = Annotated[str, StringConstraints(pattern=rf"^{ZONED}$", max_length=30)]
PauseText = Annotated[str, StringConstraints(pattern=rf"^{ZONED}/({ZONED})?:[a-z_]{{1,40}}$", max_length=110)]


class DueQuestion(Schema):
    """`received_at` with its zone, a plus sign written %2B; `pause` as FROM/UNTIL:REASON, more than once."""

    received_at: Moment
    pause: Annotated[list[PauseText], Field(max_length=20)] = Field(default_factory=list)


class DaysQuestion(Schema):
    """The day after `day` is day 1."""

    day: Day
    working_days: Annotated[int, Field(ge=1, le=MOST_DAYS)]


@public.get("/deadlines/services/{code}", response={200: DueTold, frozenset({404, 409, 422}): Refusal})
def deadline_of_service(request: HttpRequest, code: ServiceCode, asked: Query[DueQuestion]) -> object:
    """When a service is due that was received at a moment, day by day, with clause, rules and pauses."""
    pauses = tuple(_pause(text) for text in asked.pause)
    return tell_due(code=code, received_at=_moment(asked.received_at), pauses=pauses, now=now())


@public.get("/deadlines/working-days", response={200: DueTold, frozenset({409, 422}): Refusal})
def deadline_of_working_days(request: HttpRequest, asked: Query[DaysQuestion]) -> object:
    """The n-th working day after a day, with each day that was not counted and why."""
    return tell_working_days(day=asked.day, count=asked.working_days)


@api.exception_handler(CannotReckon)
def cannot_reckon(request: HttpRequest, reason: CannotReckon) -> object:
    return refuse(request, status=409, rule=reason.rule, message=str(reason))


@api.exception_handler(CalendarDoesNotCover)
def calendar_does_not_cover(request: HttpRequest, reason: CalendarDoesNotCover) -> object:
    return refuse(request, status=409, rule="calendar-does-not-cover", message=str(reason))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as reason:
        text = f"{text} is no moment: {reason}. Next: give a day that exists, such as 2021-12-20T10:00+07:00."
        raise CannotReckon("not-a-moment", text) from reason


def _pause(text: str) -> PauseGiven:
    span, _, reason = text.rpartition(":")
    start, _, until = span.partition("/")
    return PauseGiven(_moment(start), _moment(until) if until else None, reason)
