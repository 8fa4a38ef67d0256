"""Twelve or more months of energy as bars: places and sizes for an SVG that needs no style and no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from donghanh.apps.customers.queries import MonthEnergy
from donghanh.faces.design.figures import written_number

WIDTH, HEIGHT, FLOOR, TOP = 720, 220, 190, 16


@dataclass(frozen=True)
class Bar:
    """One month: a bar, or the sign that it was not read."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    title: str
    is_missing: bool


@dataclass(frozen=True)
class Chart:
    """Bars with the largest figure, and a sentence for those who do not see them."""

    bars: list[Bar]
    width: int
    height: int
    floor: int
    highest: str
    summary: str


def energy_chart(*, months: Sequence[MonthEnergy]) -> Chart | None:
    """Lay months out as bars; None when nothing was ever read."""
    read = [one.energy_kwh for one in months if one.energy_kwh is not None]
    if not read:
        return None
    highest = max(read)
    step = WIDTH // max(1, len(months))
    bars = [_bar(one, at * step, step, max(1, highest)) for at, one in enumerate(months)]
    missing = len(months) - len(read)
    summary = _("%(read)s tháng có số liệu, tổng %(total)s kWh; %(missing)s tháng thiếu.") % {
        "read": len(read),
        "total": written_number(sum(read)),
        "missing": missing,
    }
    return Chart(bars, WIDTH, HEIGHT, FLOOR, written_number(highest), summary)


def _bar(one: MonthEnergy, x: int, step: int, highest: int) -> Bar:
    height = 0 if one.energy_kwh is None else max(1, one.energy_kwh * (FLOOR - TOP) // highest)
    figure = _("thiếu số liệu") if one.energy_kwh is None else f"{written_number(one.energy_kwh)} kWh"
    return Bar(
        x=x + step // 8,
        y=FLOOR - height,
        width=step - step // 4,
        height=height,
        middle=x + step // 2,
        label=f"{one.month:%m/%y}",
        title=f"{one.month:%m/%Y}: {figure}",
        is_missing=one.energy_kwh is None,
    )
