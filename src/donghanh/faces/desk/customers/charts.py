"""Thirteen months of energy as bars, each beside the same month a year before: places for a plain SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from donghanh.apps.customers.queries import MonthEnergy
from donghanh.faces.design.figures import written_number
from donghanh.kernel.months import months_before, next_month

WIDTH, HEIGHT, FLOOR, TOP = 728, 226, 190, 16
SHOWN, YEAR = 13, 12
STEP = WIDTH // SHOWN


@dataclass(frozen=True)
class Bar:
    """One month: a bar, or the sign that it was not read; of the year before an outline, or nothing."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    title: str
    is_missing: bool
    is_before: bool


@dataclass(frozen=True)
class MonthShown:
    """A month [first day], its energy and that of the same month a year before [kWh]; null if not read."""

    month: date
    energy_kwh: int | None
    before_kwh: int | None
    middle: int

    @property
    def change(self) -> str:
        """By how many percent it is more or less than a year before; empty where one was not read."""
        if self.energy_kwh is None or not self.before_kwh:
            return ""
        percent = round(100 * (self.energy_kwh - self.before_kwh) / self.before_kwh)
        return f"{percent:+d} %".replace("-", "−")


@dataclass(frozen=True)
class Chart:
    """Bars with the largest figure, the figures behind them, and a sentence for those who do not see them."""

    bars: list[Bar]
    months: list[MonthShown]
    width: int
    height: int
    floor: int
    highest: str
    summary: str


def months_charted(*, last: date) -> tuple[date, ...]:
    """List the months that a chart needs which ends with `last` [first day], earliest first."""
    return months_before(month=next_month(last), count=SHOWN + YEAR)


def energy_chart(*, months: Sequence[MonthEnergy]) -> Chart | None:
    """Lay out the months of `months_charted` as pairs of bars; None when nothing was ever read."""
    known = {one.month: one.energy_kwh for one in months}
    order = sorted(known)
    shown = [
        MonthShown(month, known[month], known[before], at * STEP + STEP // 2)
        for at, (before, month) in enumerate(zip(order[:SHOWN], order[YEAR:], strict=False))
    ]
    figures = [kwh for one in shown for kwh in (one.energy_kwh, one.before_kwh) if kwh is not None]
    if not figures:
        return None
    highest = max(1, *figures)
    bars = [bar for one in shown for bar in _pair(one, highest)]
    return Chart(bars, shown, WIDTH, HEIGHT, FLOOR, written_number(max(figures)), _summary(shown))


def _pair(one: MonthShown, highest: int) -> tuple[Bar, Bar]:
    year_before = one.month.replace(year=one.month.year - 1)
    return (
        _bar(year_before, one.before_kwh, one.middle - 20, highest, is_before=True),
        _bar(one.month, one.energy_kwh, one.middle + 1, highest, is_before=False),
    )


def _bar(month: date, kwh: int | None, x: int, highest: int, *, is_before: bool) -> Bar:
    height = 0 if kwh is None else max(1, kwh * (FLOOR - TOP) // highest)
    figure = _("thiếu số liệu") if kwh is None else f"{written_number(kwh)} kWh"
    return Bar(
        x=x, y=FLOOR - height, width=19, height=height, middle=x + 9, title=f"{month:%m/%Y}: {figure}",
        is_missing=kwh is None, is_before=is_before,
    )  # fmt: skip


def _summary(shown: Sequence[MonthShown]) -> str:
    read = [one.energy_kwh for one in shown if one.energy_kwh is not None]
    both = [one for one in shown if one.energy_kwh is not None and one.before_kwh is not None]
    told = _("%(read)s tháng có số liệu, tổng %(total)s kWh; %(missing)s tháng thiếu.") % {
        "read": len(read), "total": written_number(sum(read)), "missing": len(shown) - len(read),
    }  # fmt: skip
    if not both:
        return told
    now, before = (sum(getattr(one, name) for one in both) for name in ("energy_kwh", "before_kwh"))
    facts = {"count": len(both), "now": written_number(now), "before": written_number(before)}
    compared = _("So %(count)s tháng cùng kỳ: %(now)s kWh, năm trước %(before)s kWh.") % facts
    return f"{told} {compared}"
