"""How `donghanh deadline` is asked: moments, days and pauses as people type them, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING

import click

from donghanh.faces.cli.house import BadInput

if TYPE_CHECKING:
    from donghanh.lawbook.due_telling import PauseGiven

NEXT = "Next: give a day that exists and a time, such as 2026-08-21T10:00 or 2026-08-21T10:00+07:00."


class Moment(click.ParamType[datetime]):
    """An instant; without a zone that of Asia/Ho_Chi_Minh."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or refuse with exit status 2."""
        return value if isinstance(value, datetime) else moment_of(str(value))


class Day(click.ParamType[datetime]):
    """A day written 2025-12-31."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read it, or refuse with exit status 2."""
        try:
            return datetime.strptime(str(value), "%Y-%m-%d")  # noqa: DTZ007 - a day has no zone
        except ValueError as reason:
            text = f"{str(value)!r} is no day: {reason}; expected one that exists, such as 2025-12-31."
            raise BadInput(f"{text} Next: look at the calendar and ask again.") from reason


class Pause(click.ParamType["PauseGiven"]):
    """FROM/UNTIL:REASON; UNTIL left out while the pause lasts."""

    name = "pause"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> PauseGiven:
        """Read it, or refuse with exit status 2."""
        from donghanh.lawbook.due_telling import PauseGiven

        if isinstance(value, PauseGiven):
            return value
        span, colon, reason = str(value).rpartition(":")
        start, slash, until = span.partition("/")
        if not (colon and slash and reason):
            text = f"{str(value)!r} is no pause; expected FROM/UNTIL:REASON."
            raise BadInput(
                f"{text} Next: write 2026-08-24T08:00/2026-08-25T08:00:documents_missing, for example."
            )
        return PauseGiven(moment_of(start), moment_of(until) if until else None, reason)


def moment_of(text: str) -> datetime:
    """
    Read an instant; without a zone it is that of the company.

    raises : BadInput
    """
    from donghanh.faces.clock import HOUSE_ZONE

    try:
        read = datetime.fromisoformat(text)
    except ValueError as reason:
        raise BadInput(f"{text!r} is no moment: {reason}. {NEXT}") from reason
    if "T" not in text and " " not in text:
        raise BadInput(f"{text!r} has no time of day; expected one. {NEXT}")
    return read if read.tzinfo else read.replace(tzinfo=HOUSE_ZONE)


def refusing(command: Callable[..., None]) -> Callable[..., None]:
    """Answer what cannot be reckoned with exit status 2 and the reason."""

    @wraps(command)
    def asked(*args: object, **words: object) -> None:
        from donghanh.kernel.worktime import CalendarDoesNotCover
        from donghanh.lawbook.due_telling import CannotReckon
        from donghanh.lawbook.services import NoSuchService

        try:
            command(*args, **words)
        except NoSuchService as reason:
            raise BadInput(f"{reason} Next: donghanh services list --on DAY.") from reason
        except (CannotReckon, CalendarDoesNotCover) as reason:
            raise BadInput(str(reason)) from reason

    return asked


MOMENT, DAY, PAUSE = Moment(), Day(), Pause()
