"""
The formula of a bill, once: split by price period and households, tiers or registers, reactive power,
reduction, VAT, each with its rounding.

For one bill this is ordinary Python; for many, `compiled` hands the same text to numba. So it keeps to
whole numbers, plain loops and indexes. Energy and tiers are split as EVN CPC published it for months in which
prices change.

Rounding is always half up and at these steps only: a split of energy, a limit of a tier (unless exact), the
amount of a line, reactive power, a reduction, VAT. What is to be paid is the sum of what was rounded.
The formula of a bill: one text that runs as it stands for one customer, and compiled for a country.

Plain whole numbers over columns. `running.py` loads this module twice: as Python, which needs no
compiler's seconds for a single bill, and through numba for many. Days are numbers of days; halves
are rounded away from zero; nothing here is negative. What each step means: `docs/reference/rating.md`.
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
    QUOTA_IMPOSSIBLE,
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
        return (0, 0) if 0 < quarters <= MOST_QUARTERS else (QUOTA_IMPOSSIBLE, quarters)
        return (0, 0) if 0 < quarters <= MOST_QUARTERS else (QUOTA_NOT_POSITIVE, quarters)
    at = start
    for row in range(first, end):
        if use.quota_from[row] != at or use.quota_until[row] <= at:
            return QUOTA_GAP, at
        if not 0 < use.quota_quarters[row] <= MOST_QUARTERS:
            return QUOTA_IMPOSSIBLE, use.quota_quarters[row]
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
    vat = vat_row(law, bills.read_day[bill])
    if vat == NONE:
        return VAT_MISSING, bills.read_day[bill]
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
    month = month_days(bills, calendar, bill)
    months, days = month_share(bills, calendar, bill)
    relief, amount, of_tiers, count = bills.relief[bill], 0, 0, 0
    upto = law.relief_upto[relief] if relief != NONE else NONE
    for slot in range(parts * REGISTER_COUNT):
        if room.part_kwh[slot] > 0:
            missing, priced, reduced, count = price_slot(
                law, bills, room, lines, bill, slot, (month, upto), at, count
                law, bills, room, lines, bill, slot, (months, days, upto), at, count
            )
            if missing:
                return PRICE_MISSING, room.part_from[slot // REGISTER_COUNT], 0, 0, 0
            amount, of_tiers = amount + priced, of_tiers + reduced
    return 0, 0, amount, of_tiers, count


def month_days(bills: BillNumbers, calendar: CalendarNumbers, bill: int) -> int:
    """
    Days of the month by which tiers are measured: the period's own when it is one month, so that its tiers
    are whole; else those of the month before the one in which the period is over.
    """
    start, until = bills.from_day[bill], bills.until_day[bill]
    if calendar.month_later[start - calendar.first_day] == until:
        return until - start  # type: ignore[no-any-return]
    days: int = calendar.month_before[until - calendar.first_day]
    return days
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
        room.part_from[part], room.part_until[part] = at, end
        room.part_entry[part], room.part_quarters[part] = entry, quarters
        at, part = end, part + 1
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
    month_upto: tuple[int, int],
    measure: tuple[int, int, int],
    at: int,
    count: int,
) -> tuple[int, int, int, int]:
    """Price one register of one part, tier by tier; answer what is missing, amount, reduced amount, lines."""
    month, upto = month_upto
    months, days, upto = measure
    part, register = slot // REGISTER_COUNT, slot % REGISTER_COUNT
    place = room.part_entry[part] * REGISTER_COUNT + register
    first, tiers = law.entry_row[place], law.entry_count[place]
    if bills.is_tenants[bill] and tiers > 1:
        first, tiers = first + law.tenants_tier - 1, 1
    scale = 4 * month if bills.is_exact[bill] else 1
    left, amount, reduced = room.part_kwh[slot] * scale, 0, 0
    quarter_days = (room.part_until[part] - room.part_from[part]) * room.part_quarters[part]
    for row in range(first, first + tiers):
        taken = left
        if law.row_width[row] != NONE and tiers > 1:
            limit = law.row_width[row] * quarter_days
            taken = min(left, limit if bills.is_exact[bill] else half_up(limit, 4 * month))
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
from donghanh.engines.rating.columns import (
    ALL,
    AS_CATEGORY,
    BACKWARDS,
    COS_PHI,
    COS_PHIS,
    FINE,
    HUNDREDTHS,
    KINDS_ENERGY,
    KINDS_REACTIVE,
    KINDS_RELIEF,
    KWH_LIMIT,
    NEGATIVE,
    NONE,
    PERCENT_OF_TIERS,
    PRICE_MISSING,
    QUARTERS,
    QUOTA,
    REGISTERS,
    RELIEF_DISABLED,
    TOO_LARGE,
    USAGE_GAP,
    USAGE_MISSING,
    VAT_MISSING,
)  # fmt: skip
from donghanh.engines.rating.compiling import compiled_in


@compiled_in(__name__)
def half_up(numerator, denominator):
    """Divide, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


@compiled_in(__name__)
def until_day(kwh, start, until, day):
    """Energy of a stretch that falls before `day`, days being alike: parts of a cut always make the whole."""
    if day <= start:
        return 0
    if day >= until:
        return kwh
    return half_up(kwh * (day - start), until - start)


@compiled_in(__name__)
def cell(law, period, category, voltage, register):
    """Place of the first tier of a register in the flat tables of prices."""
    return (
        ((period * law.categories + category) * law.voltages + voltage) * REGISTERS + register
    ) * law.tiers


@compiled_in(__name__)
def tiers_of(law, period, category, voltage, register):
    """How many tiers a register has; 0 when there is no price."""
    return law.tier_count[cell(law, period, category, voltage, register) // law.tiers]


@compiled_in(__name__)
def period_of(law, category, day):
    """The period of prices in which a day lies; NONE before the first."""
    found = NONE
    for period in range(law.dated):
        if law.period_from[period] <= day and law.instrument[period * law.categories + category] != NONE:
            found = period
    return found


@compiled_in(__name__)
def next_cut(law, bills, quotas, at, day):
    """The next day on which prices or households change, or the end of the bill."""
    cut = bills.until_on[at]
    category = bills.category[at]
    if bills.forced[at] == NONE:
        for period in range(1, law.dated):
            here = law.instrument[period * law.categories + category]
            before = law.instrument[(period - 1) * law.categories + category]
            if here != before and day < law.period_from[period] < cut:
                cut = law.period_from[period]
    for row in range(quotas.first[at], quotas.first[at + 1]):
        if day < quotas.from_on[row] < cut:
            cut = quotas.from_on[row]
        if day < quotas.until_on[row] < cut:
            cut = quotas.until_on[row]
    return cut


@compiled_in(__name__)
def quota_of(bills, quotas, at, day):
    """Quarters of a household on a day."""
    found = bills.quota_quarters[at]
    for row in range(quotas.first[at], quotas.first[at + 1]):
        if quotas.from_on[row] <= day < quotas.until_on[row]:
            found = quotas.quota_quarters[row]
    return found


@compiled_in(__name__)
def check_usage(bills, usage, at, reached):
    """Whether the stretches of each register follow one another through the whole period."""
    if usage.first[at] == usage.first[at + 1]:
        return USAGE_MISSING
    for register in range(REGISTERS):
        reached[register] = bills.from_on[at]
    for row in range(usage.first[at], usage.first[at + 1]):
        register = usage.register[row]
        if usage.kwh[row] < 0:
            return NEGATIVE
        if usage.kwh[row] > KWH_LIMIT:
            return TOO_LARGE
        if usage.from_on[row] != reached[register] or usage.until_on[row] <= usage.from_on[row]:
            return USAGE_GAP
        reached[register] = usage.until_on[row]
    for register in range(REGISTERS):
        if reached[register] not in (bills.from_on[at], bills.until_on[at]):
            return USAGE_GAP
    return FINE


@compiled_in(__name__)
def check_bill(bills, at):
    """Whether the period, the quota and the power factor can be."""
    if bills.until_on[at] <= bills.from_on[at]:
        return BACKWARDS
    if bills.quota_quarters[at] <= 0:
        return QUOTA
    if bills.cos_phi_percent[at] != NONE and not 0 < bills.cos_phi_percent[at] <= 100:
        return COS_PHI
    return FINE


@compiled_in(__name__)
def energy_of(usage, at, register, start, until):
    """Energy of a register from `start` until `until`, out of all its stretches."""
    kwh = 0
    for row in range(usage.first[at], usage.first[at + 1]):
        if usage.register[row] == register:
            kwh += until_day(usage.kwh[row], usage.from_on[row], usage.until_on[row], until)
            kwh -= until_day(usage.kwh[row], usage.from_on[row], usage.until_on[row], start)
    return kwh


@compiled_in(__name__)
def gather(law, bills, usage, at, period, start, until, energy):
    """Energy of a block by register; a register without a price of its own counts for all hours."""
    category = bills.category[at]
    voltage = bills.voltage[at]
    for register in range(REGISTERS):
        energy[register] = energy_of(usage, at, register, start, until)
    for register in range(1, REGISTERS):
        if energy[register] > 0 and tiers_of(law, period, category, voltage, register) == 0:
            energy[ALL] += energy[register]
            energy[register] = 0
    if energy[ALL] > 0 and tiers_of(law, period, category, voltage, ALL) == 0:
        return PRICE_MISSING
    priced = 0
    for register in range(REGISTERS):
        priced += tiers_of(law, period, category, voltage, register)
    return FINE if priced > 0 else PRICE_MISSING


@compiled_in(__name__)
def write_line(
    lines, at, kind, start, until, register, tier, scaled, scale, price, basis, percent, amount, source
):
    """Put a line down; `lines.kept` is 0 when only totals are wanted."""
    lines.written[0] += 1
    if lines.kept == 0:
        return
    here = lines.written[0] - 1
    lines.bill[here] = at
    lines.kind[here] = kind
    lines.from_on[here] = start
    lines.until_on[here] = until
    lines.register[here] = register
    lines.tier[here] = tier
    lines.scaled[here] = scaled
    lines.scale[here] = scale
    lines.price[here] = price
    lines.basis[here] = basis
    lines.percent[here] = percent
    lines.amount[here] = amount
    lines.source[here] = source


@compiled_in(__name__)
def charge(law, bills, at, period, start, until, register, tier, scaled, scale, sums, lines):
    """One line of energy: energy times price; and what the reduction, if there is one, makes of it."""
    place = cell(law, period, bills.category[at], bills.voltage[at], register) + tier
    amount = half_up(scaled * law.price[place], scale)
    sums[0] += amount
    write_line(
        lines, at, KINDS_ENERGY, start, until, register, tier + 1, scaled, scale, law.price[place],
        NONE, NONE, amount, law.source[place],
    )  # fmt: skip
    relief = bills.relief[at]
    if relief == NONE:
        return FINE
    if law.relief_effect[relief] == PERCENT_OF_TIERS and tier < law.relief_upto_tier[relief]:
        sums[1] += amount
    if law.relief_effect[relief] == AS_CATEGORY:
        other = law.relief_as_category[relief]
        if tiers_of(law, period, other, bills.voltage[at], register) == 0:
            return PRICE_MISSING
        cheaper = half_up(scaled * law.price[cell(law, period, other, bills.voltage[at], register)], scale)
        sums[1] += max(0, amount - cheaper)
    return FINE


@compiled_in(__name__)
def charge_tiers(law, bills, at, period, start, until, kwh, quota, sums, lines):
    """Energy of all hours, tier by tier: limit = month's limit x households x days x factor."""
    category = bills.category[at]
    count = tiers_of(law, period, category, bills.voltage[at], ALL)
    if bills.is_tenants_undeclared[at] == 1 and count >= law.tenants_tier > 0 and count > 1:
        return charge(law, bills, at, period, start, until, ALL, law.tenants_tier - 1, kwh, 1, sums, lines)
    share = quota * (until - start) * bills.months[at]
    whole = QUARTERS * bills.month_days[at]
    scale = whole if bills.is_exact[at] == 1 and count > 1 else 1
    left = kwh * scale
    place = cell(law, period, category, bills.voltage[at], ALL)
    for tier in range(count):
        taken = left
        if law.width[place + tier] != NONE:
            limit = law.width[place + tier] * share
            taken = min(left, limit if scale > 1 else half_up(limit, whole))
        if taken > 0:
            status = charge(law, bills, at, period, start, until, ALL, tier, taken, scale, sums, lines)
            if status != FINE:
                return status
        left -= taken
    return FINE


@compiled_in(__name__)
def charge_block(law, bills, usage, at, period, start, until, quota, energy, sums, lines):
    """A stretch of days with the same prices and households."""
    status = gather(law, bills, usage, at, period, start, until, energy)
    if status == FINE and energy[ALL] > 0:
        status = charge_tiers(law, bills, at, period, start, until, energy[ALL], quota, sums, lines)
    for register in range(1, REGISTERS):
        if status == FINE and energy[register] > 0:
            status = charge(
                law, bills, at, period, start, until, register, 0, energy[register], 1, sums, lines
            )
    for register in range(REGISTERS):
        sums[2] += energy[register]
    sums[3] += quota * (until - start)
    return status


@compiled_in(__name__)
def charge_energy(law, bills, usage, quotas, at, energy, sums, lines):
    """Cut the period where prices or households change, and charge each block."""
    start = bills.from_on[at]
    status = FINE
    while status == FINE and start < bills.until_on[at]:
        until = next_cut(law, bills, quotas, at, start)
        quota = quota_of(bills, quotas, at, start)
        forced = bills.forced[at]
        period = period_of(law, bills.category[at], start) if forced == NONE else forced
        if period == NONE:
            return PRICE_MISSING
        if quota <= 0:
            return QUOTA
        status = charge_block(law, bills, usage, at, period, start, until, quota, energy, sums, lines)
        start = until
    return status


@compiled_in(__name__)
def charge_reactive(law, bills, at, sums, lines):
    """Reactive power: a percentage of the energy's amount, by the power factor."""
    row = NONE
    for table in range(law.reactive_from.size):
        is_held = law.reactive_from[table] <= bills.read_on[at] < law.reactive_until[table]
        if is_held and bills.cos_phi_percent[at] != NONE:
            row = law.reactive_row[table * COS_PHIS + bills.cos_phi_percent[at]]
    if row == NONE or sums[0] == 0:
        return 0
    amount = half_up(sums[0] * law.reactive_percent[row], HUNDREDTHS)
    write_line(
        lines, at, KINDS_REACTIVE, bills.from_on[at], bills.until_on[at], NONE, NONE, NONE, NONE, NONE,
        sums[0], law.reactive_percent[row], amount, law.reactive_source[row],
    )  # fmt: skip
    return amount


@compiled_in(__name__)
def relief_percent(law, bills, at, sums):
    """The percentage by the energy of the bill against the threshold of its households and days."""
    relief = bills.relief[at]
    threshold = law.relief_threshold[relief]
    if threshold == NONE:
        return law.relief_percent[relief]
    allowed = threshold * sums[3] * bills.months[at]
    if sums[2] * QUARTERS * bills.month_days[at] <= allowed:
        return law.relief_percent[relief]
    return law.relief_percent_above[relief]


@compiled_in(__name__)
def reduce(law, bills, at, gross, sums, lines):
    """The reduction, a positive amount, never more than what it reduces."""
    relief = bills.relief[at]
    if relief == NONE or gross == 0:
        return 0
    basis = gross
    percent = NONE
    amount = sums[1]
    if law.relief_effect[relief] == PERCENT_OF_TIERS:
        basis = sums[1]
    if law.relief_effect[relief] != AS_CATEGORY:
        percent = relief_percent(law, bills, at, sums)
        amount = half_up(basis * percent, HUNDREDTHS)
    write_line(
        lines, at, KINDS_RELIEF, bills.from_on[at], bills.until_on[at], NONE, NONE, NONE, NONE, NONE,
        basis, percent, -amount, law.relief_source[relief],
    )  # fmt: skip
    return amount


@compiled_in(__name__)
def vat_of(law, day):
    """The rate on a day; NONE when no rate holds."""
    for row in range(law.vat_from.size):
        if law.vat_from[row] <= day < law.vat_until[row]:
            return law.vat_percent[row]
    return NONE


@compiled_in(__name__)
def check_relief(law, bills, at):
    """Whether the reduction may be given: its rate is known."""
    relief = bills.relief[at]
    if relief != NONE and law.relief_enabled[relief] != 1:
        return RELIEF_DISABLED
    return FINE


@compiled_in(__name__)
def rate_bill(law, bills, usage, quotas, at, energy, sums, lines, totals):
    """One bill; answers why not, or FINE."""
    status = check_bill(bills, at)
    if status == FINE:
        status = check_usage(bills, usage, at, energy)
    if status == FINE:
        status = check_relief(law, bills, at)
    sums[:] = 0
    if status == FINE:
        status = charge_energy(law, bills, usage, quotas, at, energy, sums, lines)
    percent = vat_of(law, bills.read_on[at])
    if status == FINE and percent == NONE:
        status = VAT_MISSING
    if status != FINE:
        return status
    gross = sums[0] + charge_reactive(law, bills, at, sums, lines)
    amount = reduce(law, bills, at, gross, sums, lines)
    totals.kwh[at] = sums[2]
    totals.gross[at] = gross
    totals.relief[at] = amount
    totals.vat_percent[at] = percent
    totals.vat[at] = half_up((gross - amount) * percent, 100)
    return FINE


@compiled_in(__name__)
def rate_all(law, bills, usage, quotas, energy, sums, lines, totals, known):
    """Every bill whose words are known; lines of a bill that is refused are taken back."""
    for at in range(known.size):
        before = lines.written[0]
        totals.status[at] = known[at]
        if known[at] == FINE:
            totals.status[at] = rate_bill(law, bills, usage, quotas, at, energy, sums, lines, totals)
        if totals.status[at] != FINE:
            lines.written[0] = before
