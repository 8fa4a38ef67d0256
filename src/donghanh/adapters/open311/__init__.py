"""
Open311 GeoReport v2: what a city's application for reports from the street speaks, as XML and as JSON.

`values` are the standard's things, `build_…` writes them in either form, `parse_report` reads what a client
posts. What a service is, who may post and what becomes of a report is not known here.
"""

from donghanh.adapters.open311.building import (
    build_definition,
    build_errors,
    build_receipts,
    build_reports,
    build_services,
    build_tokens,
)
from donghanh.adapters.open311.objects import form_of_object
from donghanh.adapters.open311.parsing import CannotReadReport, Form, Reported, parse_report
from donghanh.adapters.open311.values import (
    FORMS,
    Attribute,
    Error,
    Receipt,
    Report,
    Service,
    Token,
    media_type,
)

__all__ = [
    "FORMS", "Attribute", "CannotReadReport", "Error", "Form", "Receipt", "Report", "Reported", "Service",
    "Token",
    "build_definition", "build_errors", "build_receipts", "build_reports", "build_services", "build_tokens",
    "form_of_object", "media_type", "parse_report",
]  # fmt: skip
