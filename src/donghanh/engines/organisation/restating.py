"""
Figures of one day's units, told on the units of another day.

For a board that compares years, a report asked for by an old code, a total that must not change
because two units became one. Forward, a unit's figure is divided over its successors by the sizes
of the parts; backward, over its predecessors by the same sizes. Amounts are whole numbers and every
division is by largest remainder, so totals are preserved exactly, step by step, through any chain.
Division is done with Python's integers: đồng times customers does not fit 64 bits.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from donghanh.engines.organisation.successions import Succession, by_day, ended_on, founded_on
from donghanh.kernel.apportion import apportion

Parts = dict[str, list[tuple[str, int]]]


class FigureUnknown(Exception):
    """A figure to be re-stated is missing. A missing figure is not zero; `units` names where."""

    def __init__(self, *, units: tuple[str, ...]) -> None:
        super().__init__(f"No amount for {', '.join(units)}. Leave the row out, or supply the figure.")
        self.units = units


def resolve(*, code: str, successions: Sequence[Succession], day: date) -> tuple[str, ...]:
    """
    Say which units on the tree of `day` hold what `code` held, whenever that was.

    code    : any unit code that ever was
    returns : codes on the tree of `day`, sorted; the code itself where nothing happened to it
    raises  : SuccessionsContradict

    >>> merge = [Succession("A", "C", date(2022, 1, 1), 3), Succession("B", "C", date(2022, 1, 1), 2)]
    >>> resolve(code="A", successions=merge, day=date(2025, 6, 1))
    ('C',)
    >>> resolve(code="C", successions=merge, day=date(2021, 6, 1))
    ('A', 'B')
    """
    units = {code}
    start = _nearest_day(code=code, successions=successions, day=day)
    for parts in _steps(successions=successions, start=start, to_day=day):
        units = {other for unit in units for other, _ in parts.get(unit, [(unit, 1)])}
    return tuple(sorted(units))


def restate(
    *, figures: pl.DataFrame, successions: Sequence[Succession], from_day: date, to_day: date
) -> pl.DataFrame:
    """
    Tell `figures` of the tree of `from_day` on the tree of `to_day`, earlier or later.

    A code that had ended before `from_day`, or began after it, is taken on its own nearest day.

    figures : unit [code], amount [whole, any unit of measure], and any columns that are kept apart
              (an activity, a month); several rows of a unit are added up
    returns : the same columns; one row per unit and kept-apart values, sorted; per kept-apart values
              the sum of `amount` is what it was
    raises  : SuccessionsContradict; FigureUnknown, where an amount is null

    >>> split = [Succession("C", "A", date(2022, 1, 1), 3), Succession("C", "B", date(2022, 1, 1), 2)]
    >>> before = pl.DataFrame({"unit": ["C"], "amount": [11]})
    >>> days = {"from_day": date(2021, 12, 1), "to_day": date(2022, 2, 1)}
    >>> restate(figures=before, successions=split, **days).rows()
    [('A', 7), ('B', 4)]
    """
    _check_known(figures=figures)
    kept = [name for name in figures.columns if name not in ("unit", "amount")]
    starts = {
        code: _nearest_day(code=code, successions=successions, day=from_day)
        for code in figures["unit"].unique().to_list()
    }
    told: list[dict[str, Any]] = []
    for values, group in figures.group_by(kept) if kept else [((), figures)]:
        apart = dict(zip(kept, values, strict=True))
        amounts = _follow(amounts=_summed(group), starts=starts, successions=successions, to_day=to_day)
        told += [{**apart, "unit": unit, "amount": amount} for unit, amount in amounts.items()]
    return pl.DataFrame(told, schema=figures.schema).sort([*kept, "unit"])


def _check_known(*, figures: pl.DataFrame) -> None:
    unknown = figures.filter(pl.col("amount").is_null())["unit"]
    if unknown.len():
        raise FigureUnknown(units=tuple(sorted(set(unknown.to_list()))))


def _summed(figures: pl.DataFrame) -> dict[str, int]:
    return dict(figures.group_by("unit").agg(pl.col("amount").sum()).sort("unit").rows())


def _follow(
    *, amounts: Mapping[str, int], starts: Mapping[str, date], successions: Sequence[Succession], to_day: date
) -> dict[str, int]:
    """Carry amounts to the day, those that start on one day together, so that they are divided once."""
    arrived: dict[str, int] = {}
    for start in sorted({starts[unit] for unit in amounts}):
        held = {unit: amount for unit, amount in amounts.items() if starts[unit] == start}
        for parts in _steps(successions=successions, start=start, to_day=to_day):
            held = _step(held=held, parts=parts)
        for unit, amount in held.items():
            arrived[unit] = arrived.get(unit, 0) + amount
    return arrived


def _step(*, held: Mapping[str, int], parts: Parts) -> dict[str, int]:
    following: dict[str, int] = {}
    for unit, amount in held.items():
        for other, share in _divide(amount=amount, parts=parts.get(unit, [(unit, 1)])):
            following[other] = following.get(other, 0) + share
    return following


def _divide(*, amount: int, parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Divide an amount by weights; a negative one (a correction) like its mirror image."""
    sign = -1 if amount < 0 else 1
    shares = apportion(total=abs(amount), weights=[weight for _, weight in parts])
    return [(unit, sign * share) for (unit, _), share in zip(parts, shares, strict=True)]


def _steps(*, successions: Sequence[Succession], start: date, to_day: date) -> list[Parts]:
    """List the divisions between the two days, in the order in which a figure passes through them."""
    groups = by_day(successions=successions)
    if to_day >= start:
        return [_forward(rows=rows) for day, rows in groups if start < day <= to_day]
    return [_backward(rows=rows) for day, rows in reversed(groups) if to_day < day <= start]


def _nearest_day(*, code: str, successions: Sequence[Succession], day: date) -> date:
    """Move `day` into the life of `code`."""
    began, ended = founded_on(successions=successions), ended_on(successions=successions)
    day = max(day, began.get(code, day))
    return min(day, ended[code] - timedelta(days=1)) if code in ended else day


def _forward(*, rows: Iterable[Succession]) -> Parts:
    return _parts(rows=rows, of=lambda row: row.predecessor, to=lambda row: row.successor)


def _backward(*, rows: Iterable[Succession]) -> Parts:
    return _parts(rows=rows, of=lambda row: row.successor, to=lambda row: row.predecessor)


def _parts(
    *, rows: Iterable[Succession], of: Callable[[Succession], str], to: Callable[[Succession], str]
) -> Parts:
    parts: Parts = {}
    for row in rows:
        parts.setdefault(of(row), []).append((to(row), row.weight))
    return parts
