"""What must still be known tomorrow of inspections, findings and ratings."""

from donghanh.apps.conduct.models.findings import Finding, FindingMove
from donghanh.apps.conduct.models.inspections import Answer, Inspection, InspectionMove
from donghanh.apps.conduct.models.ratings import Comment, Invitation, Rating, StaffKey
from donghanh.apps.conduct.models.rounds import Place, Round, RoundMove
from donghanh.apps.conduct.models.tellings import Told

__all__ = [
    "Answer",
    "Comment",
    "Finding",
    "FindingMove",
    "Inspection",
    "InspectionMove",
    "Invitation",
    "Place",
    "Rating",
    "Round",
    "RoundMove",
    "StaffKey",
    "Told",
]
