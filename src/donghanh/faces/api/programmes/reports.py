"""Reports over the API: every number as of a day, and the reports that were issued."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema, Status

from donghanh.apps.programmes.operations import reporting
from donghanh.apps.programmes.queries import reports
from donghanh.faces.api.asked import Code, Day, DayAsked, Digest, Number, Sent
from donghanh.faces.api.house import REFUSALS, actor_of
from donghanh.faces.clock import now, today

router = Router(tags=["reports"])


class ReportWanted(Sent):
    """The day of the report, its language, and the digest of the preview that was looked at."""

    as_of: Day
    language: Literal["vi", "en"] = "vi"
    seen_digest: Digest = ""


class ReportIssued(Schema):
    """The number under which it was issued."""

    number: Number


@router.get("/campaigns/{code}/report", response={200: dict[str, Any]} | REFUSALS)
def report_facts(request: HttpRequest, code: Code, as_of: DayAsked = None) -> object:
    """The facts of a report as of a day, for what is in sight: whole numbers, texts, ISO days, digests."""
    return reports.report_facts(actor=actor_of(request), campaign_code=code, as_of=as_of or today())


@router.get("/campaigns/{code}/reports", response={200: list[reports.ReportCard]} | REFUSALS)
def issued_reports(request: HttpRequest, code: Code) -> object:
    """The issued reports, newest first; none for one who does not see the whole company."""
    return list(reports.issued_reports(actor=actor_of(request), campaign_code=code))


@router.get("/campaigns/{code}/reports/{number}", response={200: dict[str, Any]} | REFUSALS)
def issued_report(request: HttpRequest, code: Code, number: Number) -> object:
    """The facts of an issued report as they were written down."""
    return reports.issued_facts(actor=actor_of(request), campaign_code=code, number=number)


@router.post("/campaigns/{code}/reports", response={201: ReportIssued} | REFUSALS)
def issue_report(request: HttpRequest, code: Code, wanted: ReportWanted) -> object:
    """Issue the report of a day: its facts and papers are written down and stay."""
    number = reporting.issue_report(
        actor=actor_of(request), campaign_code=code, at=now(), **wanted.model_dump()
    )
    return Status(201, {"number": number})
