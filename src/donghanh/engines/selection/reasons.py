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


def mark_rows(
    *,
    bits: pl.Series,
    rows: Mapping[str, pl.Series],
    reasons: Sequence[Reason],
    instead_of: Mapping[str, str] | None = None,
) -> pl.Series:
    """
    Answer new bits in which further reasons hold for a few rows.

    rows       : name of a reason -> rows [index, each once] for which it holds too
    instead_of : name of such a reason -> the reason that then no longer holds for these rows
    """
    bit, marked = bits_of(reasons), bits
    for name, few in rows.items():
        if len(few):
            # Copied once; what follows writes into the copy.
            marked = bits.clone() if marked is bits else marked
            held = marked.gather(few) | bit[name]
            gone = bit.get((instead_of or {}).get(name, ""), 0)
            marked.scatter(few, held - (held & gone))
    return marked


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
    return (
        bits.alias("bits")
        .to_frame()
        .lazy()
        .select(verdict.alias("verdict"))
        .collect(engine="streaming")
        .to_series()
    )


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
