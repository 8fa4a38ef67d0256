"""
When a one-time code may be asked for, and what entering one comes to.

One code lives at a time: a new one ends the last. A code is of use until it runs out, is used, or was entered
wrongly too often. Asking is throttled by a pause between two codes and by how many in a stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LIVE, USED, EXPIRED, SPENT, ENDED = "live", "used", "expired", "spent", "ended"


@dataclass(frozen=True, slots=True)
class CodeTerms:
    """
    How one-time codes are given out.

    digits          : [count] of a code
    valid_minutes   : [minutes] from asking to the first moment at which it is of no use
    most_tries      : [count] wrong entries of one code
    pause_seconds   : [s] between two askings
    most_codes      : [count] of codes in a stretch of `stretch_hours` [hours]
    """

    digits: int
    valid_minutes: int
    most_tries: int
    pause_seconds: int
    most_codes: int
    stretch_hours: int


@dataclass(frozen=True, slots=True)
class CodeStanding:
    """A code that was given out: until when it is of use (outside), and what was done with it."""

    asked_at: datetime
    until_at: datetime
    wrong_tries: int = 0
    is_used: bool = False
    is_ended: bool = False


def state_of(*, code: CodeStanding, terms: CodeTerms, now: datetime) -> str:
    """
    Say how a code stands: live, used, ended (another one took its place), spent, expired.

    >>> asked = datetime.fromisoformat("2021-12-20T09:00+07:00")
    >>> code = CodeStanding(asked, asked + timedelta(minutes=5))
    >>> terms = CodeTerms(6, 5, 5, 60, 5, 24)
    >>> state_of(code=code, terms=terms, now=asked + timedelta(minutes=5))
    'expired'
    """
    if code.is_used:
        return USED
    if code.is_ended:
        return ENDED
    if code.wrong_tries >= terms.most_tries:
        return SPENT
    return EXPIRED if now >= code.until_at else LIVE


def may_ask_at(*, asked: Sequence[datetime], terms: CodeTerms, now: datetime) -> datetime:
    """
    Answer from when on another code may be asked for; not after `now` when it may be at once.

    asked : when the codes so far were asked for, in any order

    >>> nine = datetime.fromisoformat("2021-12-20T09:00+07:00")
    >>> may_ask_at(asked=[nine], terms=CodeTerms(6, 5, 5, 60, 5, 24), now=nine).isoformat()
    '2021-12-20T09:01:00+07:00'
    """
    if not asked:
        return now
    stretch = timedelta(hours=terms.stretch_hours)
    recent = sorted(one for one in asked if one > now - stretch)
    after_pause = max(asked) + timedelta(seconds=terms.pause_seconds)
    if len(recent) < terms.most_codes:
        return after_pause
    return max(after_pause, recent[-terms.most_codes] + stretch)
