"""
The plan of a period: its parts, cut where prices or households change (and, for undeclared tenants, their
tier), and the limits of tiers in each.

Part of the formula's text (see `formula`). Bills of one book, period and number of households share a plan,
those of undeclared tenants their own; it is worked out for the first of them and kept on the shelf. Where the
number of households changes within the period, the plan is the bill's own.
"""

from __future__ import annotations

from donghanh.engines.rating.numbers import (
    NONE,
    REGISTER_COUNT,
    CalendarNumbers,
    LawNumbers,
    One,
    Shelf,
    UseNumbers,
)

PARTS_TAKEN = 0
PLAN = 9
BOOK, FROM, UNTIL, QUARTERS, MANNER, MISSING, FIRST, PARTS, DAYS = range(PLAN)
"""A plan: five numbers that it holds for; a day without price, its first part, how many, days of a month."""
PART = 5
PART_FROM, PART_UNTIL, PART_ENTRY, PART_QUARTERS, PART_TENANTS = range(PART)
"""
A part: its days, the entry of the book, the households, the tier of undeclared tenants (0 where nobody asks,
NONE where no rule gives one); then limits, by register and tier.
"""
NO_DAY = -(2**62)
NO_LIMIT = 2**62
MOST_PLACE = 2**62 - 1


def place(number: int) -> int:
    """
    A place in a column, which is never negative: said so that compiled code need not ask, at each look,
    whether Python's counting from the end is meant.
    """
    return number & MOST_PLACE


def half_up(numerator: int, denominator: int) -> int:
    """Round a fraction that is not negative; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def plan_for(
    law: LawNumbers, one: One, book: int, use: UseNumbers, calendar: CalendarNumbers, shelf: Shelf
) -> int:
    """Answer where the plan stands in `shelf.plan`, after working it out where nobody did before."""
    if one.quota_first < one.quota_end:
        make_plan(law, one, book, use, calendar, shelf, shelf.slots * PLAN, shelf.parts)
        return shelf.slots * PLAN
    manner = one.is_exact + 2 * one.is_tenants
    turned = one.from_day + 37 * one.until_day + 1009 * one.quarters + 100_003 * book + 7 * manner
    plan, kept = place(turned & (shelf.slots - 1)) * PLAN, shelf.plan
    if (
        kept[plan + BOOK] != book
        or kept[plan + FROM] != one.from_day
        or kept[plan + UNTIL] != one.until_day
        or kept[plan + QUARTERS] != one.quarters
        or kept[plan + MANNER] != manner
    ):
        first = room_on(law, shelf, book)
        shelf.state[PARTS_TAKEN] += make_plan(law, one, book, use, calendar, shelf, plan, first)
        kept[plan + BOOK], kept[plan + FROM], kept[plan + UNTIL] = book, one.from_day, one.until_day
        kept[plan + QUARTERS], kept[plan + MANNER] = one.quarters, manner
    return plan


def room_on(law: LawNumbers, shelf: Shelf, book: int) -> int:
    """Where the next plan's parts may stand; a full shelf is cleared."""
    most = law.book_first[book + 1] - law.book_first[book] + 2 * len(law.tenants_from) + 1
    if shelf.state[PARTS_TAKEN] + most > shelf.parts:
        for slot in range(shelf.slots):
            shelf.plan[slot * PLAN + BOOK] = NONE
        shelf.state[PARTS_TAKEN] = 0
    room: int = shelf.state[PARTS_TAKEN]
    return room


def part_at(law: LawNumbers, part: int) -> int:
    """Where a part stands in `shelf.part`."""
    return place(part * (PART + REGISTER_COUNT * law.most_tiers))


def make_plan(
    law: LawNumbers,
    one: One,
    book: int,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    plan: int,
    first: int,
) -> int:
    """Cut the period and measure the tiers of each part; answer how many parts there are."""
    missing, parts = cut(law, one, book, use, shelf, first)
    months, days = month_share(one, calendar)
    shelf.plan[plan + MISSING], shelf.plan[plan + FIRST], shelf.plan[plan + PARTS] = missing, first, parts
    shelf.plan[plan + DAYS] = days
    for part in range(first, first + parts):
        for register in range(REGISTER_COUNT):
            measure(law, one, shelf, part_at(law, part), register, months, days)
    return parts


def cut(law: LawNumbers, one: One, book: int, use: UseNumbers, shelf: Shelf, first: int) -> tuple[int, int]:
    """
    Cut the period where prices, households or the tier of undeclared tenants change; answer the day without a
    price, and the parts.
    """
    at, until, parts, kept = one.from_day, one.until_day, 0, shelf.part
    entry, last = law.book_first[book], law.book_first[book + 1]
    quota, has_quotas = one.quota_first, one.quota_first < one.quota_end
    while at < until:
        while entry < last and law.entry_until[entry] <= at:
            entry += 1
        if entry == last or law.entry_from[entry] > at:
            return at, 0
        end, quarters, tenants = min(until, law.entry_until[entry]), one.quarters, 0
        if one.is_tenants:
            tenants, changed = tenants_on(law, entry, at)
            end = min(end, changed)
        if has_quotas:
            end, quarters = min(end, use.quota_until[quota]), use.quota_quarters[quota]
            quota += 1 if end == use.quota_until[quota] else 0
        before = part_at(law, first + parts - 1)
        if (
            parts == 0
            or entry != kept[before + PART_ENTRY]
            or quarters != kept[before + PART_QUARTERS]
            or tenants != kept[before + PART_TENANTS]
        ):
            before = part_at(law, first + parts)
            kept[before + PART_FROM], kept[before + PART_ENTRY] = at, entry
            kept[before + PART_QUARTERS], kept[before + PART_TENANTS] = quarters, tenants
            parts += 1
        kept[before + PART_UNTIL] = end
        at = end
    return NO_DAY, parts


def tenants_on(law: LawNumbers, entry: int, day: int) -> tuple[int, int]:
    """
    The tier of undeclared tenants on the day, and the day from which another may hold.

    Zero where the price list has no tiers; NONE where no rule holds, or the list has no tier of that number.
    """
    least = 0
    for register in range(REGISTER_COUNT):
        count = law.entry_count[entry * REGISTER_COUNT + register]
        if count > 1:
            least = count if least == 0 else min(least, count)
    if least == 0:
        return 0, NO_LIMIT
    tier, changed = NONE, NO_LIMIT
    for row in range(len(law.tenants_from)):
        if law.tenants_from[row] <= day < law.tenants_until[row] and tier == NONE:
            tier, changed = law.tenants_tier[row], law.tenants_until[row]
        if day < law.tenants_from[row] < changed:
            changed = law.tenants_from[row]
    return tier if tier <= least else NONE, changed


def month_share(one: One, calendar: CalendarNumbers) -> tuple[int, int]:
    """
    Months and days by which tiers are measured: a part's limit is a month's, times months x its days / days.

    A period of whole months (to the same day, or from a month's end to a month's end) has as many limits as
    months, however long these are. Any other: one month, which has the days of the month before the one in
    which the next period begins. (Low confidence: the source leaves month-ends open.)
    """
    start, until = one.from_day - calendar.first_day, one.until_day - calendar.first_day
    months = calendar.month[until] - calendar.month[start]
    first, last = calendar.day_of_month[start], calendar.day_of_month[until]
    is_end = last == calendar.month_length[until]
    is_whole = first == last or (is_end and (first > last or first == calendar.month_length[start]))
    if is_whole and months > 0:
        return months, until - start
    return 1, calendar.month_before[until]


def measure(law: LawNumbers, one: One, shelf: Shelf, at: int, register: int, months: int, days: int) -> None:
    """Limits of a part's tiers for one register: whole kWh, or by fractions kWh times four times `days`."""
    kept = shelf.part
    prices = kept[at + PART_ENTRY] * REGISTER_COUNT + register
    shares = months * (kept[at + PART_UNTIL] - kept[at + PART_FROM]) * kept[at + PART_QUARTERS]
    limits = at + PART + register * law.most_tiers
    for tier in range(law.entry_count[prices]):
        width, limit = law.row_width[law.entry_row[prices] + tier], NO_LIMIT
        if width != NONE:
            limit = width * shares if one.is_exact else half_up(width * shares, 4 * days)
        kept[limits + tier] = limit
