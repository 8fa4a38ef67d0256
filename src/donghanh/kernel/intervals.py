"""
How sure a share is that was seen in some answers: Wilson's interval at 95 %.

For every share that is told from some answers: results of a round of questions, ratings after a contact.
E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
Statistical Association 22 (1927), 209-212: the shares p for which the one that was seen lies within z
standard errors of p. It keeps its promise for few answers and for shares
near none or all, where the textbook's p plus or minus z standard errors does not. Decimals with fixed
digits: no float anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

Z_95 = Decimal("1.959963984540054235524594430520551527953875634984")
DIGITS = 60
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A share and where it surely enough lies, in basis points [hundredths of a percent]."""

    share_bp: int
    low_bp: int
    high_bp: int


def wilson_interval(*, share: Fraction, count: Fraction) -> Interval:
    """
    The share that was seen with its 95 % interval.

    share  : of the answers, from 0 to 1
    count  : answers [count]; a fraction where weights make answers count for less than one each
    raises : ValueError, for no answer or a share that is none

    >>> wilson_interval(share=Fraction(81, 263), count=Fraction(263))
    Interval(share_bp=3080, low_bp=2553, high_bp=3662)
    """
    if count <= 0 or not 0 <= share <= 1:
        raise ValueError(f"found a share of {share} in {count} answers; expected 0 to 1 in at least some.")
    with localcontext() as context:
        context.prec = DIGITS
        seen, answers = _decimal(share), _decimal(count)
        over = Z_95 * Z_95 / answers
        middle = seen + over / 2
        width = Z_95 * (seen * (1 - seen) / answers + over / (4 * answers)).sqrt()
        return Interval(
            share_bp=_basis_points(seen),
            low_bp=_basis_points((middle - width) / (1 + over)),
            high_bp=_basis_points((middle + width) / (1 + over)),
        )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _basis_points(value: Decimal) -> int:
    """Round to the nearest, and never leave 0 to 10,000 by the last of sixty digits."""
    return min(WHOLE, max(0, int((value * WHOLE).quantize(Decimal(1), rounding=ROUND_HALF_UP))))
