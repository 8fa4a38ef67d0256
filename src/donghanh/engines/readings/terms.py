"""
What the checks before billing go by: values that a ministry or the company may change, as frozen terms.

Filled by `lawbook.reading_checks` from dated documents; the engine invents none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RULES = (
    "missing", "negative", "estimated-again", "jump", "jump-cleared", "sameness", "unlike-households",
    "roll-over",
)  # fmt: skip
"""In the order in which a person looks at them; of several, the first names the hold."""
SEVERITIES = ("hold", "note")


@dataclass(frozen=True)
class RuleTerms:
    """
    What one check does.

    severity      : hold (nobody is billed before a decision) or note
    is_releasable : false where a bill cannot be made without another reading
    """

    severity: str
    is_releasable: bool = True


@dataclass(frozen=True)
class Terms:
    """
    The numbers of the checks.

    rollover_percent   : [%] of the register's range up to which a smaller index is a roll-over
    estimated_count    : so many estimated readings one after the other
    jump_percent       : [%] of the month before, day by day, from which a bill is checked
    jump_least_kwh     : [kWh] a smaller rise is cleared at once
    same_months        : so many months with the very same energy
    same_least_kwh     : [kWh] below it months may well be the same
    like_least_count   : so many like customers make a comparison
    like_band          : times the like customers' usual spread, from which a change is unlike theirs
    like_least_kwh     : [kWh] a smaller difference is not looked at
    first_level_times  : times the like customers' median, from which a first bill is unlike theirs
    """

    rules: Mapping[str, RuleTerms]
    rollover_percent: int
    estimated_count: int
    jump_percent: int
    jump_least_kwh: int
    same_months: int
    same_least_kwh: int
    like_least_count: int
    like_band: int
    like_least_kwh: int
    first_level_times: int
