"""
Reasons and verdicts: a verdict is what a set of reasons comes to, and nothing else.

Every rule of this engine lists its reasons in a fixed order. While a rule works, the reasons of a
customer are one whole number, a bit a reason; the verdict is read off that number, and the names are
spelled out for the rows that somebody looks at. So a verdict can never say something else than its
reasons. Faces put the stable names into Vietnamese or English.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from donghanh.engines.selection.combinations import MOST_BITS, combine, look_up, members

Effect = Literal["bars", "leaves_open", "chooses", "places_beyond", "notes"]
VERDICTS = ("chosen", "eligible_not_chosen", "not_eligible", "unknown")
VERDICT = pl.Enum(VERDICTS)


@dataclass(frozen=True, slots=True)
class Reason:
    """
    One stable name that can stand beside a verdict.

    effect  : bars (not eligible), leaves_open (unknown unless something bars), chooses, places_beyond
              (eligible, the quota is taken), notes (says something, decides nothing)
    facts   : columns of the verdict frame that repeat the check
    meaning : one sentence for the documentation
    """

    name: str
    effect: Effect
    meaning: str
    facts: tuple[str, ...] = ()


class TooManyReasons(ValueError):
    """A rule lists more reasons than fit, or the same name twice."""


def verdict_of(effects: Sequence[Effect]) -> str:
    """
    Say what a set of reasons comes to: what bars goes before what is unknown, that before a place.

    >>> verdict_of(["leaves_open", "bars"]), verdict_of(["notes"]), verdict_of(["notes", "chooses"])
    ('not_eligible', 'eligible_not_chosen', 'chosen')
    """
    if "bars" in effects:
        return "not_eligible"
    if "leaves_open" in effects:
        return "unknown"
    return "chosen" if "chooses" in effects else "eligible_not_chosen"


def mark(*, frame: pl.DataFrame, conditions: Mapping[str, pl.Expr], reasons: Sequence[Reason]) -> pl.Series:
    """
    Set the bit of each reason whose condition holds; a condition that is null does not hold.

    frame      : whatever columns the conditions read
    conditions : name of a reason -> expression of yes or no
    returns    : bits [one bit a reason, in the order of `reasons`], row for row
    raises     : TooManyReasons
    """
    bit = bits_of(reasons)
    return combine(frame=frame, conditions=[(bit[name], holds) for name, holds in conditions.items()])


def mark_rows(*, bits: pl.Series, rows: pl.Series, name: str, reasons: Sequence[Reason]) -> pl.Series:
    """Answer new bits in which the named reason also holds for `rows` [index]."""
    if rows.is_empty():
        return bits
    marked = bits.gather(rows) | bits_of(reasons)[name]
    return bits.clone().scatter(rows, marked.cast(pl.UInt32))


def clear_rows(*, bits: pl.Series, rows: pl.Series, name: str, reasons: Sequence[Reason]) -> pl.Series:
    """Answer new bits in which the named reason does not hold for `rows` [index]."""
    if rows.is_empty():
        return bits
    bit = bits_of(reasons)[name]
    held = bits.gather(rows)
    return bits.clone().scatter(rows, (held - (held & bit)).cast(pl.UInt32))


def rows_clear_of(
    *, bits: pl.Series, reasons: Sequence[Reason], effects: Sequence[Effect] = ("bars", "leaves_open")
) -> pl.Series:
    """List the rows [index] that carry no reason of these effects: those who compete for a place."""
    stopping = sum(_bits_with(effect, reasons) for effect in effects)
    return ((bits & stopping) == 0).arg_true().cast(pl.UInt32)


def verdicts_of(*, bits: pl.Series, reasons: Sequence[Reason]) -> pl.Series:
    """Say for every row what its reasons come to: `verdict_of`, on columns."""
    bars, leaves_open, chooses = (
        _bits_with(effect, reasons) for effect in ("bars", "leaves_open", "chooses")
    )
    held = pl.col("bits")
    verdict = (
        pl.when((held & bars) != 0)
        .then(pl.lit("not_eligible", dtype=VERDICT))
        .when((held & leaves_open) != 0)
        .then(pl.lit("unknown", dtype=VERDICT))
        .when((held & chooses) != 0)
        .then(pl.lit("chosen", dtype=VERDICT))
        .otherwise(pl.lit("eligible_not_chosen", dtype=VERDICT))
    )
    return bits.alias("bits").to_frame().select(verdict.alias("verdict")).to_series()


def names_of(*, bits: pl.Series, reasons: Sequence[Reason]) -> pl.Series:
    """Spell bits out: the names [list, in the order of `reasons`], row for row."""
    names = list(bits_of(reasons))
    return look_up(
        bits=bits, meaning=lambda mask: members(mask=mask, of=names), dtype=pl.List(pl.Enum(names))
    ).alias("reasons")


def _bits_with(effect: Effect, reasons: Sequence[Reason]) -> int:
    return sum(
        bit for reason, bit in zip(reasons, bits_of(reasons).values(), strict=True) if reason.effect == effect
    )


def bits_of(reasons: Sequence[Reason]) -> dict[str, int]:
    """Number the reasons: the bit of each name. Raises TooManyReasons."""
    bit = {reason.name: 1 << place for place, reason in enumerate(reasons)}
    if len(bit) != len(reasons) or len(reasons) > MOST_BITS:
        raise TooManyReasons(
            f"A rule may have {MOST_BITS} reasons, each name once; "
            f"found {len(reasons)} with {len(bit)} names."
        )
    return bit
