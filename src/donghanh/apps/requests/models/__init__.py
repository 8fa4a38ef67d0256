"""Rows of the requests: cases and whatever happened to them, incidents, promises that were not kept."""

from donghanh.apps.requests.models.calls import Call
from donghanh.apps.requests.models.cases import Case, IntakeKey
from donghanh.apps.requests.models.differences import Difference, DifferenceTakenBack
from donghanh.apps.requests.models.happenings import Answer, CaseMove, HandOver, Reclassification
from donghanh.apps.requests.models.incidents import Incident, IncidentMember
from donghanh.apps.requests.models.messages import CaseLink, CaseMessage, CaseMessageRead
from donghanh.apps.requests.models.pauses import CasePause, CasePauseEnd
from donghanh.apps.requests.models.promises import Breach, Escalation

__all__ = [
    "Answer",
    "Breach",
    "Call",
    "Case",
    "CaseLink",
    "CaseMessage",
    "CaseMessageRead",
    "CaseMove",
    "CasePause",
    "CasePauseEnd",
    "Difference",
    "DifferenceTakenBack",
    "Escalation",
    "HandOver",
    "Incident",
    "IncidentMember",
    "IntakeKey",
    "Reclassification",
]
