"""
The energy of a bill in đồng: part by part of its plan, register by register, tier by tier.

Part of the formula's text (see `formula`). Energy and tiers are split as EVN CPC published it for months in
which prices change. Its roundings: a split of energy, and the amount of a line.
"""

from __future__ import annotations

from donghanh.engines.rating.faults import PRICE_MISSING, TENANTS_MISSING
from donghanh.engines.rating.numbers import (
    NONE,
    REGISTER_COUNT,
    CalendarNumbers,
    Found,
    LawNumbers,
    LineNumbers,
    One,
    Shelf,
    UseNumbers,
)
from donghanh.engines.rating.planning import (
    DAYS,
    FIRST,
    MISSING,
    NO_DAY,
    PART,
    PART_ENTRY,
    PART_FROM,
    PART_TENANTS,
    PART_UNTIL,
    PARTS,
    half_up,
    part_at,
    place,
    plan_for,
)
from donghanh.engines.rating.writing import line_at, write_energy


def price_energy(
    law: LawNumbers,
    one: One,
    found: Found,
    book: int,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    lines: LineNumbers,
    at: int,
    is_told: bool,
) -> tuple[int, int, int, int, int]:
    """
    Price the energy of a bill by one book, part by part and register by register; tell its lines if asked.

    returns : fault, fact, amount, amount of the tiers that its relief names, count of lines
    """
    plan = place(plan_for(law, one, book, use, calendar, shelf))
    if shelf.plan[plan + MISSING] != NO_DAY:
        return PRICE_MISSING, shelf.plan[plan + MISSING], 0, 0, 0
    upto = law.relief_upto[found.relief] if found.relief != NONE else NONE
    first, days = shelf.plan[plan + FIRST], shelf.plan[plan + DAYS]
    amount, of_tiers, count = 0, 0, 0
    for number in range(first, first + shelf.plan[plan + PARTS]):
        part, row = part_at(law, number), one.use_first
        if one.is_tenants and shelf.part[part + PART_TENANTS] == NONE:
            return TENANTS_MISSING, shelf.part[part + PART_FROM], 0, 0, 0
        while row < one.use_end:
            register, kwh = use.use_register[row], 0
            while row < one.use_end and use.use_register[row] == register:
                kwh += used_in(shelf, use, row, part)
                row += 1
            if kwh:
                left, priced, reduced, count = price_register(
                    law, one, shelf, lines, part, register, kwh, days, upto, at, count, is_told
                )
                if left:
                    return PRICE_MISSING, shelf.part[part + PART_FROM], 0, 0, 0
                amount, of_tiers = amount + priced, of_tiers + reduced
    return 0, 0, amount, of_tiers, count


def used_in(shelf: Shelf, use: UseNumbers, row: int, part: int) -> int:
    """
    Energy of a stretch in a part, shared by days. What was used up to a cut is rounded, and a part takes the
    difference of two cuts: so the first part is S/T x Nc, the last takes the rest, none is negative.
    """
    start = max(shelf.part[part + PART_FROM], use.use_from[row])
    until = min(shelf.part[part + PART_UNTIL], use.use_until[row])
    if start >= until:
        return 0
    return used_until(use, row, until) - used_until(use, row, start)


def used_until(use: UseNumbers, row: int, day: int) -> int:
    """Energy of a stretch before a day of it."""
    start, until, kwh = use.use_from[row], use.use_until[row], use.use_kwh[row]
    if day == start:
        return 0
    used: int = kwh if day == until else half_up(kwh * (day - start), until - start)
    return used


def price_register(
    law: LawNumbers,
    one: One,
    shelf: Shelf,
    lines: LineNumbers,
    part: int,
    register: int,
    kwh: int,
    days: int,
    upto: int,
    at: int,
    count: int,
    is_told: bool,
) -> tuple[int, int, int, int]:
    """
    Price one register of one part; answer what has no price, amount, reduced amount, count of lines.

    Nearly every bill has whole limits and no reduction of some tiers alone: said so in the call, the compiled
    loop over tiers is a third of its length.
    """
    if one.is_exact or upto != NONE:
        scale = 4 * days if one.is_exact else 1
        return price_tiers(law, one, shelf, lines, part, register, kwh, scale, upto, at, count, is_told)
    return price_tiers(law, one, shelf, lines, part, register, kwh, 1, NONE, at, count, is_told)


def price_tiers(
    law: LawNumbers,
    one: One,
    shelf: Shelf,
    lines: LineNumbers,
    part: int,
    register: int,
    kwh: int,
    scale: int,
    upto: int,
    at: int,
    count: int,
    is_told: bool,
) -> tuple[int, int, int, int]:
    """Price energy tier by tier: each takes what its limit lets it, the last the rest."""
    prices = place(shelf.part[part + PART_ENTRY] * REGISTER_COUNT + register)
    row, tiers = place(law.entry_row[prices]), law.entry_count[prices]
    limits = place(part + PART + register * law.most_tiers)
    if one.is_tenants and tiers > 1:
        row, tiers = place(row + shelf.part[part + PART_TENANTS] - 1), 1
    left, amount, reduced = kwh * scale, 0, 0
    for tier in range(tiers):
        taken = min(left, shelf.part[limits + tier]) if tiers > 1 else left
        priced = taken * law.row_price[row + tier]
        if scale > 1:
            priced = half_up(priced, scale)
        amount += priced
        if upto != NONE and law.row_tier[row + tier] <= upto:
            reduced += priced
        if is_told and taken:
            line = line_at(at, count)
            write_energy(law, shelf, lines, line, part, register, row + tier, (taken, scale), priced)
        count, left = count + (1 if taken else 0), left - taken
    return left, amount, reduced, count
