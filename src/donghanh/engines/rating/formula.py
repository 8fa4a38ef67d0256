"""
The formula of a bill: one text that runs as it stands for one customer, and compiled for a country.

Plain whole numbers over columns. `running.py` loads this module twice: as Python, which needs no
compiler's seconds for a single bill, and through numba for many. Days are numbers of days; halves
are rounded away from zero; nothing here is negative. What each step means: `docs/reference/rating.md`.
"""

from __future__ import annotations

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
