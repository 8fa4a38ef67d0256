"""Questions about requests, answered with plain values and scoped to who asks."""

from donghanh.apps.requests.queries.callers import caller
from donghanh.apps.requests.queries.differences import differences
from donghanh.apps.requests.queries.figure_values import ElectronicShare, Indicators
from donghanh.apps.requests.queries.figures import electronic_share, indicators
from donghanh.apps.requests.queries.held import case_fields, case_rows, code_of_tracking
from donghanh.apps.requests.queries.incidents import IncidentPage, incident_page, incidents, likely_same
from donghanh.apps.requests.queries.loads import load_by_person
from donghanh.apps.requests.queries.pages import case_page, due_explained
from donghanh.apps.requests.queries.queue import open_cases_of, queue
from donghanh.apps.requests.queries.sent import SentCase, sent_by
from donghanh.apps.requests.queries.sight import may_see_case
from donghanh.apps.requests.queries.tracking import track
from donghanh.apps.requests.queries.warnings import WarningRow, warnings_of
from donghanh.apps.requests.queries.words import answer_templates, breach_causes, channels, colleagues

__all__ = [
    "ElectronicShare",
    "IncidentPage",
    "Indicators",
    "SentCase",
    "WarningRow",
    "answer_templates",
    "breach_causes",
    "caller",
    "case_fields",
    "case_page",
    "case_rows",
    "channels",
    "code_of_tracking",
    "colleagues",
    "differences",
    "due_explained",
    "electronic_share",
    "incident_page",
    "incidents",
    "indicators",
    "likely_same",
    "load_by_person",
    "may_see_case",
    "open_cases_of",
    "queue",
    "sent_by",
    "track",
    "warnings_of",
]
