"""
The formula of a bill, once: split by price period, households and the tier of undeclared tenants, tiers or
registers, reactive power, reduction, VAT, each with its rounding.

For one bill this is ordinary Python; for many, `compiled` hands the same text to numba. So it keeps to
whole numbers, plain loops and indexes, and so do the modules whose functions it calls: `wording`, `planning`,
`writing`. Energy and tiers are split as EVN CPC published it for months in which prices change.

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
    TENANTS_MISSING,
    USAGE_BACKWARDS,
    USAGE_GAP,
    USAGE_MISSING,
    VAT_MISSING,
)
from donghanh.engines.rating.numbers import (
    NONE,
    REGISTER_COUNT,
    BillNumbers,
    CalendarNumbers,
    Found,
    Ints,
    LawNumbers,
    LineNumbers,
    One,
    Shelf,
    TotalNumbers,
    UseNumbers,
    WideNumbers,
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
from donghanh.engines.rating.wording import AS_CATEGORY, found_for
from donghanh.engines.rating.writing import (
    IS_FOLDED,
    REACTIVE,
    RELIEF,
    begin_fold,
    fold_of,
    is_written,
    write_charge,
    write_energy,
)

OF_AMOUNT, OF_TIERS = 0, 1
VAT_ROW = 4
WHOLE = 10_000
"""A hundred percent, in hundredths of a percent."""


def rate_bills(
    law: LawNumbers,
    bills: BillNumbers,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    totals: TotalNumbers,
    lines: LineNumbers,
) -> None:
    """Rate every bill; fill `totals`, and `lines` where it has room for them."""
    for bill in range(len(bills.category)):
        one = One(
            int(bills.category[bill]), int(bills.voltage[bill]), int(bills.instrument[bill]),
            int(bills.relief[bill]), int(bills.cos_phi[bill]), int(bills.from_day[bill]),
            int(bills.until_day[bill]), int(bills.tax_day[bill]), int(bills.quarters[bill]),
            int(bills.is_exact[bill]), int(bills.is_tenants[bill]), int(bills.use_first[bill]),
            int(bills.use_first[bill + 1]), int(bills.quota_first[bill]), int(bills.quota_first[bill + 1]),
        )  # fmt: skip
        at = lines.first[bill] if len(lines.first) else NONE
        rate_one(law, one, use, calendar, shelf, totals, lines, bill, at, is_written(shelf, at))


def rate_wide_bills(
    law: LawNumbers,
    wide: WideNumbers,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    totals: TotalNumbers,
    lines: LineNumbers,
) -> None:
    """The same for bills whose energy stands beside them; `use` is room for the stretches of one."""
    for bill in range(len(wide.category)):
        start, until = int(wide.from_day[bill]), int(wide.until_day[bill])
        end, cos_phi = 0, NONE
        if is_there(wide.all_there, wide.all_first + bill):
            end = put_stretch(use, end, 0, start, until, wide.all_kwh[bill])
        if is_there(wide.normal_there, wide.normal_first + bill):
            end = put_stretch(use, end, 1, start, until, wide.normal_kwh[bill])
        if is_there(wide.peak_there, wide.peak_first + bill):
            end = put_stretch(use, end, 2, start, until, wide.peak_kwh[bill])
        if is_there(wide.off_peak_there, wide.off_peak_first + bill):
            end = put_stretch(use, end, 3, start, until, wide.off_peak_kwh[bill])
        if is_there(wide.cos_phi_there, wide.cos_phi_first + bill):
            cos_phi = int(wide.cos_phi[bill])
        one = One(
            int(wide.category[bill]), int(wide.voltage[bill]), int(wide.instrument[bill]),
            int(wide.relief[bill]), cos_phi, start, until, int(wide.tax_day[bill]),
            int(wide.quarters[bill]), int(wide.is_exact[bill]), int(wide.is_tenants[bill]), 0, end, 0, 0,
        )  # fmt: skip
        rate_one(law, one, use, calendar, shelf, totals, lines, bill, NONE, False)


def is_there(bits: Ints, bit: int) -> bool:
    """Whether the value of a column is there: the bit says so, or there are no bits."""
    return len(bits) == 0 or (int(bits[bit >> 3]) >> (bit & 7)) & 1 == 1


def put_stretch(use: UseNumbers, at: int, register: int, start: int, until: int, kwh: int) -> int:
    """Put a register's energy down; answer where the next may stand."""
    use.use_from[at], use.use_until[at] = start, until
    use.use_register[at], use.use_kwh[at] = register, kwh
    return at + 1


def rate_one(
    law: LawNumbers,
    one: One,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    totals: TotalNumbers,
    lines: LineNumbers,
    bill: int,
    at: int,
    is_told: bool,
) -> None:
    """Check a bill and rate it; put down its amounts, or its fault and the day or number found."""
    found = found_for(law, one, shelf)
    fault, fact, kwh = found.fault, 0, 0
    if fault == 0:
        fault, fact, kwh = check(one, use)
    if fault == 0:
        fault, fact = amounts(law, one, found, use, calendar, shelf, totals, lines, bill, kwh, at, is_told)
    if fault:
        totals.fault[bill], totals.fault_fact[bill] = fault, fact


def check(one: One, use: UseNumbers) -> tuple[int, int, int]:
    """Answer fault, the day or number found, and the bill's kWh."""
    if one.until_day <= one.from_day:
        return PERIOD_BACKWARDS, one.until_day, 0
    if one.quota_first < one.quota_end:
        fault, fact = check_quotas(one, use)
        if fault:
            return fault, fact, 0
    elif not 0 < one.quarters <= MOST_QUARTERS:
        return QUOTA_NOT_POSITIVE, one.quarters, 0
    return check_use(one, use)


def check_quotas(one: One, use: UseNumbers) -> tuple[int, int]:
    """Numbers of households fill the period and are possible."""
    at = one.from_day
    for row in range(one.quota_first, one.quota_end):
        if use.quota_from[row] != at or use.quota_until[row] <= at:
            return QUOTA_GAP, at
        if not 0 < use.quota_quarters[row] <= MOST_QUARTERS:
            return QUOTA_NOT_POSITIVE, use.quota_quarters[row]
        at = use.quota_until[row]
    return (0, 0) if at == one.until_day else (QUOTA_GAP, at)


def check_use(one: One, use: UseNumbers) -> tuple[int, int, int]:
    """Stretches of each register fill the period; their sum can be held."""
    kwh, at, register = 0, one.until_day, NONE
    for row in range(one.use_first, one.use_end):
        if use.use_register[row] != register:
            if at != one.until_day:
                return USAGE_GAP, at, 0
            register, at = use.use_register[row], one.from_day
        fault, fact = check_stretch(use, row, at)
        if fault:
            return fault, fact, 0
        kwh, at = kwh + use.use_kwh[row], use.use_until[row]
        if kwh > MOST_KWH:
            return KWH_TOO_LARGE, kwh, 0
    if one.use_first == one.use_end:
        return USAGE_MISSING, 0, 0
    return (0, 0, kwh) if at == one.until_day else (USAGE_GAP, at, 0)


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
    one: One,
    found: Found,
    use: UseNumbers,
    calendar: CalendarNumbers,
    shelf: Shelf,
    totals: TotalNumbers,
    lines: LineNumbers,
    bill: int,
    kwh: int,
    at: int,
    is_told: bool,
) -> tuple[int, int]:
    """Rate a bill that passed the checks; answer fault and fact."""
    vat = vat_row(law, shelf, one.tax_day)
    if vat == NONE:
        return VAT_MISSING, one.tax_day
    if is_told:
        begin_fold(shelf)
    fault, fact, energy, of_tiers, count = price_energy(
        law, one, found, found.book, use, calendar, shelf, lines, at, is_told
    )
    reactive, relief = 0, 0
    if found.reactive_percent:
        reactive = half_up(energy * found.reactive_percent, WHOLE)
        if is_told and reactive:
            shares = (energy, found.reactive_percent)
            write_charge(law, one, found, shelf, lines, line_at(at, count), REACTIVE, shares, reactive)
        count += 1 if reactive else 0
    gross = energy + reactive
    if found.relief != NONE and fault == 0:
        fault, fact, basis, percent, relief = relief_of(
            law, one, found, use, calendar, shelf, lines, kwh, gross, of_tiers
        )
        if is_told and relief:
            shares = (basis, percent)
            write_charge(law, one, found, shelf, lines, line_at(at, count), RELIEF, shares, -relief)
        count += 1 if relief else 0
    put_totals(totals, bill, kwh, gross, relief, law.vat_percent[vat], count)
    if is_told and shelf.state[IS_FOLDED]:
        totals.check[bill] = fold_of(shelf)
    return fault, fact


def line_at(at: int, count: int) -> int:
    """Where the next line stands, or NONE where none is kept."""
    return NONE if at == NONE else at + count


def put_totals(
    totals: TotalNumbers, bill: int, kwh: int, gross: int, relief: int, percent: int, count: int
) -> None:
    """Put down what is to be paid."""
    net = gross - relief
    vat = half_up(net * percent, 100)
    totals.kwh[bill], totals.gross[bill], totals.relief[bill] = kwh, gross, relief
    totals.net[bill], totals.vat_percent[bill] = net, percent
    totals.vat[bill], totals.total[bill] = vat, net + vat
    if len(totals.line):
        totals.line[bill] = count


def vat_row(law: LawNumbers, shelf: Shelf, day: int) -> int:
    """The row of VAT on the day, or NONE; most often that of the bill before."""
    row: int = shelf.state[VAT_ROW]
    if row != NONE and law.vat_from[place(row)] <= day < law.vat_until[row]:
        return row
    for other in range(len(law.vat_from)):
        if law.vat_from[other] <= day < law.vat_until[other]:
            shelf.state[VAT_ROW] = other
            return other
    return NONE


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
