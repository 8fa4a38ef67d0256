"""
Energy as whole numbers: kilowatt-hours where a bill is made, watt-hours for interval data.

For readings, histories and their pages. The name of a column says which of the two it holds.
Energy that was not read is None or null, and is written as unknown by the face, never as zero.
"""

from __future__ import annotations

from donghanh.kernel.money import format_whole, round_ratio

WH_IN_KWH = 1_000


def wh_of_kwh(energy_kwh: int) -> int:
    """Say kilowatt-hours in watt-hours, exactly."""
    return energy_kwh * WH_IN_KWH


def kwh_of_wh(energy_wh: int) -> int:
    """
    Say watt-hours in whole kilowatt-hours, rounded, halves away from zero.

    >>> kwh_of_wh(1_500)
    2
    """
    return round_ratio(numerator=energy_wh, denominator=WH_IN_KWH)


def format_kwh(energy_kwh: int) -> str:
    """
    Write energy as a bill does.

    >>> format_kwh(2_000_000)
    '2.000.000 kWh'
    """
    return f"{format_whole(energy_kwh)} kWh"
