"""
Whether a bill can be rated: its period, households and energy, before any price is asked.

Part of the formula's text (see `formula`). Answers the first fault with the day or number found; the names of
faults stand in `faults`. What has no price or no VAT is found later, where it is needed.
"""

from __future__ import annotations

from donghanh.engines.rating.faults import (
    KWH_NEGATIVE,
    KWH_TOO_LARGE,
    MOST_KWH,
    MOST_QUARTERS,
    PERIOD_BACKWARDS,
    QUOTA_GAP,
    QUOTA_NOT_POSITIVE,
    USAGE_BACKWARDS,
    USAGE_GAP,
    USAGE_MISSING,
)
from donghanh.engines.rating.numbers import NONE, One, UseNumbers


def check(one: One, use: UseNumbers) -> tuple[int, int, int]:
    """Answer fault, the day or number found, and the bill's kWh."""
    if one.until_day <= one.from_day:
        return PERIOD_BACKWARDS, one.until_day, 0
    if one.quota_first < one.quota_end:
        fault, fact = check_quotas(one, use)
        if fault:
            return fault, fact, 0
    elif not 0 < one.quarters <= MOST_QUARTERS:
        return QUOTA_NOT_POSITIVE, one.quarters, 0
    return check_use(one, use)


def check_quotas(one: One, use: UseNumbers) -> tuple[int, int]:
    """Numbers of households fill the period and are possible."""
    at = one.from_day
    for row in range(one.quota_first, one.quota_end):
        if use.quota_from[row] != at or use.quota_until[row] <= at:
            return QUOTA_GAP, at
        if not 0 < use.quota_quarters[row] <= MOST_QUARTERS:
            return QUOTA_NOT_POSITIVE, use.quota_quarters[row]
        at = use.quota_until[row]
    return (0, 0) if at == one.until_day else (QUOTA_GAP, at)


def check_use(one: One, use: UseNumbers) -> tuple[int, int, int]:
    """Stretches of each register fill the period; their sum can be held."""
    kwh, at, register = 0, one.until_day, NONE
    for row in range(one.use_first, one.use_end):
        if use.use_register[row] != register:
            if at != one.until_day:
                return USAGE_GAP, at, 0
            register, at = use.use_register[row], one.from_day
        fault, fact = check_stretch(use, row, at)
        if fault:
            return fault, fact, 0
        kwh, at = kwh + use.use_kwh[row], use.use_until[row]
        if kwh > MOST_KWH:
            return KWH_TOO_LARGE, kwh, 0
    if one.use_first == one.use_end:
        return USAGE_MISSING, 0, 0
    return (0, 0, kwh) if at == one.until_day else (USAGE_GAP, at, 0)


def check_stretch(use: UseNumbers, row: int, at: int) -> tuple[int, int]:
    """One stretch begins where the one before it ended, and its energy is possible."""
    if use.use_from[row] != at:
        return USAGE_GAP, at
    if use.use_until[row] <= at:
        return USAGE_BACKWARDS, use.use_until[row]
    kwh = use.use_kwh[row]
    if kwh < 0:
        return KWH_NEGATIVE, kwh
    return (0, 0) if kwh <= MOST_KWH else (KWH_TOO_LARGE, kwh)
