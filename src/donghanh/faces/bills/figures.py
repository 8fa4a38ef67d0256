"""How numbers of a bill are written in a formula, the same in both languages: 1.678, 62,5, 8,43."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from donghanh.kernel.money import format_whole, round_ratio

_MOST_PLACES = 4


def written(number: int) -> str:
    """
    Write whole đồng or kWh; a minus is a real one.

    >>> written(-55800)
    '−55.800'
    """
    return format_whole(number).replace("-", "\N{MINUS SIGN}")


def written_fraction(number: Fraction) -> str:
    """
    Write a number with up to four places behind the comma.

    >>> written_fraction(Fraction(125, 2)), written_fraction(Fraction(50, 3))
    ('62,5', '16,6667')
    """
    scale = 10**_MOST_PLACES
    whole, rest = divmod(
        round_ratio(numerator=number.numerator * scale, denominator=number.denominator), scale
    )
    places = f"{rest:0{_MOST_PLACES}d}".rstrip("0")
    return f"{format_whole(whole)},{places}" if places else format_whole(whole)


def written_percent(hundredths: int) -> str:
    """
    Write hundredths of a percent.

    >>> written_percent(1500), written_percent(843)
    ('15', '8,43')
    """
    return written_fraction(Fraction(hundredths, 100))


def written_day(day: date) -> str:
    """Write a day as people do: 15/12/2021."""
    return f"{day:%d/%m/%Y}"


def plain_number(number: Fraction) -> int | float:
    """Give a quantity of kWh as JSON carries it: whole where it is whole."""
    return number.numerator if number.denominator == 1 else float(number)
