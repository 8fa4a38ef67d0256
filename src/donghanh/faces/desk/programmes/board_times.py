"""
The campaign's days as a time line: per activity how approvals, deliveries and receipts grew, today's mark.

Positions are numbers on the drawing's own grid (a day is ten units wide, a row forty high), handed to SVG
attributes. The same figures stand in a table behind, for those who read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from donghanh.apps.programmes.queries.board import Board
from donghanh.faces.desk.programmes import wording

DAY = 10
HEIGHT = 40
FOOT = 38
HEAD = 4
SERIES = {"approved": 2, "delivered": 3, "received": 4}
Point = tuple[date, int, int, int, int]


def scale(*, board: Board) -> dict[str, Any]:
    """Give the grid of all rows: its width, the weeks and months, today's mark and the last day."""
    days = _days(board)
    return {
        "width": days * DAY,
        "weeks": [_x(board, day) for day in _mondays(board)],
        "months": [
            {"x": _x(board, day), "percent": _percent(board, day), "day": day} for day in _firsts(board)
        ],
        "today": _x(board, board.as_of) + DAY if board.from_on <= board.as_of < board.until_on else None,
        "height": HEIGHT,
    }


def time_rows(*, board: Board, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw one row an activity with a target: stepped areas for the stages, a line for the target."""
    return [
        {**row, **_drawn(board=board, row=row, points=board.timeline.get(row["code"], ()))}
        for row in rows
        if row["target"]
    ]


def day_rows(*, board: Board) -> list[dict[str, Any]]:
    """List what the drawing shows: a row for each activity and day with a move, latest first."""
    names = {
        line.code: wording.short(line) for programme in board.programmes for line in programme.activities
    }
    found = [
        {"on": on, "name": names[code], "figures": figures}
        for code, points in board.timeline.items()
        if code in names
        for on, *figures in points
    ]
    return sorted(found, key=lambda row: row["on"], reverse=True)


def _drawn(*, board: Board, row: dict[str, Any], points: Sequence[Point]) -> dict[str, Any]:
    most = max([row["target"], *(max(point[1:]) for point in points)])
    return {
        "areas": [
            {"key": key, "path": _area(board=board, points=points, column=column, most=most)}
            for key, column in SERIES.items()
        ],
        "target_y": _y(row["target"], most),
        "due_x": _x(board, row["due_on"]) + DAY if board.from_on <= row["due_on"] < board.until_on else None,
    }


def _area(*, board: Board, points: Sequence[Point], column: int, most: int) -> str:
    """A stepped area: the figure of a day stands from its beginning until the next day with a move."""
    end = min(_x(board, board.as_of) + DAY, _days(board) * DAY)
    steps = [(max(_x(board, point[0]), 0), _y(point[column], most)) for point in points]
    if not steps or end <= 0:
        return ""
    drawn = [f"M{steps[0][0]} {FOOT}"]
    drawn += [f"H{x}V{y}" for x, y in steps]
    return "".join([*drawn, f"H{end}V{FOOT}Z"])


def _x(board: Board, day: date) -> int:
    return (day - board.from_on).days * DAY


def _y(value: int, most: int) -> int:
    return FOOT - value * (FOOT - HEAD) // most


def _days(board: Board) -> int:
    return max((board.until_on - board.from_on).days, 1)


def _percent(board: Board, day: date) -> str:
    tenths = (day - board.from_on).days * 1000 // _days(board)
    return f"{tenths // 10}.{tenths % 10}%"


def _mondays(board: Board) -> list[date]:
    every = (board.from_on + timedelta(days=number) for number in range(_days(board)))
    return [day for day in every if day.weekday() == 0]


def _firsts(board: Board) -> list[date]:
    every = (board.from_on + timedelta(days=number) for number in range(_days(board)))
    return [day for day in every if day.day == 1]
