"""
How a whole number is shared out in proportion, so that the parts add up to it exactly.

For targets split to units and amounts split to lines. The method is that of the largest remainder
(Hamilton): everybody gets the whole part of a share, what is left goes to the largest remainders.
"""

from __future__ import annotations

from collections.abc import Sequence


class CannotApportion(ValueError):
    """The total cannot be shared out over these weights; the text says which number is at fault."""


def apportion(*, total: int, weights: Sequence[int]) -> list[int]:
    """
    Share `total` out over `weights`; equal remainders go to the earlier one.

    total   : [pieces], zero or more
    weights : [any one unit], zero or more each; all zero means as even as possible
    returns : [pieces], one part a weight, adding up to `total`
    raises  : CannotApportion, for a negative number, or a total with nobody to take it

    >>> apportion(total=10, weights=[5, 3, 1])
    [6, 3, 1]
    """
    _check(total, weights)
    if total and not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights) or 1
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(parts)), key=lambda at: -(total * weights[at] % whole))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return parts


def _check(total: int, weights: Sequence[int]) -> None:
    if total < 0:
        raise CannotApportion(f"The total is {total}; expected zero or more.")
    for at, weight in enumerate(weights):
        if weight < 0:
            raise CannotApportion(f"Weight {at} is {weight}; expected zero or more.")
    if total and not weights:
        raise CannotApportion(f"There is nobody to take a total of {total}; give at least one weight.")
