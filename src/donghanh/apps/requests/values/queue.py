"""The queue: what of it is asked for, its rows, who has how much in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CaseRow:
    """
    A case in the queue; names of customers masked by length only, telephones are not in lists.

    seconds_left : [s] until due_at, negative when late; None without a due time
    """

    code: str
    service_code: str
    service_vi: str
    service_en: str
    group: str
    state: str
    name: str
    unit_code: str
    desk: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    due_on: date | None
    seconds_left: int | None
    is_late: bool
    is_paused: bool
    responsible_username: str
    responsible: str
    incident: str
    hand_over_count: int
    reopened_count: int
    unread_count: int = 0


@dataclass(frozen=True)
class QueueFilters:
    """
    What of the queue is shown; empty words stand for all.

    view        : open (owed by somebody), late, today (due by its end), paused, answered, unread (the
                  customer wrote), uncaused (late, whoever closed it, and no cause recorded), over, all
    responsible : a username, or `nobody`, or `me`
    text        : a code, a customer's code, a telephone number or a name
    """

    view: str = "open"
    unit_code: str = ""
    desk: str = ""
    group: str = ""
    service_code: str = ""
    channel: str = ""
    state: str = ""
    responsible: str = ""
    incident: str = ""
    text: str = ""


@dataclass(frozen=True)
class QueuePage:
    """Some rows in the order of the time left, how many there are in all, and how many are late."""

    rows: tuple[CaseRow, ...]
    total: int
    page: int
    pages: int
    late_count: int
    filters: QueueFilters


@dataclass(frozen=True)
class Load:
    """
    What one person has in hand: open cases, late ones, due by the end of today, paused.

    uncaused_count : cases that came late, closed or not, of which cause and apology are still to be recorded
    """

    username: str
    full_name: str
    unit_code: str
    open_count: int
    late_count: int
    today_count: int
    paused_count: int
    uncaused_count: int = 0
