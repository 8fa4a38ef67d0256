"""
The formula of a bill, once: checks, energy by price period, households and tiers or registers, reactive
power, reduction, VAT, each with its rounding.

For one bill this is ordinary Python; for many, `compiled` hands the same text to numba. So it keeps to
whole numbers, plain loops and indexes, and so do the modules whose functions it calls: `wording`, `checking`,
`planning`, `pricing`, `reducing`, `writing`.

Rounding is always half up and at these steps only: a split of energy, a limit of a tier (unless exact), the
amount of a line, reactive power, a reduction, VAT. What is to be paid is the sum of what was rounded.
"""

from __future__ import annotations

from donghanh.engines.rating.checking import check
from donghanh.engines.rating.faults import VAT_MISSING
from donghanh.engines.rating.numbers import (
    NONE,
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
from donghanh.engines.rating.planning import half_up, place
from donghanh.engines.rating.pricing import price_energy
from donghanh.engines.rating.reducing import WHOLE, relief_of
from donghanh.engines.rating.wording import found_for
from donghanh.engines.rating.writing import (
    IS_FOLDED,
    REACTIVE,
    RELIEF,
    begin_fold,
    fold_of,
    is_written,
    line_at,
    write_charge,
)

VAT_ROW = 4


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
