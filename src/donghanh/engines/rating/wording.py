"""
What the words of a bill mean in the law: its book of prices, its reduction, its charge for reactive power.

Part of the formula's text (see `formula`): whole numbers, plain loops, run plain or compiled. Found once for
each set of words and kept on the shelf.
"""

from __future__ import annotations

from donghanh.engines.rating.faults import (
    COS_PHI_OUT_OF_RANGE,
    INSTRUMENT_UNKNOWN,
    PRICE_MISSING,
    REACTIVE_MISSING,
    RELIEF_CATEGORY,
    RELIEF_DISABLED,
    RELIEF_UNKNOWN,
)
from donghanh.engines.rating.numbers import NONE, UNKNOWN, VOLTAGE_COUNT, Found, LawNumbers, One, Shelf
from donghanh.engines.rating.planning import place

AS_CATEGORY = 2
MOST_COS_PHI = 100
FOUND = 12
(CATEGORY, VOLTAGE, INSTRUMENT, RELIEF_NAME, COS_PHI, UNTIL_DAY, OWN_BOOK, AS_BOOK, RELIEF_ROW, REACTIVE_ROW,
 PERCENT, FAULT) = range(FOUND)  # fmt: skip
"""What is kept: six numbers that it holds for, and what they mean."""


def found_for(law: LawNumbers, one: One, shelf: Shelf) -> Found:
    """Find what the words mean, or take it from the shelf; a bill without special words needs only a book."""
    if one.instrument == NONE and one.relief == NONE and one.cos_phi == NONE:
        book = book_for(law, one.category, one.voltage, NONE)
        return Found(book, NONE, NONE, NONE, 0, PRICE_MISSING if book == NONE else 0)
    turned = one.category + 11 * one.cos_phi + 211 * one.relief + 4001 * one.instrument + 7 * one.voltage
    at, kept = place((turned + 31 * one.until_day) & (shelf.slots - 1)) * FOUND, shelf.found
    if not is_found(one, shelf, at):
        put_found(find(law, one), one, shelf, at)
    return Found(
        kept[at + OWN_BOOK], kept[at + AS_BOOK], kept[at + RELIEF_ROW],
        kept[at + REACTIVE_ROW], kept[at + PERCENT], kept[at + FAULT],
    )  # fmt: skip


def is_found(one: One, shelf: Shelf, at: int) -> bool:
    """Whether the place holds these words."""
    kept = shelf.found
    found: bool = (
        kept[at + CATEGORY] == one.category
        and kept[at + VOLTAGE] == one.voltage
        and kept[at + INSTRUMENT] == one.instrument
        and kept[at + RELIEF_NAME] == one.relief
        and kept[at + COS_PHI] == one.cos_phi
        and kept[at + UNTIL_DAY] == one.until_day
    )
    return found


def put_found(found: Found, one: One, shelf: Shelf, at: int) -> None:
    """Put what was found down there."""
    kept = shelf.found
    kept[at + CATEGORY], kept[at + VOLTAGE], kept[at + INSTRUMENT] = (
        one.category, one.voltage, one.instrument,
    )  # fmt: skip
    kept[at + RELIEF_NAME], kept[at + COS_PHI], kept[at + UNTIL_DAY] = one.relief, one.cos_phi, one.until_day
    kept[at + OWN_BOOK], kept[at + AS_BOOK], kept[at + RELIEF_ROW] = found.book, found.as_book, found.relief
    kept[at + REACTIVE_ROW], kept[at + PERCENT] = found.reactive, found.reactive_percent
    kept[at + FAULT] = found.fault


def find(law: LawNumbers, one: One) -> Found:
    """Look everything up; of several faults, the price list's comes first, then the reduction's."""
    last_day = one.until_day - 1
    book = book_for(law, one.category, one.voltage, one.instrument)
    fault = PRICE_MISSING if book == NONE else 0
    if one.instrument == UNKNOWN:
        fault = INSTRUMENT_UNKNOWN
    relief, of_relief = relief_row(law, one, last_day)
    as_book = NONE
    if relief != NONE and law.relief_effect[relief] == AS_CATEGORY:
        as_book = book_for(law, law.relief_as_category[relief], one.voltage, one.instrument)
        if as_book == NONE and of_relief == 0:
            of_relief = PRICE_MISSING
    reactive, percent, of_reactive = reactive_row(law, one.cos_phi, last_day)
    if fault == 0:
        fault = of_relief or of_reactive
    return Found(book, as_book, relief, reactive, percent, fault)


def book_for(law: LawNumbers, category: int, voltage: int, instrument: int) -> int:
    """The book of a category and voltage, or NONE; under an unknown price list, NONE."""
    if instrument == UNKNOWN or category == NONE:
        return NONE
    forced = (category * VOLTAGE_COUNT + voltage) * (law.instruments + 1) + instrument + 1
    book: int = law.book_of[place(forced)]
    return book


def relief_row(law: LawNumbers, one: One, last_day: int) -> tuple[int, int]:
    """
    The row of the relief for the category, and the fault where there is none.

    Where a reduction changed from month to month, the row of the period's last day. Whether a bill's month is
    one of the reduction's is asked by `engines.reliefs`, which knows the month; a bill here has days only.
    """
    if one.relief == NONE:
        return NONE, 0
    is_named, held, now = False, NONE, NONE
    for row in range(len(law.relief_name)):
        if law.relief_name[row] == one.relief:
            is_named = True
            if law.relief_category[row] == one.category:
                held = row if held == NONE else held
                if now == NONE and law.relief_from[row] <= last_day < law.relief_until[row]:
                    now = row
    if held == NONE:
        return NONE, RELIEF_CATEGORY if is_named else RELIEF_UNKNOWN
    at = held if now == NONE else now
    return at, 0 if law.relief_is_enabled[at] else RELIEF_DISABLED


def reactive_row(law: LawNumbers, cos_phi: int, last_day: int) -> tuple[int, int, int]:
    """Row, percentage in hundredths, and fault, by the table of the period's last day."""
    if cos_phi == NONE:
        return NONE, 0, 0
    if not 0 <= cos_phi <= MOST_COS_PHI:
        return NONE, 0, COS_PHI_OUT_OF_RANGE
    least, most = reactive_ends(law, last_day)
    asked = min(max(cos_phi, least), most)
    at = NONE
    for row in range(len(law.reactive_from)):
        if law.reactive_from[row] <= last_day < law.reactive_until[row]:
            at = row if law.reactive_cos_phi[row] == asked else at
    if at == NONE:
        return NONE, 0, REACTIVE_MISSING
    return at, law.reactive_percent[at], 0


def reactive_ends(law: LawNumbers, day: int) -> tuple[int, int]:
    """The least and greatest power factor of the day's table; where there is none, ends that nobody is at."""
    least, most = MOST_COS_PHI + 1, NONE
    for row in range(len(law.reactive_from)):
        if law.reactive_from[row] <= day < law.reactive_until[row]:
            least, most = min(least, law.reactive_cos_phi[row]), max(most, law.reactive_cos_phi[row])
    return least, most
