"""
The formula run: as ordinary Python for a handful of bills, and the same text compiled for many.

numba is imported only for many, so that a command answers without waiting. What is compiled is kept beside
the text, and made anew when the text changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

import numpy as np

from donghanh.engines.rating import formula
from donghanh.engines.rating.numbers import LawNumbers, LineNumbers, TotalNumbers
from donghanh.engines.rating.packing import Packed

MANY = 50_000
"""From so many bills on, reading what was compiled (or compiling, once a machine) costs less than Python."""
HOW: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
INNERMOST_FIRST = (
    "half_up", "check_quotas", "check_stretch", "check_use", "check", "vat_row", "month_share", "cut",
    "share_out", "write_energy", "write_charge", "price_slot", "price_energy", "is_above", "relief_of",
    "amounts", "rate_bills",
)  # fmt: skip


def run(
    law: LawNumbers, packed: Packed, totals: TotalNumbers, lines: LineNumbers, *, many: int = MANY
) -> None:
    """Rate all packed bills into the arrays of `totals`, and of `lines` when they have room."""
    if len(packed.bills.book) >= many:
        given = [_writable(one) for one in (law, packed.bills, packed.use, packed.calendar, packed.room)]
        compiled_formula()(*given, totals, lines)
        return
    given = [_listed(one) for one in (law, packed.bills, packed.use, packed.calendar, packed.room)]
    out = [_listed(one) for one in (totals, lines)]
    formula.rate_bills(*given, *out)
    for arrays, lists in zip((totals, lines), out, strict=True):
        for array, values in zip(arrays, lists, strict=True):
            np.asarray(array)[:] = values


@cache
def compiled_formula() -> Callable[..., None]:
    """
    Every function of the formula, compiled from its own text, in a space where it finds the others so.

    Without numba's own memory: the formula makes nothing new, and counting references to each column at each
    step cost five times the formula (two microseconds a bill instead of a third of one).
    """
    from numba import njit  # slow to import

    compile_: Any = njit(**HOW)
    space = dict(vars(formula))
    for name in INNERMOST_FIRST:
        plain = getattr(formula, name)
        again = FunctionType(plain.__code__, space, name)
        space[name] = compile_(again)
    compiled: Callable[..., None] = space["rate_bills"]
    return compiled


def _listed(numbers: Any) -> Any:
    """The same numbers with lists for arrays: Python's own integers, which cannot overflow."""
    return type(numbers)._make(
        value.tolist() if isinstance(value, np.ndarray) else value for value in numbers
    )


def _writable(numbers: Any) -> Any:
    """The same arrays in the one form that is compiled for; those that Polars lends are read-only: a copy."""
    return type(numbers)._make(
        np.require(value, requirements=("C", "W")) if isinstance(value, np.ndarray) else value
        for value in numbers
    )
