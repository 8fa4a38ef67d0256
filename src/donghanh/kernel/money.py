"""
Money in whole đồng, as it is rounded and written.

For every amount in the house. An amount is an `int`; a float is refused, because a float has
forgotten what was owed. Which step of a bill rounds, and which rates apply, is for engines and lawbook.
"""

from __future__ import annotations

import re

DONG_SIGN = "₫"
_WRITTEN = re.compile(r"^(?P<sign>-?)(?P<digits>[0-9]{1,3}(\.[0-9]{3})+|[0-9]+)\s*(₫|đ|đồng|VND)?$", re.ASCII)


class NotAnAmount(ValueError):
    """What was given is no amount of whole đồng."""


def format_dong(amount_dong: int) -> str:
    """
    Write an amount as a bill does.

    >>> format_dong(1234567)
    '1.234.567 ₫'
    """
    return f"{format_whole(amount_dong)} {DONG_SIGN}"


def format_whole(number: int) -> str:
    """
    Write a whole number with dots between thousands.

    >>> format_whole(-20000)
    '-20.000'
    """
    return f"{_whole(number):,}".replace(",", ".")


def read_dong(text: str) -> int:
    """
    Read an amount as people write it: "1.234.567 ₫", "1234567", "-500 đ".

    raises : NotAnAmount, when thousands are not grouped by three or there is a fraction
    """
    parts = _WRITTEN.match(text.strip())
    if parts is None:
        raise NotAnAmount(f"{text!r} is no amount of whole đồng; write it as 1.234.567 or 1234567.")
    return int(parts["sign"] + parts["digits"].replace(".", ""))


def round_ratio(*, numerator: int, denominator: int) -> int:
    """
    Divide and round to the nearest whole number, halves away from zero.

    >>> round_ratio(numerator=15, denominator=10), round_ratio(numerator=-15, denominator=10)
    (2, -2)
    """
    if denominator <= 0:
        raise NotAnAmount(f"The denominator is {denominator}; expected more than zero.")
    nearest = (2 * abs(_whole(numerator)) + _whole(denominator)) // (2 * denominator)
    return nearest if numerator >= 0 else -nearest


def _whole(number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise NotAnAmount(f"{number!r} is a {type(number).__name__}; money is a whole number of đồng.")
    return number
