"""What comes in with a request and what comes back of it: plain frozen values, for operations and queries."""

from donghanh.apps.requests.values.callers import Caller, CallerCustomer, IncidentRow
from donghanh.apps.requests.values.due import DueExplained, SkippedDay
from donghanh.apps.requests.values.intake import Attachment, CaseHeld, CaseOpened, Contact
from donghanh.apps.requests.values.many import BulkDone, BulkPreview, BulkRow, Escalated, NotAnswered
from donghanh.apps.requests.values.page import CasePage, Likeness
from donghanh.apps.requests.values.queue import CaseRow, Load, QueueFilters, QueuePage
from donghanh.apps.requests.values.story import (
    AnswerRow,
    BreachRow,
    DifferenceRow,
    EscalationRow,
    HandOverRow,
    LinkRow,
    MessageRow,
    MoveRow,
    PauseRow,
)
from donghanh.apps.requests.values.tracking import TrackPage, TrackStep
from donghanh.apps.requests.values.words import DocumentRow, FieldRow, NamedChoice

__all__ = [
    "AnswerRow",
    "Attachment",
    "BreachRow",
    "BulkDone",
    "BulkPreview",
    "BulkRow",
    "Caller",
    "CallerCustomer",
    "CaseHeld",
    "CaseOpened",
    "CasePage",
    "CaseRow",
    "Contact",
    "DifferenceRow",
    "DocumentRow",
    "DueExplained",
    "Escalated",
    "EscalationRow",
    "FieldRow",
    "HandOverRow",
    "IncidentRow",
    "Likeness",
    "LinkRow",
    "Load",
    "MessageRow",
    "MoveRow",
    "NamedChoice",
    "NotAnswered",
    "PauseRow",
    "QueueFilters",
    "QueuePage",
    "SkippedDay",
    "TrackPage",
    "TrackStep",
]
