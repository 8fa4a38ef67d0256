"""How figures, days and instants are written on every page: 1.234.567, 23/11/2026 14:05, 45 %.

Vietnamese forms in both languages, so that a figure read out over the telephone is the figure on the page.
What is not known is shown as a dash with a name, never as zero.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
UNKNOWN = "–"


def written_number(value: int | None) -> str:
    """
    Write a whole number with dots between thousands; a dash when it is not known.

    >>> written_number(1234567)
    '1.234.567'
    """
    if value is None or value == "":
        return UNKNOWN
    return f"{int(value):,}".replace(",", ".").replace("-", "\N{MINUS SIGN}")


def written_dong(value: int | None) -> str:
    """Write whole đồng with the sign after it and a space that does not break: 1.234.567 ₫."""
    return UNKNOWN if value is None or value == "" else f"{written_number(value)}\N{NO-BREAK SPACE}₫"


def written_percent(part: int, whole: int) -> str:
    """
    Write the share as a whole percentage, rounded down, so that 100 % means that all of it is there.

    >>> written_percent(199, 200)
    '99\xa0%'
    """
    return UNKNOWN if not whole else f"{part * 100 // whole}\N{NO-BREAK SPACE}%"


def written_day(value: date | datetime | None) -> str:
    """Write a day as dd/mm/yyyy; an instant is first brought to Vietnam's day."""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return UNKNOWN if not value else value.strftime("%d/%m/%Y")


def written_moment(value: datetime | None) -> str:
    """Write an aware instant as dd/mm/yyyy hh:mm in Vietnam's time."""
    return UNKNOWN if not value else value.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
