"""
Bills, law and results as plain columns of whole numbers: what the one formula reads and writes.

For `formula`, which runs over them as ordinary Python (lists) for a handful of bills and compiled (arrays)
for a country. Days are days since 1970; words are their places in the lists of `kernel.billing_tables`, names
of price lists and reductions their places in the law's own lists.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Ints = Any
"""A list of Python's integers, or an array of numpy's."""

NONE = -1
"""No row, no limit, no percentage, no name."""
UNKNOWN = -2
"""A name that the law does not know."""
REGISTER_COUNT = 4
VOLTAGE_COUNT = 4


class LawNumbers(NamedTuple):
    """
    The law. A book is the price lists of one category and voltage, entry after entry in order of days.

    book_of     : by (category x voltages + voltage) x (instruments + 1) + instrument + 1, book or NONE
    book_first  : by book, its first entry; one more than books
    entry_row, entry_count : by entry times four plus register, the first price row, and how many tiers
    row_width   : kWh of the tier for one household and month, or NONE
    *_mark      : 56 bits of the name of the row's source
    """

    book_of: Ints
    book_first: Ints
    entry_from: Ints
    entry_until: Ints
    entry_row: Ints
    entry_count: Ints
    row_tier: Ints
    row_width: Ints
    row_price: Ints
    row_mark: Ints
    vat_from: Ints
    vat_until: Ints
    vat_percent: Ints
    reactive_from: Ints
    reactive_until: Ints
    reactive_cos_phi: Ints
    reactive_percent: Ints
    reactive_mark: Ints
    relief_name: Ints
    relief_category: Ints
    relief_from: Ints
    relief_until: Ints
    relief_is_enabled: Ints
    relief_effect: Ints
    relief_percent: Ints
    relief_threshold: Ints
    relief_above: Ints
    relief_upto: Ints
    relief_as_category: Ints
    relief_mark: Ints
    tenants_from: Ints
    tenants_until: Ints
    tenants_tier: Ints
    instruments: int
    most_tiers: int


class BillNumbers(NamedTuple):
    """Bills; `use_first` and `quota_first` say where a bill's rows begin, and have one more entry."""

    category: Ints
    voltage: Ints
    instrument: Ints
    relief: Ints
    cos_phi: Ints
    from_day: Ints
    until_day: Ints
    tax_day: Ints
    quarters: Ints
    is_exact: Ints
    is_tenants: Ints
    use_first: Ints
    quota_first: Ints


class WideNumbers(NamedTuple):
    """
    Bills with their energy beside them: one stretch a register.

    *_there : bits that say which of the column's values are there, from bit `*_first` on; empty when all are
    """

    category: Ints
    voltage: Ints
    instrument: Ints
    relief: Ints
    cos_phi: Ints
    from_day: Ints
    until_day: Ints
    tax_day: Ints
    quarters: Ints
    is_exact: Ints
    is_tenants: Ints
    cos_phi_there: Ints
    cos_phi_first: int
    all_kwh: Ints
    all_there: Ints
    all_first: int
    normal_kwh: Ints
    normal_there: Ints
    normal_first: int
    peak_kwh: Ints
    peak_there: Ints
    peak_first: int
    off_peak_kwh: Ints
    off_peak_there: Ints
    off_peak_first: int


class One(NamedTuple):
    """The bill at hand."""

    category: int
    voltage: int
    instrument: int
    relief: int
    cos_phi: int
    from_day: int
    until_day: int
    tax_day: int
    quarters: int
    is_exact: int
    is_tenants: int
    use_first: int
    use_end: int
    quota_first: int
    quota_end: int


class Found(NamedTuple):
    """What the words of a bill mean: rows or NONE, a percentage in hundredths, and the fault if any."""

    book: int
    as_book: int
    relief: int
    reactive: int
    reactive_percent: int
    fault: int


class UseNumbers(NamedTuple):
    """Stretches of energy in order of bill, register, day; numbers of households in order of bill, day."""

    use_from: Ints
    use_until: Ints
    use_register: Ints
    use_kwh: Ints
    quota_from: Ints
    quota_until: Ints
    quota_quarters: Ints


class CalendarNumbers(NamedTuple):
    """By day since `first_day`: number of its month, day of it, how long it is, how long the month before."""

    first_day: int
    month: Ints
    day_of_month: Ints
    month_length: Ints
    month_before: Ints


class Shelf(NamedTuple):
    """
    Room to work in, and what was worked out for one bill and holds for others like it.

    slots : how many are remembered, a power of two
    parts : how many parts have room, beside those of a plan that is not remembered
    found : what words mean, see `wording`; plan, part : see `planning`
    state : how many parts are taken; whether lines are folded; two folds of the bill at hand; a row of VAT
    """

    slots: int
    parts: int
    found: Ints
    plan: Ints
    part: Ints
    state: Ints


class TotalNumbers(NamedTuple):
    """What comes out by bill; `line` is how many lines the bill has, `check` the fold of them if asked."""

    kwh: Ints
    gross: Ints
    relief: Ints
    net: Ints
    vat_percent: Ints
    vat: Ints
    total: Ints
    fault: Ints
    fault_fact: Ints
    line: Ints
    check: Ints


class LineNumbers(NamedTuple):
    """By line, when `first` (by bill) says where a bill's lines begin; empty when none are asked."""

    first: Ints
    kind: Ints
    from_day: Ints
    until_day: Ints
    register: Ints
    tier: Ints
    kwh_scaled: Ints
    kwh_scale: Ints
    price: Ints
    basis: Ints
    percent: Ints
    amount: Ints
    source: Ints
