"""
Bills, law and results as plain columns of whole numbers: what the one formula reads and writes.

For `formula`, which runs over them as ordinary Python (lists) for a handful of bills and compiled (arrays)
for a country. Days are days since 1970; words are their places in the lists of `kernel.billing_tables`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Ints = Any
"""A list of Python's integers, or an array of numpy's."""

NONE = -1
"""No row, no limit, no percentage."""


class LawNumbers(NamedTuple):
    """
    The law. A book is the price lists of one category and voltage, entry after entry in order of days.

    book_first  : by book, its first entry; one more than books
    entry_row, entry_count : by entry times four plus register, the first price row, and how many tiers
    row_width   : kWh of the tier for one household and month, or NONE
    """

    book_first: Ints
    entry_from: Ints
    entry_until: Ints
    entry_row: Ints
    entry_count: Ints
    row_tier: Ints
    row_width: Ints
    row_price: Ints
    vat_from: Ints
    vat_until: Ints
    vat_percent: Ints
    relief_effect: Ints
    relief_percent: Ints
    relief_threshold: Ints
    relief_above: Ints
    relief_upto: Ints
    tenants_tier: int


class BillNumbers(NamedTuple):
    """Bills; `as_book` is the book of a relief's category; `relief` and `reactive` are rows, or NONE."""

    book: Ints
    as_book: Ints
    from_day: Ints
    until_day: Ints
    tax_day: Ints
    quarters: Ints
    is_exact: Ints
    is_tenants: Ints
    reactive: Ints
    reactive_percent: Ints
    relief: Ints
    fault: Ints
    use_first: Ints
    quota_first: Ints


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


class Room(NamedTuple):
    """Room to work in: the parts of the bill at hand; kWh by part times four plus register."""

    part_from: Ints
    part_until: Ints
    part_entry: Ints
    part_quarters: Ints
    part_kwh: Ints


class TotalNumbers(NamedTuple):
    """What comes out by bill; `line` is how many lines the bill has."""

    kwh: Ints
    gross: Ints
    relief: Ints
    vat_percent: Ints
    vat: Ints
    fault: Ints
    fault_fact: Ints
    line: Ints


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
