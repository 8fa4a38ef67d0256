"""
What must still be known tomorrow of the appreciation months: plan, promises, lists, draws, reports.

Rows of this app are touched by this app alone. Rows that state what was decided (moves, approved
lists, entrants, results, issued reports, changes of targets) are append-only: the database itself
refuses to change or delete them, and a correction points back.
"""

from donghanh.apps.programmes.models.draws import Draw, DrawEntrant, DrawMove, DrawPromotion, DrawResult
from donghanh.apps.programmes.models.lists import ApprovedList, SelectionRow, SelectionRun
from donghanh.apps.programmes.models.plan import (
    Activity,
    Campaign,
    Programme,
    TargetChange,
    UnitTarget,
    UnitVariation,
)
from donghanh.apps.programmes.models.promises import Benefit, BenefitMove
from donghanh.apps.programmes.models.reports import IssuedReport
from donghanh.apps.programmes.models.suspicions import BenefitKey, Suspicion, SuspicionDecision

__all__ = [
    "Activity",
    "ApprovedList",
    "Benefit",
    "BenefitKey",
    "BenefitMove",
    "Campaign",
    "Draw",
    "DrawEntrant",
    "DrawMove",
    "DrawPromotion",
    "DrawResult",
    "IssuedReport",
    "Programme",
    "SelectionRow",
    "SelectionRun",
    "Suspicion",
    "SuspicionDecision",
    "TargetChange",
    "UnitTarget",
    "UnitVariation",
]
