"""Shares as lying bars with the line to be reached: places for an SVG that needs no style, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.faces.design.figures import written_number, written_percent

WIDTH, ROW = 480, 38


@dataclass(frozen=True)
class Share:
    """One bar to draw: `part` of `whole`, and the list behind it."""

    label: str
    part: int
    whole: int
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar as it is drawn: its words above it, left and right."""

    text_y: int
    y: int
    foot: int
    width: int
    label: str
    told: str
    is_low: bool


@dataclass(frozen=True)
class Bars:
    """All bars, the size of the drawing, where the line stands that is to be reached."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    target_x: int | None
    target_percent: int | None


def drawn_bars(*, shares: Sequence[Share], target_percent: int | None = None) -> Bars | None:
    """
    Lay shares out as bars, one below the other; None when there is nothing to draw.

    A bar below the target has the tone of what is late, and its words say the figure.

    >>> drawn_bars(shares=[Share("ĐL A", 1, 2)], target_percent=95).bars[0].is_low
    True
    """
    counted = [one for one in shares if one.whole]
    if not counted:
        return None
    line = None if target_percent is None else WIDTH * target_percent // 100
    bars = tuple(_bar(one, at, target_percent) for at, one in enumerate(counted))
    return Bars(bars, WIDTH, ROW * len(bars) + 4, line, target_percent)


def _bar(one: Share, at: int, target: int | None) -> Bar:
    told = f"{written_percent(one.part, one.whole)} ({written_number(one.part)}/{written_number(one.whole)})"
    return Bar(
        text_y=at * ROW + 16,
        y=at * ROW + 22,
        foot=at * ROW + 32,
        width=one.part * WIDTH // one.whole,
        label=one.label[:40],
        told=told,
        is_low=target is not None and one.part * 100 < target * one.whole,
    )
