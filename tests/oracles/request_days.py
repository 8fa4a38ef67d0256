"""The slow twin of the figures of requests: one case after another, by its own moves, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Told:
    """A case up to a moment: when received and due, and each move with its time."""

    code: str
    number: int
    received_at: datetime
    due_at: datetime | None
    moves: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class ByHand:
    """In time, late, open and late; the 95th percentile; the ten worst; how many came back."""

    counts: tuple[int, int, int]
    tail_seconds: int | None
    worst: list[tuple[str, int]]
    reopened: int


def figures_by_hand(told: list[Told], *, as_of: datetime) -> ByHand:
    """Count what the engine counts, without columns."""
    in_time = late = open_late = 0
    waits: list[int] = []
    worst: list[tuple[int, int, str]] = []
    for one in told:
        answered, is_gone = _end(one)
        if is_gone and answered is None:
            continue
        end = answered or as_of
        is_late = one.due_at is not None and end > one.due_at
        if answered is None and not is_late:
            continue
        in_time, late = in_time + (not is_late), late + (is_late and answered is not None)
        open_late += answered is None
        waits.append(int((end - one.received_at).total_seconds()))
        if is_late:
            assert one.due_at is not None
            worst.append((-int((end - one.due_at).total_seconds()), one.number, one.code))
    place = -(-len(waits) * 95 // 100) - 1
    tail = sorted(waits)[place] if waits else None
    back = sum(any(move == "report_not_solved" for move, _ in one.moves) for one in told)
    return ByHand(
        (in_time, late, open_late), tail, [(code, -left) for left, _, code in sorted(worst)[:10]], back
    )


def _end(one: Told) -> tuple[datetime | None, bool]:
    answered: datetime | None = None
    is_gone = False
    for move, at in one.moves:
        if move == "answer":
            answered = at
        elif move == "report_not_solved":
            answered = None
        elif move in ("withdraw", "refuse"):
            is_gone = True
    return answered, is_gone
