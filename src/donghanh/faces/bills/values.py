"""
Reads single values as people write them; never guesses.

A number is digits alone: "1.678" is 1678 to one reader and 1,678 to another, so it is neither. Each function
answers the value, or the `Problem` that stands in its way.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from donghanh.faces.bills.refusals import Problem
from donghanh.kernel.billing_tables import QUARTERS

MOST_ASKED = 600
"""Bills that one address of the network may ask for in ten minutes, on the page or over the API."""
MOST_KWH = 1_000_000_000
"""More than the company sells in four months: beyond it stands a mistake, not a bill."""
MOST_HOUSEHOLDS = 100_000
_DAY = re.compile(r"^(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})$", re.ASCII)
_WHOLE = re.compile(r"^[0-9]{1,15}$", re.ASCII)
_QUARTER = re.compile(r"^(?P<whole>[0-9]{1,9})(\.(?P<part>0|00|25|5|50|75))?$", re.ASCII)
_PARTS = {None: 0, "0": 0, "00": 0, "25": 1, "5": 2, "50": 2, "75": 3}
_POWER_FACTOR = re.compile(r"^(?P<whole>[01])(\.(?P<part>[0-9]{1,2}))?$", re.ASCII)


def whole(text: str, *, field: str, least: int, most: int) -> int | Problem:
    """Read a whole number between two limits."""
    if not _WHOLE.match(text):
        return Problem("not-a-whole-number", field, text)
    number = int(text)
    if not least <= number <= most:
        return Problem("number-out-of-range", field, text, f"{least}–{most}")
    return number


def day(text: str, *, field: str) -> date | Problem:
    """Read a day of the calendar, 2021-12-15, between 2000 and 2099."""
    parts = _DAY.match(text)
    if parts is None:
        return Problem("not-a-day", field, text)
    year, month, number = int(parts["year"]), int(parts["month"]), int(parts["day"])
    if not 2000 <= year <= 2099:
        return Problem("day-out-of-range", field, text)
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return Problem("day-not-in-calendar", field, text)
    return date(year, month, number)


def quarters(text: str, *, field: str) -> int | Problem:
    """Read households in quarters: "1.25" is 5."""
    parts = _QUARTER.match(text)
    if parts is None:
        return Problem("not-in-quarters", field, text)
    found = int(parts["whole"]) * QUARTERS + _PARTS[parts["part"]]
    if not 1 <= found <= MOST_HOUSEHOLDS * QUARTERS:
        return Problem("number-out-of-range", field, text, f"0.25–{MOST_HOUSEHOLDS}")
    return found


def hundredths(text: str, *, field: str) -> int | Problem:
    """Read a power factor in hundredths: "0.83" is 83."""
    parts = _POWER_FACTOR.match(text)
    found = int(parts["whole"]) * 100 + int((parts["part"] or "").ljust(2, "0")) if parts else 0
    return found if 1 <= found <= 100 else Problem("not-a-power-factor", field, text)


def word(text: str, *, field: str, words: Iterable[str]) -> str | Problem:
    """Read one of a list of words."""
    known = tuple(words)
    return text if text in known else Problem("word-unknown", field, text, ", ".join(known))
