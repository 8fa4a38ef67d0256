"""
Questions about signed reports and certificates, and what stands behind a file that somebody hands in.

Signed reports are public: `signed_reports` and `told_of_file` ask nobody who they are. Certificates as the
office keeps them are for those who see the whole company.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Max

from donghanh.adapters.signing import SignatureVerdict, check_signature
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import IssuedReport, RegisteredCertificate, SignedReport
from donghanh.apps.programmes.queries.report_facts import Facts
from donghanh.apps.programmes.refusals import NotFound

SIGN = "report.sign"
REASON = re.compile(
    r"^Báo cáo (?P<campaign>[A-Za-z0-9._-]+) số (?P<number>\d+); SHA-256 (?P<digest>[0-9a-f]{64})$"
)
SAYS = {"vi": ("Đã ký số", "Giám đốc"), "en": ("Digitally signed", "Director")}


@dataclass(frozen=True)
class SealWords:
    """What is seen of a signature: the head, and the signer's office."""

    signed: str
    office: str


@dataclass(frozen=True)
class SignedCard:
    """A signed report as everybody may see it. state : "signed", or "superseded" by a later number"""

    campaign_code: str
    name_vi: str
    name_en: str
    number: int
    as_of: date
    digest: str
    state: str
    by: str
    office: str
    at: datetime
    fingerprint: str
    issuer: str
    is_demo: bool
    pdf_sha256: str


@dataclass(frozen=True)
class CertificateCard:
    """A registered certificate. state : "valid", "not-yet", "expired", "revoked" [on the moment asked for]"""

    fingerprint: str
    holder: str
    subject: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    is_demo: bool
    by: str
    at: datetime
    state: str
    why: str


@dataclass(frozen=True)
class FileVerdict:
    """
    What stands behind a PDF that somebody handed in.

    rule      : that of the signature's check, or: not-of-a-report, revoked-before, not-published,
                digest-is-another, another-file, holds
    is_published : the file is byte for byte the one that was published
    card      : the report that it says it is, where that one is signed and published
    """

    rule: str
    signature: SignatureVerdict
    digest: str = ""
    is_published: bool = False
    card: SignedCard | None = None

    @property
    def holds(self) -> bool:
        return self.rule == "holds"


def reason_of(*, row: IssuedReport) -> str:
    """What a signature says that it is of; `REASON` reads it again."""
    return f"Báo cáo {row.campaign.code} số {row.number}; SHA-256 {row.digest}"


def words_of(*, row: IssuedReport, language: str) -> SealWords:
    """The words of the visible signature in the report's language."""
    spoken = language if language in SAYS else "vi"
    signed, post = SAYS[spoken]
    named = [one[f"name_{spoken}"] for one in json.loads(row.facts_text).get("issuer", [])]
    company = named[1] if len(named) > 1 else ""
    return SealWords(signed, f"{post}, {company}" if company else post)


def signed_reports(*, campaign_code: str = "") -> tuple[SignedCard, ...]:
    """The signed reports, newest first: of one campaign, or of all."""
    rows = _rows().order_by("-product_at", "-report__number")
    if campaign_code:
        rows = rows.filter(report__campaign__code=campaign_code)
    return _cards(list(rows))


def signed_report(*, campaign_code: str, number: int) -> SignedCard:
    """One signed report. raises : NotFound, also for one that is only issued"""
    row = _rows().filter(report__campaign__code=campaign_code, report__number=number).first()
    if row is None:
        raise NotFound("signed report", number)
    return _cards([row])[0]


def signed_facts(*, campaign_code: str, number: int) -> Facts:
    """The facts of a signed report. raises : as `signed_report`"""
    facts: Facts = json.loads(_whole(campaign_code=campaign_code, number=number).report.facts_text)
    return facts


def signed_pdf(*, campaign_code: str, number: int) -> bytes:
    """The signed PDF as it was signed. raises : as `signed_report`"""
    return bytes(_whole(campaign_code=campaign_code, number=number).pdf)


def told_of_file(*, content: bytes) -> FileVerdict:
    """Check a PDF against the certificates that were registered, and against what was published."""
    registered = {one.fingerprint: one for one in RegisteredCertificate.objects.select_related("revocation")}
    signature = check_signature(content=content, pinned=[one.pem.encode() for one in registered.values()])
    said = REASON.match(signature.reason)
    if not signature.holds or said is None:
        return FileVerdict("not-of-a-report" if signature.holds else signature.rule, signature)
    row = _rows().filter(report__campaign__code=said["campaign"], report__number=said["number"]).first()
    card = _cards([row])[0] if row else None
    is_published = card is not None and card.pdf_sha256 == sha256(content).hexdigest()
    rule = _rule(registered[signature.fingerprint], signature, said["digest"], card)
    rule = rule if is_published or rule != "holds" else "another-file"
    return FileVerdict(rule, signature, said["digest"], is_published, card)


def certificates(*, actor: Actor, at: datetime) -> tuple[CertificateCard, ...]:
    """The registered certificates, newest first; none for one who does not see the whole company."""
    if not actor.sees_all:
        return ()
    rows = RegisteredCertificate.objects.select_related("holder", "by", "revocation").order_by("-id")
    return tuple(_certificate(row, at) for row in rows)


def _rule(
    registered: RegisteredCertificate, signature: SignatureVerdict, digest: str, card: SignedCard | None
) -> str:
    revocation = getattr(registered, "revocation", None)
    if revocation and signature.signed_at and signature.signed_at >= revocation.product_at:
        return "revoked-before"
    if card is None:
        return "not-published"
    return "holds" if card.digest == digest else "digest-is-another"


def _rows() -> Any:
    return SignedReport.objects.select_related("report__campaign", "by", "certificate").defer(
        "pdf", "report__pdf", "report__workbook", "report__facts_text"
    )


def _whole(*, campaign_code: str, number: int) -> SignedReport:
    found = (
        SignedReport.objects.select_related("report")
        .defer("report__pdf", "report__workbook")
        .filter(report__campaign__code=campaign_code, report__number=number)
        .first()
    )
    if found is None:
        raise NotFound("signed report", number)
    return found


def _cards(rows: list[SignedReport]) -> tuple[SignedCard, ...]:
    last = dict(
        SignedReport.objects.filter(report__campaign__in={row.report.campaign_id for row in rows})
        .order_by()
        .values_list("report__campaign")
        .annotate(last=Max("report__number"))
    )
    return tuple(_card(row, last[row.report.campaign_id]) for row in rows)


def _card(row: SignedReport, last: int) -> SignedCard:
    campaign = row.report.campaign
    return SignedCard(
        campaign_code=campaign.code,
        name_vi=campaign.name_vi,
        name_en=campaign.name_en,
        number=row.report.number,
        as_of=row.report.as_of,
        digest=row.report.digest,
        state="signed" if row.report.number == last else "superseded",
        by=row.by.full_name,
        office=row.office,
        at=row.product_at,
        fingerprint=row.certificate.fingerprint,
        issuer=row.certificate.issuer,
        is_demo=row.certificate.is_demo,
        pdf_sha256=row.pdf_sha256,
    )


def _certificate(row: RegisteredCertificate, at: datetime) -> CertificateCard:
    revocation = getattr(row, "revocation", None)
    state = "expired" if at >= row.valid_until else "not-yet" if at < row.valid_from else "valid"
    return CertificateCard(
        fingerprint=row.fingerprint,
        holder=row.holder.full_name,
        subject=row.subject,
        issuer=row.issuer,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_demo=row.is_demo,
        by=row.by.full_name if row.by else row.username,
        at=row.product_at,
        state="revoked" if revocation else state,
        why=revocation.why if revocation else "",
    )
