"""
The lines of a bill, written and folded: every field of every line moves two 31-bit numbers.

Part of the formula's text (see `formula`). The fold tells whether lines made again are those that were made;
it is small enough for 64-bit integers and for Python's own. Two primes and two multipliers, so that one slip
seldom passes both.
"""

from __future__ import annotations

from donghanh.engines.rating.numbers import (
    NONE,
    Found,
    LawNumbers,
    LineNumbers,
    One,
    Shelf,
)
from donghanh.engines.rating.planning import PART_FROM, PART_UNTIL

ENERGY, REACTIVE, RELIEF = 0, 1, 2
IS_FOLDED, ONE_FOLD, OTHER_FOLD = 1, 2, 3
PRIME, OTHER_PRIME = 2_147_483_647, 2_147_483_629
TIMES, OTHER_TIMES = 1_103_515_245, 1_597_334_677
START = 20_211_201


def is_written(shelf: Shelf, at: int) -> bool:
    """Whether anybody wants lines."""
    wanted: bool = at != NONE or shelf.state[IS_FOLDED] != 0
    return wanted


def line_at(at: int, count: int) -> int:
    """Where the next line stands, or NONE where none is kept."""
    return NONE if at == NONE else at + count


def begin_fold(shelf: Shelf) -> None:
    """Begin a bill."""
    shelf.state[ONE_FOLD], shelf.state[OTHER_FOLD] = START, START


def fold_of(shelf: Shelf) -> int:
    """The fold of the bill at hand: 62 bits."""
    fold: int = shelf.state[ONE_FOLD] * (OTHER_PRIME + 19) + shelf.state[OTHER_FOLD]
    return fold


def fold_in(shelf: Shelf, value: int) -> None:
    """Fold one number in."""
    shelf.state[ONE_FOLD] = (shelf.state[ONE_FOLD] * TIMES + value % PRIME) % PRIME
    shelf.state[OTHER_FOLD] = (shelf.state[OTHER_FOLD] * OTHER_TIMES + value % OTHER_PRIME) % OTHER_PRIME


def fold_line(
    shelf: Shelf,
    kind: int,
    days: tuple[int, int],
    place: tuple[int, int],
    energy: tuple[int, int, int],
    share: tuple[int, int],
    amount: int,
    mark: int,
) -> None:
    """Fold a line in, field by field in the order of LINES."""
    fold_in(shelf, kind)
    fold_in(shelf, days[0])
    fold_in(shelf, days[1])
    fold_in(shelf, place[0])
    fold_in(shelf, place[1])
    fold_in(shelf, energy[0])
    fold_in(shelf, energy[1])
    fold_in(shelf, energy[2])
    fold_in(shelf, share[0])
    fold_in(shelf, share[1])
    fold_in(shelf, amount)
    fold_in(shelf, mark)


def write_energy(
    law: LawNumbers,
    shelf: Shelf,
    lines: LineNumbers,
    at: int,
    part: int,
    register: int,
    row: int,
    taken_scale: tuple[int, int],
    amount: int,
) -> None:
    """Write a line of energy in its lowest terms at `at`, or nowhere; fold it in, where asked."""
    taken, scale = taken_scale
    common, rest = taken, scale
    while rest:
        common, rest = rest, common % rest
    taken, scale = taken // common, scale // common
    days = (shelf.part[part + PART_FROM], shelf.part[part + PART_UNTIL])
    tier, price = law.row_tier[row], law.row_price[row]
    if at != NONE:
        lines.kind[at], lines.register[at], lines.tier[at] = ENERGY, register, tier
        lines.from_day[at], lines.until_day[at] = days
        lines.kwh_scaled[at], lines.kwh_scale[at], lines.price[at] = taken, scale, price
        lines.amount[at], lines.source[at] = amount, row
        lines.basis[at], lines.percent[at] = NONE, NONE
    if shelf.state[IS_FOLDED]:
        fold_line(
            shelf, ENERGY, days, (register, tier), (taken, scale, price), (NONE, NONE), amount,
            law.row_mark[row],
        )  # fmt: skip


def write_charge(
    law: LawNumbers,
    one: One,
    found: Found,
    shelf: Shelf,
    lines: LineNumbers,
    at: int,
    kind: int,
    shares: tuple[int, int],
    amount: int,
) -> None:
    """Write a line of reactive power or of a reduction at `at`, or nowhere; fold it in, where asked."""
    source = found.reactive if kind == REACTIVE else found.relief
    if at != NONE:
        lines.kind[at], lines.register[at], lines.tier[at] = kind, NONE, NONE
        lines.from_day[at], lines.until_day[at] = one.from_day, one.until_day
        lines.kwh_scaled[at], lines.kwh_scale[at], lines.price[at] = NONE, NONE, NONE
        lines.basis[at], lines.percent[at] = shares
        lines.amount[at] = amount
        lines.source[at] = source
    if shelf.state[IS_FOLDED]:
        mark = law.reactive_mark[source] if kind == REACTIVE else law.relief_mark[source]
        fold_line(
            shelf, kind, (one.from_day, one.until_day), (NONE, NONE), (NONE, NONE, NONE), shares,
            amount, mark,
        )  # fmt: skip
