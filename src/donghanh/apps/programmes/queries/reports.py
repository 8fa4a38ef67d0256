"""
Questions about reports: those that were issued, and whether they still hold.

A report holds when the digest recomputed from its facts is the one that was issued, and its papers are those
whose SHA-256 the act of issuing recorded, in another append-only table. The facts of a day that is
not issued are in `report_facts`, and can be asked from here as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.db.models import BinaryField, Func, QuerySet

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import IssuedReport
from donghanh.apps.programmes.queries.report_facts import Facts, facts_digest, facts_text, report_facts
from donghanh.apps.programmes.refusals import NotFound

__all__ = [
    "Facts",
    "ReportCard",
    "ReportCheck",
    "checked_reports",
    "facts_digest",
    "facts_text",
    "issued_facts",
    "issued_report",
    "issued_reports",
    "report_facts",
    "verify_report",
]

ISSUE = "report.issue"
MOST_REPORTS = 10_000


@dataclass(frozen=True)
class ReportCard:
    """An issued report as lists of reports show it."""

    campaign_code: str
    number: int
    as_of: date
    digest: str
    by: str
    at: datetime
    language: str


@dataclass(frozen=True)
class ReportCheck:
    """
    Whether an issued report holds.

    facts  : the digest recomputed from its facts is the digest that was issued
    pdf    : the kept PDF is the one whose SHA-256 the act of issuing recorded
    workbook : the same of the spreadsheet
    file   : for a file handed in, which paper of the report it is byte for byte: "pdf", "workbook", or ""
    """

    facts: bool
    pdf: bool
    workbook: bool
    file: str | None = None

    @property
    def holds(self) -> bool:
        return self.facts and self.pdf and self.workbook and self.file != ""


def issued_reports(*, actor: Actor, campaign_code: str) -> tuple[ReportCard, ...]:
    """The issued reports of a campaign, newest first; none for one who does not see the whole company."""
    return tuple(card for card, _ in checked_reports(actor=actor, campaign_code=campaign_code))


def checked_reports(*, actor: Actor, campaign_code: str) -> tuple[tuple[ReportCard, ReportCheck], ...]:
    """The issued reports, newest first, each with whether it holds; two queries, as `issued_reports`."""
    if not actor.sees_all:
        return ()
    acts = organisation.acts(actor=actor, act=ISSUE, limit=MOST_REPORTS)
    recorded = {one.subject: one.facts for one in reversed(acts)}
    rows = _rows(campaign_code=campaign_code).order_by("-number")
    return tuple(_checked(row, recorded.get(_subject(row), {})) for row in rows)


def issued_report(*, actor: Actor, campaign_code: str, number: int) -> ReportCard:
    """One issued report. raises : NotFound, also for one who does not see the whole company"""
    row = issued_row(actor=actor, campaign_code=campaign_code, number=number)
    return _checked(row, _recorded(actor=actor, row=row))[0]


def issued_facts(*, actor: Actor, campaign_code: str, number: int) -> Facts:
    """The facts of an issued report as they were written down. raises : as `issued_report`"""
    row = issued_row(actor=actor, campaign_code=campaign_code, number=number)
    facts: Facts = json.loads(row.facts_text)
    return facts


def verify_report(*, actor: Actor, campaign_code: str, number: int, file: bytes | None = None) -> ReportCheck:
    """
    Recompute the digest of an issued report's facts, and compare its papers with what was recorded of them.

    file   : somebody's copy of the PDF or the spreadsheet, to be compared byte for byte
    raises : as `issued_report`
    """
    row = issued_row(actor=actor, campaign_code=campaign_code, number=number)
    _, check = _checked(row, _recorded(actor=actor, row=row))
    if file is None:
        return check
    papers = {_hex(row.pdf_sha256): "pdf", _hex(row.workbook_sha256): "workbook"}  # type: ignore[attr-defined]
    return replace(check, file=papers.get(sha256(file).hexdigest(), ""))


def issued_row(*, actor: Actor, campaign_code: str, number: int) -> IssuedReport:
    """The row of an issued report, its papers not loaded yet; within this app only. raises : NotFound"""
    found = _rows(campaign_code=campaign_code).filter(number=number).first() if actor.sees_all else None
    if found is None:
        raise NotFound("report", number)
    return found


def subject_of(*, campaign_code: str, number: int) -> str:
    """How the audit row of an issued report names it."""
    return f"report:{campaign_code}#{number}"


def _rows(*, campaign_code: str) -> QuerySet[IssuedReport]:
    """The papers stay in the database, which says their SHA-256 itself."""
    return (
        IssuedReport.objects.filter(campaign__code=campaign_code)
        .select_related("campaign", "by")
        .defer("pdf", "workbook")
        .annotate(
            pdf_sha256=Func("pdf", function="sha256", output_field=BinaryField()),
            workbook_sha256=Func("workbook", function="sha256", output_field=BinaryField()),
        )
    )


def _checked(row: IssuedReport, recorded: Mapping[str, object]) -> tuple[ReportCard, ReportCheck]:
    """A report and whether it holds against what the act of issuing recorded, in another table."""
    card = ReportCard(
        campaign_code=row.campaign.code,
        number=row.number,
        as_of=row.as_of,
        digest=row.digest,
        by=row.by.full_name,
        at=row.product_at,
        language=str(recorded.get("language", "")),
    )
    check = ReportCheck(
        facts=_facts_hold(row),
        pdf=_hex(row.pdf_sha256) == recorded.get("pdf_sha256"),  # type: ignore[attr-defined]
        workbook=_hex(row.workbook_sha256) == recorded.get("workbook_sha256"),  # type: ignore[attr-defined]
    )
    return card, check


def _recorded(*, actor: Actor, row: IssuedReport) -> Mapping[str, object]:
    acts = organisation.acts(actor=actor, subject=_subject(row), act=ISSUE)
    return acts[-1].facts if acts else {}


def _subject(row: IssuedReport) -> str:
    return subject_of(campaign_code=row.campaign.code, number=row.number)


def _facts_hold(row: IssuedReport) -> bool:
    try:
        facts = json.loads(row.facts_text)
    except json.JSONDecodeError:
        return False
    return facts_digest(facts=facts) == row.digest and facts_text(facts=facts) == row.facts_text


def _hex(digest: bytes | memoryview) -> str:
    return bytes(digest).hex()
