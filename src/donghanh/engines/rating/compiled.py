"""
The formula run: as ordinary Python for a handful of bills, and the same text compiled for many.

numba is imported only for many, so that a command answers without waiting. What is compiled is kept beside
the text, under a name that holds a digest of the whole text, so that it is made anew when any of it changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from donghanh.engines.rating import (
    checking,
    formula,
    planning,
    pricing,
    reducing,
    wording,
    writing,
)
from donghanh.engines.rating.numbers import (
    CalendarNumbers,
    LawNumbers,
    LineNumbers,
    Shelf,
    TotalNumbers,
    UseNumbers,
    WideNumbers,
)
from donghanh.engines.rating.packing import Packed

MANY = 50_000
"""From so many bills on, reading what was compiled (or compiling, once a machine) costs less than Python."""
FEW = 1_000
"""From so many on, once it has been read."""
HOW: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
INNERMOST_FIRST: tuple[tuple[ModuleType, tuple[str, ...]], ...] = (
    (planning, ("place", "half_up")),
    (wording, ("is_found", "put_found", "book_for", "relief_row", "reactive_ends", "reactive_row", "find",
               "found_for")),
    (planning, ("part_at", "room_on", "tenants_on", "cut", "month_share", "measure", "make_plan",
                "plan_for")),
    (writing, ("is_written", "line_at", "begin_fold", "fold_of", "fold_in", "fold_line", "write_energy",
               "write_charge")),
    (checking, ("check_quotas", "check_stretch", "check_use", "check")),
    (pricing, ("used_until", "used_in", "price_tiers", "price_register", "price_energy")),
    (reducing, ("as_category", "is_above", "relief_of")),
    (formula, ("vat_row", "put_totals", "amounts", "rate_one", "is_there", "put_stretch",
               "rate_bills", "rate_wide_bills")),
)  # fmt: skip
COLD = {"find", "make_plan", "write_energy", "write_charge", "as_category", "rate_bills", "rate_wide_bills"}
"""All others are put into their callers: handing the law's thirty columns on costs more than a tier."""
Formula = Callable[..., None]


def run(
    law: LawNumbers, packed: Packed, totals: TotalNumbers, lines: LineNumbers, *, many: int = MANY
) -> None:
    """Rate all packed bills into the arrays of `totals`, and of `lines` when they have room."""
    has_been_read = compiled_formula.cache_info().currsize > 0
    if len(packed.bills.category) >= (min(many, FEW) if has_been_read else many):
        given = [_lent(one) for one in (law, packed.bills, packed.use, packed.calendar)]
        compiled_formula()["rate_bills"](*given, packed.shelf, totals, lines)
        return
    given = [_listed(one) for one in (law, packed.bills, packed.use, packed.calendar, packed.shelf)]
    out = [_listed(one) for one in (totals, lines)]
    formula.rate_bills(*given, *out)
    for arrays, lists in zip((totals, lines), out, strict=True):
        for array, values in zip(arrays, lists, strict=True):
            np.asarray(array)[:] = values


def run_wide(
    law: LawNumbers,
    wide: WideNumbers,
    room: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    totals: TotalNumbers,
    lines: LineNumbers,
) -> None:
    """Rate wide columns, always compiled: a file is never a handful. `room` is for one bill's stretches."""
    given = [_lent(one) for one in (law, wide)]
    compiled_formula()["rate_wide_bills"](*given, room, _lent(calendar), shelf, totals, lines)


@cache
def compiled_formula() -> dict[str, Formula]:
    """
    Every function of the formula, compiled from its own text, in a space where it finds the others so.

    Without numba's own memory: the formula makes nothing new, and counting references to each column at each
    step cost five times the formula.
    """
    from numba import njit  # slow to import

    space: dict[str, Any] = {}
    for module, _ in INNERMOST_FIRST:
        space |= vars(module)
    mark = _mark_of_text(space)
    for module, names in INNERMOST_FIRST:
        for name in names:
            again = FunctionType(getattr(module, name).__code__, space, name)
            again.__qualname__ = f"{name}_{mark}"
            inline: Any = "never" if name in COLD else "always"
            compile_: Any = njit(inline=inline, **HOW)
            space[name] = compile_(again)
    return {name: space[name] for name in ("rate_bills", "rate_wide_bills")}


def _mark_of_text(space: dict[str, Any]) -> str:
    """A digest of all that the compiled text is made from: code, constants, names of columns."""
    told: list[str] = [repr(HOW), repr(sorted(COLD))]
    for module, names in INNERMOST_FIRST:
        told += [_told(getattr(module, name).__code__) for name in names]
    for name, value in sorted(space.items()):
        if isinstance(value, int):
            told.append(f"{name}={value}")
        told += [f"{name}:{field}" for field in getattr(value, "_fields", ())]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def _told(code: CodeType) -> str:
    return f"{code.co_code.hex()} {code.co_consts!r} {code.co_names!r} {code.co_varnames!r}"


def _listed(numbers: Any) -> Any:
    """The same numbers with lists for arrays: Python's own integers, which cannot overflow."""
    return type(numbers)._make(
        value.tolist() if isinstance(value, np.ndarray) else value for value in numbers
    )


def _lent(numbers: Any) -> Any:
    """The same arrays, read-only all of them: the one form that is compiled for, as Polars lends them."""
    return type(numbers)._make(_read_only(value) for value in numbers)


def _read_only(value: Any) -> Any:
    if not isinstance(value, np.ndarray):
        return value
    lent = np.ascontiguousarray(value).view()
    lent.flags.writeable = False
    return lent
