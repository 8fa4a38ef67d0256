"""Who is owed a price reduction and why, from dated facts; and whether what was paid is what was owed."""

from donghanh.engines.reliefs.certifying import FINDINGS, Equation, certify
from donghanh.engines.reliefs.judging import REASONS, Judged, judge
from donghanh.engines.reliefs.tables import (
    CUSTOMERS,
    DIRECTIVES,
    GROUPS,
    LEVELS,
    ORDERS,
    SITE_USES,
    STANDINGS,
    USES,
)

__all__ = [
    "CUSTOMERS",
    "DIRECTIVES",
    "FINDINGS",
    "GROUPS",
    "LEVELS",
    "ORDERS",
    "REASONS",
    "SITE_USES",
    "STANDINGS",
    "USES",
    "Equation",
    "Judged",
    "certify",
    "judge",
]
