"""Shares as lying bars with the line to be reached: lengths for drawings that need no style, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.faces.design.figures import written_number, written_percent

WIDTH = 1000
"""Units of a bar's length; its drawing is stretched to whatever room there is."""


@dataclass(frozen=True)
class Share:
    """One bar to draw: `part` of `whole`, and the lists behind both."""

    label: str
    part: int
    whole: int
    url: str = ""
    part_url: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar as it is drawn: its name leads to all cases, its figure to those that it counts."""

    width: int
    label: str
    told: str
    url: str
    part_url: str
    is_low: bool


@dataclass(frozen=True)
class Bars:
    """All bars, and where the line stands that is to be reached."""

    bars: tuple[Bar, ...]
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
    return Bars(tuple(_bar(one, target_percent) for one in counted), line, target_percent)


def _bar(one: Share, target: int | None) -> Bar:
    told = f"{written_percent(one.part, one.whole)} ({written_number(one.part)}/{written_number(one.whole)})"
    return Bar(
        width=one.part * WIDTH // one.whole,
        label=one.label,
        told=told,
        url=one.url,
        part_url=one.part_url,
        is_low=target is not None and one.part * 100 < target * one.whole,
    )
