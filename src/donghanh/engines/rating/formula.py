"""
The formula of a bill, once: split by price period and households, tiers or registers, reactive power,
reduction, VAT, each with its rounding.

For one bill this is ordinary Python; for many, `compiled` hands the same text to numba. So it keeps to
whole numbers, plain loops and indexes. Energy and tiers are split as EVN CPC published it for months in which
prices change.

Rounding is always half up and at these steps only: a split of energy, a limit of a tier (unless exact), the
amount of a line, reactive power, a reduction, VAT. What is to be paid is the sum of what was rounded.
"""

from __future__ import annotations

from donghanh.engines.rating.faults import (
    KWH_NEGATIVE,
    KWH_TOO_LARGE,
    MOST_KWH,
    MOST_QUARTERS,
    PERIOD_BACKWARDS,
    PRICE_MISSING,
    QUOTA_GAP,
    QUOTA_NOT_POSITIVE,
    USAGE_BACKWARDS,
    USAGE_GAP,
    USAGE_MISSING,
    VAT_MISSING,
)
from donghanh.engines.rating.numbers import (
    NONE,
    BillNumbers,
    CalendarNumbers,
    LawNumbers,
    LineNumbers,
    Room,
    TotalNumbers,
    UseNumbers,
)

ENERGY, REACTIVE, RELIEF = 0, 1, 2
OF_AMOUNT, OF_TIERS, AS_CATEGORY = 0, 1, 2
REGISTER_COUNT = 4
WHOLE = 10_000
"""A hundred percent, in hundredths of a percent."""


def half_up(numerator: int, denominator: int) -> int:
    """Round a fraction that is not negative; a half goes up."""
    return (2 * numerator + denominator) // (2 * denominator)


def rate_bills(
    law: LawNumbers,
    bills: BillNumbers,
    use: UseNumbers,
    calendar: CalendarNumbers,
    room: Room,
    totals: TotalNumbers,
    lines: LineNumbers,
) -> None:
    """Rate every bill; fill `totals`, and `lines` where it has room for them."""
    for bill in range(len(bills.book)):
        at = lines.first[bill] if len(lines.first) else NONE
        fault, fact, kwh = check(bills, use, bill)
        if fault == 0:
            fault, fact = amounts(law, bills, use, calendar, room, totals, lines, bill, kwh, at)
        totals.fault[bill], totals.fault_fact[bill] = fault, fact


def check(bills: BillNumbers, use: UseNumbers, bill: int) -> tuple[int, int, int]:
    """Answer fault, the day or number found, and the bill's kWh."""
    start, until = bills.from_day[bill], bills.until_day[bill]
    if bills.fault[bill]:
        return bills.fault[bill], 0, 0
    if until <= start:
        return PERIOD_BACKWARDS, until, 0
    fault, fact = check_quotas(bills, use, bill, start, until)
    if fault:
        return fault, fact, 0
    return check_use(use, bills.use_first[bill], bills.use_first[bill + 1], start, until)


def check_quotas(bills: BillNumbers, use: UseNumbers, bill: int, start: int, until: int) -> tuple[int, int]:
    """Numbers of households fill the period and are possible."""
    first, end = bills.quota_first[bill], bills.quota_first[bill + 1]
    if first == end:
        quarters = bills.quarters[bill]
        return (0, 0) if 0 < quarters <= MOST_QUARTERS else (QUOTA_NOT_POSITIVE, quarters)
    at = start
    for row in range(first, end):
        if use.quota_from[row] != at or use.quota_until[row] <= at:
            return QUOTA_GAP, at
        if not 0 < use.quota_quarters[row] <= MOST_QUARTERS:
            return QUOTA_NOT_POSITIVE, use.quota_quarters[row]
        at = use.quota_until[row]
    return (0, 0) if at == until else (QUOTA_GAP, at)


def check_use(use: UseNumbers, first: int, end: int, start: int, until: int) -> tuple[int, int, int]:
    """Stretches of each register fill the period; their sum can be held."""
    kwh, at, register = 0, until, NONE
    for row in range(first, end):
        if use.use_register[row] != register:
            if at != until:
                return USAGE_GAP, at, 0
            register, at = use.use_register[row], start
        fault, fact = check_stretch(use, row, at)
        if fault:
            return fault, fact, 0
        kwh, at = kwh + use.use_kwh[row], use.use_until[row]
        if kwh > MOST_KWH:
            return KWH_TOO_LARGE, kwh, 0
    if first == end:
        return USAGE_MISSING, 0, 0
    return (0, 0, kwh) if at == until else (USAGE_GAP, at, 0)


def check_stretch(use: UseNumbers, row: int, at: int) -> tuple[int, int]:
    """One stretch begins where the one before it ended, and its energy is possible."""
    if use.use_from[row] != at:
        return USAGE_GAP, at
    if use.use_until[row] <= at:
        return USAGE_BACKWARDS, use.use_until[row]
    kwh = use.use_kwh[row]
    if kwh < 0:
        return KWH_NEGATIVE, kwh
    return (0, 0) if kwh <= MOST_KWH else (KWH_TOO_LARGE, kwh)


def amounts(
    law: LawNumbers,
    bills: BillNumbers,
    use: UseNumbers,
    calendar: CalendarNumbers,
    room: Room,
    totals: TotalNumbers,
    lines: LineNumbers,
    bill: int,
    kwh: int,
    at: int,
) -> tuple[int, int]:
    """Rate a bill that passed the checks; answer fault and fact."""
    vat = vat_row(law, bills.tax_day[bill])
    if vat == NONE:
        return VAT_MISSING, bills.tax_day[bill]
    fault, fact, energy, of_tiers, count = price_energy(
        law, bills, use, calendar, room, lines, bill, bills.book[bill], at
    )
    if fault:
        return fault, fact
    reactive = half_up(energy * bills.reactive_percent[bill], WHOLE)
    if reactive:
        write_charge(lines, at, count, REACTIVE, bills, bill, energy, bills.reactive_percent[bill], reactive)
        count += 1
    gross = energy + reactive
    fault, fact, basis, percent, relief = relief_of(
        law, bills, use, calendar, room, lines, bill, kwh, (gross, of_tiers)
    )
    if relief:
        write_charge(lines, at, count, RELIEF, bills, bill, basis, percent, -relief)
        count += 1
    totals.kwh[bill], totals.gross[bill], totals.relief[bill] = kwh, gross, relief
    totals.vat_percent[bill] = law.vat_percent[vat]
    totals.vat[bill] = half_up((gross - relief) * law.vat_percent[vat], 100)
    totals.line[bill] = count
    return fault, fact


def vat_row(law: LawNumbers, day: int) -> int:
    """The row of VAT on the day, or NONE."""
    for row in range(len(law.vat_from) - 1, -1, -1):
        if law.vat_from[row] <= day < law.vat_until[row]:
            return row
    return NONE


def price_energy(
    law: LawNumbers,
    bills: BillNumbers,
    use: UseNumbers,
    calendar: CalendarNumbers,
    room: Room,
    lines: LineNumbers,
    bill: int,
    book: int,
    at: int,
) -> tuple[int, int, int, int, int]:
    """
    Price the energy of a bill by one book.

    returns : fault, fact, amount, amount of the tiers that its relief names, count of lines
    """
    fault, fact, parts = cut(law, bills, use, room, bill, book)
    if fault:
        return fault, fact, 0, 0, 0
    share_out(bills, use, room, bill, parts)
    months, days = month_share(bills, calendar, bill)
    relief, amount, of_tiers, count = bills.relief[bill], 0, 0, 0
    upto = law.relief_upto[relief] if relief != NONE else NONE
    for slot in range(parts * REGISTER_COUNT):
        if room.part_kwh[slot] > 0:
            missing, priced, reduced, count = price_slot(
                law, bills, room, lines, bill, slot, (months, days, upto), at, count
            )
            if missing:
                return PRICE_MISSING, room.part_from[slot // REGISTER_COUNT], 0, 0, 0
            amount, of_tiers = amount + priced, of_tiers + reduced
    return 0, 0, amount, of_tiers, count


def month_share(bills: BillNumbers, calendar: CalendarNumbers, bill: int) -> tuple[int, int]:
    """
    Months and days by which tiers are measured: a part's limit is a month's, times months x its days / days.

    A period of whole months (to the same day, or from a month's end to a month's end) has as many limits as
    months, however long these are. Any other: one month, which has the days of the month before the one in
    which the next period begins. (Low confidence: the source leaves month-ends open.)
    """
    start, until = bills.from_day[bill] - calendar.first_day, bills.until_day[bill] - calendar.first_day
    months = calendar.month[until] - calendar.month[start]
    first, last = calendar.day_of_month[start], calendar.day_of_month[until]
    is_end = last == calendar.month_length[until]
    is_whole = first == last or (is_end and (first > last or first == calendar.month_length[start]))
    if is_whole and months > 0:
        return months, until - start
    return 1, calendar.month_before[until]


def cut(
    law: LawNumbers, bills: BillNumbers, use: UseNumbers, room: Room, bill: int, book: int
) -> tuple[int, int, int]:
    """Cut the period where prices or households change; answer fault, fact, count of parts in `room`."""
    at, until, part = bills.from_day[bill], bills.until_day[bill], 0
    entry, last = law.book_first[book], law.book_first[book + 1]
    quota, has_quotas = bills.quota_first[bill], bills.quota_first[bill] < bills.quota_first[bill + 1]
    while at < until:
        while entry < last and law.entry_until[entry] <= at:
            entry += 1
        if entry == last or law.entry_from[entry] > at:
            return PRICE_MISSING, at, 0
        end, quarters = min(until, law.entry_until[entry]), bills.quarters[bill]
        if has_quotas:
            end, quarters = min(end, use.quota_until[quota]), use.quota_quarters[quota]
            quota += 1 if end == use.quota_until[quota] else 0
        if part == 0 or entry != room.part_entry[part - 1] or quarters != room.part_quarters[part - 1]:
            room.part_from[part], room.part_entry[part], room.part_quarters[part] = at, entry, quarters
            part += 1
        room.part_until[part - 1] = end
        at = end
    return 0, 0, part


def share_out(bills: BillNumbers, use: UseNumbers, room: Room, bill: int, parts: int) -> None:
    """
    Share each stretch's energy over the parts by days. What was used up to a cut is rounded, and a part takes
    the difference of two cuts: so the first part is S/T x Nc, the last takes the rest, none is negative.
    """
    for slot in range(parts * REGISTER_COUNT):
        room.part_kwh[slot] = 0
    for row in range(bills.use_first[bill], bills.use_first[bill + 1]):
        start, until, before = use.use_from[row], use.use_until[row], 0
        for part in range(parts):
            end = min(room.part_until[part], until)
            if end > start and end > room.part_from[part] and room.part_from[part] < until:
                so_far = half_up(use.use_kwh[row] * (end - start), until - start)
                room.part_kwh[part * REGISTER_COUNT + use.use_register[row]] += so_far - before
                before = so_far


def price_slot(
    law: LawNumbers,
    bills: BillNumbers,
    room: Room,
    lines: LineNumbers,
    bill: int,
    slot: int,
    measure: tuple[int, int, int],
    at: int,
    count: int,
) -> tuple[int, int, int, int]:
    """Price one register of one part, tier by tier; answer what is missing, amount, reduced amount, lines."""
    months, days, upto = measure
    part, register = slot // REGISTER_COUNT, slot % REGISTER_COUNT
    place = room.part_entry[part] * REGISTER_COUNT + register
    first, tiers = law.entry_row[place], law.entry_count[place]
    if bills.is_tenants[bill] and tiers > 1:
        first, tiers = first + law.tenants_tier - 1, 1
    scale = 4 * days if bills.is_exact[bill] else 1
    left, amount, reduced = room.part_kwh[slot] * scale, 0, 0
    shares = months * (room.part_until[part] - room.part_from[part]) * room.part_quarters[part]
    for row in range(first, first + tiers):
        taken = left
        if law.row_width[row] != NONE and tiers > 1:
            limit = law.row_width[row] * shares
            taken = min(left, limit if bills.is_exact[bill] else half_up(limit, 4 * days))
        if taken > 0:
            priced = half_up(taken * law.row_price[row], scale)
            amount += priced
            reduced += priced if law.row_tier[row] <= upto else 0
            write_energy(law, room, lines, at, count, slot, row, (taken, scale), priced)
            count, left = count + 1, left - taken
    return (1 if left else 0), amount, reduced, count


def relief_of(
    law: LawNumbers,
    bills: BillNumbers,
    use: UseNumbers,
    calendar: CalendarNumbers,
    room: Room,
    lines: LineNumbers,
    bill: int,
    kwh: int,
    gross_of_tiers: tuple[int, int],
) -> tuple[int, int, int, int, int]:
    """Answer fault, fact, basis, percentage or NONE, and the reduction: never more than its basis."""
    gross, of_tiers = gross_of_tiers
    row = bills.relief[bill]
    if row == NONE:
        return 0, 0, 0, NONE, 0
    if law.relief_effect[row] == AS_CATEGORY:
        fault, fact, energy, _, _ = price_energy(
            law, bills, use, calendar, room, lines, bill, bills.as_book[bill], NONE
        )
        other = energy + half_up(energy * bills.reactive_percent[bill], WHOLE)
        return fault, fact, gross, NONE, max(0, gross - other)
    percent = law.relief_percent[row]
    if law.relief_threshold[row] != NONE and is_above(law, bills, use, bill, kwh):
        percent = law.relief_above[row]
    basis = of_tiers if law.relief_effect[row] == OF_TIERS else gross
    return 0, 0, basis, percent, min(basis, half_up(basis * percent, WHOLE))


def is_above(law: LawNumbers, bills: BillNumbers, use: UseNumbers, bill: int, kwh: int) -> bool:
    """Whether the bill is above the threshold, times its households (by days, where their number changes)."""
    days = bills.until_day[bill] - bills.from_day[bill]
    quarter_days = bills.quarters[bill] * days
    first, end = bills.quota_first[bill], bills.quota_first[bill + 1]
    if first < end:
        quarter_days = 0
    for row in range(first, end):
        quarter_days += use.quota_quarters[row] * (use.quota_until[row] - use.quota_from[row])
    above: bool = kwh * 4 * days > law.relief_threshold[bills.relief[bill]] * quarter_days
    return above


def write_energy(
    law: LawNumbers,
    room: Room,
    lines: LineNumbers,
    at: int,
    count: int,
    slot: int,
    row: int,
    taken_scale: tuple[int, int],
    amount: int,
) -> None:
    """Write a line of energy in its lowest terms, where lines are asked."""
    if at == NONE:
        return
    line, part = at + count, slot // REGISTER_COUNT
    taken, scale = taken_scale
    common, rest = taken, scale
    while rest:
        common, rest = rest, common % rest
    lines.kind[line], lines.register[line], lines.tier[line] = (
        ENERGY,
        slot % REGISTER_COUNT,
        law.row_tier[row],
    )
    lines.from_day[line], lines.until_day[line] = room.part_from[part], room.part_until[part]
    lines.kwh_scaled[line], lines.kwh_scale[line] = taken // common, scale // common
    lines.price[line], lines.amount[line], lines.source[line] = law.row_price[row], amount, row
    lines.basis[line], lines.percent[line] = NONE, NONE


def write_charge(
    lines: LineNumbers,
    at: int,
    count: int,
    kind: int,
    bills: BillNumbers,
    bill: int,
    basis: int,
    percent: int,
    amount: int,
) -> None:
    """Write a line of reactive power or of a reduction, where lines are asked."""
    if at == NONE:
        return
    line = at + count
    lines.kind[line], lines.register[line], lines.tier[line] = kind, NONE, NONE
    lines.from_day[line], lines.until_day[line] = bills.from_day[bill], bills.until_day[bill]
    lines.kwh_scaled[line], lines.kwh_scale[line], lines.price[line] = NONE, NONE, NONE
    lines.basis[line], lines.percent[line], lines.amount[line] = basis, percent, amount
    lines.source[line] = bills.reactive[bill] if kind == REACTIVE else bills.relief[bill]
