"""
What must still be known tomorrow of the appreciation months: plan, promises, lists, draws, reports.

Rows of this app are touched by this app alone. Rows that state what was decided (moves, approved
lists, entrants, results, issued reports, changes of targets) are append-only: the database itself
refuses to change or delete them, and a correction points back.
"""

from donghanh.apps.programmes.models.confirmations import (
    ConfirmationAnswer,
    ConfirmationCase,
    ConfirmationCaseMove,
    ConfirmationRound,
    ConfirmationRoundMove,
    Invitation,
    SampledBenefit,
)
from donghanh.apps.programmes.models.corrections import AddressCorrection
from donghanh.apps.programmes.models.costs import CostEntry
from donghanh.apps.programmes.models.draws import Draw, DrawEntrant, DrawMove, DrawPromotion, DrawResult
from donghanh.apps.programmes.models.goods import GoodsAllocation, GoodsGrant
from donghanh.apps.programmes.models.leads import HouseholdSign, Lead, LeadAnswer, LeadRun
from donghanh.apps.programmes.models.lists import ApprovedList, SelectionRow, SelectionRun
from donghanh.apps.programmes.models.nomination_files import (
    DraftProof,
    NominationFile,
    NominationFileEnd,
    NominationFinding,
)
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
from donghanh.apps.programmes.models.signatures import (
    CertificateRevocation,
    RegisteredCertificate,
    SignedReport,
)
from donghanh.apps.programmes.models.stories import ConsentToPublish, Story, StoryMove, StoryVersion
from donghanh.apps.programmes.models.suspicions import BenefitKey, Suspicion, SuspicionDecision

__all__ = [
    "Activity",
    "AddressCorrection",
    "ApprovedList",
    "Benefit",
    "BenefitKey",
    "BenefitMove",
    "Campaign",
    "CertificateRevocation",
    "ConfirmationAnswer",
    "ConfirmationCase",
    "ConfirmationCaseMove",
    "ConfirmationRound",
    "ConfirmationRoundMove",
    "ConsentToPublish",
    "CostEntry",
    "DraftProof",
    "Draw",
    "DrawEntrant",
    "DrawMove",
    "DrawPromotion",
    "DrawResult",
    "GoodsAllocation",
    "GoodsGrant",
    "HouseholdSign",
    "Invitation",
    "IssuedReport",
    "Lead",
    "LeadAnswer",
    "LeadRun",
    "NominationFile",
    "NominationFileEnd",
    "NominationFinding",
    "Programme",
    "RegisteredCertificate",
    "SampledBenefit",
    "SelectionRow",
    "SelectionRun",
    "SignedReport",
    "Story",
    "StoryMove",
    "StoryVersion",
    "Suspicion",
    "SuspicionDecision",
    "TargetChange",
    "UnitTarget",
    "UnitVariation",
]
