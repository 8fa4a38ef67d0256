"""Questions about the billing law, answered with plain values."""

from donghanh.apps.tariffs.queries.changes import LawChange, changes_between
from donghanh.apps.tariffs.queries.comparing import COSTS, compare
from donghanh.apps.tariffs.queries.costs import LawCost, LawCostRow, cost_of
from donghanh.apps.tariffs.queries.laws import (
    digest_in_force,
    digest_published_last,
    law_in_force,
    law_of,
    relief_groups_of,
    text_of,
)
from donghanh.apps.tariffs.queries.releases import LawText, ReleaseRow, release, releases

__all__ = [
    "COSTS",
    "LawChange",
    "LawCost",
    "LawCostRow",
    "LawText",
    "ReleaseRow",
    "changes_between",
    "compare",
    "cost_of",
    "digest_in_force",
    "digest_published_last",
    "law_in_force",
    "law_of",
    "release",
    "relief_groups_of",
    "releases",
    "text_of",
]
