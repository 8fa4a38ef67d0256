"""
Customer codes: the unit's code and seven digits, the same for a customer in a world of any size.

The digits are a one-to-one shuffle of the customer's number, so codes are unique and do not tell the order.
"""

from __future__ import annotations

from donghanh.world.dice import Indexes, Strings

CODES = 10**7
RESERVED_FOR_LARGE = 1000
MOST_CUSTOMERS = CODES - RESERVED_FOR_LARGE
STRIDE = 7_654_321  # odd and no multiple of five: coprime with 10^7, so the shuffle is one to one


def code_numbers(*, seed: int, ordinals: Indexes) -> Indexes:
    """
    The seven digits as a number, one to one with `ordinals` (0 to 10^7 - 1).

    >>> import numpy as np
    >>> code_numbers(seed=0, ordinals=np.array([0, 1])).tolist()
    [123457, 7777778]
    """
    offset = (seed * 1_000_003 + 123_457) % CODES
    return (ordinals * STRIDE + offset) % CODES


def customer_codes(*, units: Strings, numbers: Indexes) -> list[str]:
    """The thirteen characters: unit [PA01xx] and number."""
    return [f"{unit}{number:07d}" for unit, number in zip(units.tolist(), numbers.tolist(), strict=True)]
