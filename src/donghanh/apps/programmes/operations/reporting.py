"""
Issues a report: its facts, its digest and its papers are written down once, numbered, and never change.

Whoever takes a paper along is recorded, as for every list that leaves the house; a draft is made anew each
time and says on every page that it is one.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal

from django.db import transaction
from django.db.models import Max

from donghanh.adapters.programme_reports import Stamp, build_report_pdf, build_report_workbook
from donghanh.adapters.programme_reports.words import LANGUAGES, Language
from donghanh.apps.organisation.operations import record_act, record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Campaign, IssuedReport
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.permissions import check_act, check_report
from donghanh.apps.programmes.queries.report_pictures import published_pictures
from donghanh.apps.programmes.queries.reports import (
    ISSUE,
    Facts,
    facts_digest,
    facts_text,
    issued_row,
    report_facts,
    subject_of,
)
from donghanh.apps.programmes.refusals import CannotReport, NotFound

Paper = Literal["pdf", "workbook"]


@transaction.atomic
def issue_report(
    *, actor: Actor, campaign_code: str, as_of: date, at: datetime, language: Language = "vi",
    seen_digest: str = "",
) -> int:  # fmt: skip
    """
    Issue the report of a day: number it, write its facts and papers down; answers its number.

    seen_digest : the digest of the preview that the person confirmed; empty when there was none
    raises      : Forbidden; NotFound; CannotReport (a day to come, issued already with these facts, the facts
                  are not those of the preview any more)
    """
    check_report(actor=actor)
    staff_id = check_act(actor=actor)
    _check_day(as_of=as_of, at=at)
    campaign = _locked(campaign_code)
    facts = report_facts(actor=actor, campaign_code=campaign_code, as_of=as_of)
    digest = facts_digest(facts=facts)
    _check_new(campaign=campaign, as_of=as_of, digest=digest, seen_digest=seen_digest)
    number = (campaign.reports.aggregate(last=Max("number"))["last"] or 0) + 1
    stamp = Stamp(number=number, by=actor.full_name, at=at.astimezone(COMPANY_ZONE))
    pdf = build_report_pdf(
        facts=facts, digest=digest, language=language, stamp=stamp, pictures=published_pictures(facts=facts)
    )
    workbook = build_report_workbook(facts=facts, digest=digest, language=language, stamp=stamp)
    IssuedReport.objects.create(
        campaign=campaign, number=number, as_of=as_of, facts_text=facts_text(facts=facts), digest=digest,
        pdf=pdf, workbook=workbook, by_id=staff_id, product_at=at,
    )  # fmt: skip
    record_act(
        actor=actor, act=ISSUE, subject=subject_of(campaign_code=campaign_code, number=number),
        facts={
            "as_of": as_of.isoformat(), "digest": digest, "language": language,
            "pdf_sha256": sha256(pdf).hexdigest(), "workbook_sha256": sha256(workbook).hexdigest(),
        },
        at=at,
    )  # fmt: skip
    return number


@transaction.atomic
def take_report(*, actor: Actor, campaign_code: str, number: int, paper: Paper, at: datetime) -> bytes:
    """Give an issued paper as it went out, and record who took it. raises : NotFound"""
    row = issued_row(actor=actor, campaign_code=campaign_code, number=number)
    subject = f"{subject_of(campaign_code=campaign_code, number=number)}.{paper}"
    record_reading(actor=actor, what="report", subject=subject, at=at)
    return bytes(row.pdf if paper == "pdf" else row.workbook)


@transaction.atomic
def take_draft(
    *, actor: Actor, campaign_code: str, as_of: date, paper: Paper, language: Language, at: datetime
) -> bytes:
    """Set a draft of what the actor sees, and record who took it. raises : NotFound, CannotReport"""
    _check_day(as_of=as_of, at=at)
    facts = report_facts(actor=actor, campaign_code=campaign_code, as_of=as_of)
    subject = f"report:{campaign_code}:{as_of.isoformat()}:draft.{paper}"
    record_reading(actor=actor, what="report_draft", subject=subject, at=at)
    return draft_paper(facts=facts, paper=paper, language=language)


def draft_paper(*, facts: Facts, paper: Paper, language: Language) -> bytes:
    """Set a draft from facts; nothing is written and nothing is read."""
    told: dict[str, Any] = {
        "facts": facts, "digest": facts_digest(facts=facts), "language": _known(language), "stamp": None
    }  # fmt: skip
    if paper == "workbook":
        return build_report_workbook(**told)
    return build_report_pdf(**told, pictures=published_pictures(facts=facts))


def _check_day(*, as_of: date, at: datetime) -> None:
    today = at.astimezone(COMPANY_ZONE).date()
    if as_of > today:
        raise CannotReport(
            "day-to-come",
            f"{as_of:%d/%m/%Y} has not come yet; today is {today:%d/%m/%Y}. Report on a day up to today.",
            as_of=as_of.isoformat(), today=today.isoformat(),
        )  # fmt: skip


def _check_new(*, campaign: Campaign, as_of: date, digest: str, seen_digest: str) -> None:
    if seen_digest and seen_digest != digest:
        raise CannotReport(
            "changed-since-preview",
            "The numbers have changed since the preview was shown. Look at them again, then issue.",
            seen=seen_digest, now=digest,
        )  # fmt: skip
    same = campaign.reports.filter(as_of=as_of, digest=digest).values_list("number", flat=True).first()
    if same is not None:
        raise CannotReport(
            "issued-already",
            f"Report no {same} says exactly this of {as_of:%d/%m/%Y}. Take that one along.",
            number=same, as_of=as_of.isoformat(),
        )  # fmt: skip


def _locked(campaign_code: str) -> Campaign:
    found = Campaign.objects.select_for_update().filter(code=campaign_code).first()
    if found is None:
        raise NotFound("campaign", campaign_code)
    return found


def _known(language: str) -> Language:
    found = next((one for one in LANGUAGES if one == language), None)
    if found is None:
        raise CannotReport(
            "language-unknown",
            f"No report is written in '{language}'. Choose one of {', '.join(LANGUAGES)}.",
            language=language,
        )
    return found
