"""When a message may go out: not at night unless it is urgent; and when the next try is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class QuietHours:
    """Stretch of the local day [minutes after midnight], half-open, perhaps over midnight; none if equal."""

    from_minute: int
    until_minute: int


def send_from(*, at: datetime, quiet: QuietHours) -> datetime:
    """
    Answer the moment itself, or the end of the night that it falls into.

    at : [aware] in the local zone, by whose day the hours are

    >>> from zoneinfo import ZoneInfo
    >>> night = datetime(2021, 12, 20, 22, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    >>> send_from(at=night, quiet=QuietHours(21 * 60, 7 * 60)).isoformat()
    '2021-12-21T07:00:00+07:00'
    """
    minute = at.hour * 60 + at.minute
    start, until = quiet.from_minute, quiet.until_minute
    is_over_midnight = start > until
    is_quiet = start <= minute < until or (is_over_midnight and (minute >= start or minute < until))
    if not is_quiet:
        return at
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    days = 1 if is_over_midnight and minute >= start else 0
    return midnight + timedelta(days=days, minutes=until)


def next_try(*, tries: int, at: datetime, pauses_seconds: Sequence[int]) -> datetime | None:
    """
    Answer when to try again after so many tries; None when there have been enough.

    >>> next_try(tries=2, at=datetime(2021, 12, 20), pauses_seconds=(60, 300))
    datetime.datetime(2021, 12, 20, 0, 5)
    >>> next_try(tries=3, at=datetime(2021, 12, 20), pauses_seconds=(60, 300)) is None
    True
    """
    return at + timedelta(seconds=pauses_seconds[tries - 1]) if tries <= len(pauses_seconds) else None
