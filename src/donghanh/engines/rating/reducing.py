"""
The reduction of a bill: a share of its amount or of some tiers, or the prices of another category.

Part of the formula's text (see `formula`). Whether a reduction is owed is decided by `engines/reliefs`; here
it is reckoned, rounded once, and never more than what it reduces.
"""

from __future__ import annotations

from donghanh.engines.rating.numbers import (
    NONE,
    CalendarNumbers,
    Found,
    LawNumbers,
    LineNumbers,
    One,
    Shelf,
    UseNumbers,
)
from donghanh.engines.rating.planning import half_up
from donghanh.engines.rating.pricing import price_energy
from donghanh.engines.rating.wording import AS_CATEGORY

OF_AMOUNT, OF_TIERS = 0, 1
WHOLE = 10_000
"""A hundred percent, in hundredths of a percent."""


def relief_of(
    law: LawNumbers,
    one: One,
    found: Found,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    lines: LineNumbers,
    kwh: int,
    gross: int,
    of_tiers: int,
) -> tuple[int, int, int, int, int]:
    """Answer fault, fact, basis, percentage or NONE, and the reduction: never more than its basis."""
    row = found.relief
    if law.relief_effect[row] == AS_CATEGORY:
        fault, fact, other = as_category(law, one, found, use, calendar, shelf, lines)
        return fault, fact, gross, NONE, max(0, gross - other)
    percent = law.relief_percent[row]
    if law.relief_threshold[row] != NONE and is_above(one, use, kwh, law.relief_threshold[row]):
        percent = law.relief_above[row]
    basis = of_tiers if law.relief_effect[row] == OF_TIERS else gross
    return 0, 0, basis, percent, min(basis, half_up(basis * percent, WHOLE))


def as_category(
    law: LawNumbers,
    one: One,
    found: Found,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    lines: LineNumbers,
) -> tuple[int, int, int]:
    """Answer fault, fact, and what the bill would be by the prices of the category that its relief names."""
    fault, fact, energy, _, _ = price_energy(
        law, one, found, found.as_book, use, calendar, shelf, lines, NONE, False
    )
    return fault, fact, energy + half_up(energy * found.reactive_percent, WHOLE)


def is_above(one: One, use: UseNumbers, kwh: int, threshold: int) -> bool:
    """Whether the bill is above the threshold, times its households (by days, where their number changes)."""
    days = one.until_day - one.from_day
    quarter_days = one.quarters * days
    if one.quota_first < one.quota_end:
        quarter_days = 0
    for row in range(one.quota_first, one.quota_end):
        quarter_days += use.quota_quarters[row] * (use.quota_until[row] - use.quota_from[row])
    above: bool = kwh * 4 * days > threshold * quarter_days
    return above
