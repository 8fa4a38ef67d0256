"""A campaign's days as a time line: months and weeks above, a bar per activity, today's line, due days.

Positions are percentages of the campaign's days, for SVG attributes; words stay in HTML, where they wrap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from donghanh.faces.design.icons import known_tone
from donghanh.faces.design.meters import percent_width


def drawn_time_line(
    *,
    start: date,
    until: date,
    today: date,
    bars: Sequence[Mapping[str, Any]],
    label: str,
) -> dict[str, Any]:
    """
    Place the days of the half-open campaign [start, until).

    bars    : label, start, until (day after the last), word, tone, and optionally url, due (drawn at its end)
    returns : weeks and months as ticks with x, today's x (None when outside), bars with x and width
    """
    days = max(1, (until - start).days)

    def place(day: date) -> str:
        return percent_width(part=(day - start).days, whole=days)

    inside = start <= today < until
    return {
        "label": label,
        "months": [{"x": place(day), "day": day} for day in _months(start, until)],
        "weeks": [place(day) for day in _weeks(start, until)],
        "today": today,
        "today_x": place(today) if inside else None,
        "bars": [_bar(bar, place, start, until) for bar in bars],
    }


def _bar(bar: Mapping[str, Any], place: Any, start: date, until: date) -> dict[str, Any]:
    first, after = max(bar["start"], start), min(bar["until"], until)
    length = percent_width(part=max(0, (after - first).days), whole=max(1, (until - start).days))
    due = bar.get("due")
    due_x = place(due + timedelta(days=1)) if due and start <= due < until else None
    last = bar["until"] - timedelta(days=1)
    placed = {"x": place(first), "width": length, "due_x": due_x, "last": last}
    return {**bar, **placed, "tone": known_tone(bar.get("tone"))}


def _months(start: date, until: date) -> Iterator[date]:
    day = start
    while day < until:
        yield day
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _weeks(start: date, until: date) -> Iterator[date]:
    day = start + timedelta(days=(7 - start.weekday()) % 7)
    while day < until:
        yield day
        day += timedelta(days=7)
