"""
Signs an issued report with the director's certificate: a new paper beside the issued one, once.

The PKCS#12 file and its password are used in memory and never kept. Which certificates count is what the
office has registered; whoever issued the report does not sign it.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from donghanh.adapters import signing
from donghanh.adapters.signing import at_hand
from donghanh.adapters.signing.keys import SigningKey
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import IssuedReport, RegisteredCertificate, SignedReport
from donghanh.apps.programmes.operations import certificates
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.permissions import check_sign
from donghanh.apps.programmes.queries.reports import issued_report, subject_of, verify_report
from donghanh.apps.programmes.queries.signatures import SIGN, reason_of, words_of
from donghanh.apps.programmes.refusals import CannotSign, NotFound
from donghanh.engines.programmes.duties import Act, check_move
from donghanh.engines.programmes.moves import REPORT


@transaction.atomic
def sign_report(
    *, actor: Actor, campaign_code: str, number: int, key_file: bytes, password: str, at: datetime
) -> str:
    """
    Sign an issued report; answers the SHA-256 of the signed PDF. Signed again by the same person, the same.

    key_file : PKCS#12 of the director; it and the password are not kept
    raises   : Forbidden; NotFound; CannotMove (not the director, the one who issued it); CannotSign (the key
               does not open, the certificate is unknown, another's, not valid now or revoked; a later number
               is signed; signed by somebody else; the report does not hold)
    """
    key = opened_key(key_file=key_file, password=password)
    return _signed(actor=actor, campaign_code=campaign_code, number=number, key=key, at=at)


@transaction.atomic
def sign_report_with_key_at_hand(*, actor: Actor, campaign_code: str, number: int, at: datetime) -> str:
    """
    Sign with the key that the settings name; in demo mode with the demo's own, made on first use.

    raises : as `sign_report`; CannotSign `no-key-at-hand`, `key-file-missing`
    """
    staff_id = check_sign(actor=actor)
    if settings.SIGNING_CERTIFICATE is None and settings.DEMO:
        key = demo_key_of(actor=actor, at=at)
        certificates.keep(found=key.certificate, holder_id=staff_id, actor=actor, staff_id=None, at=at)
        return _signed(actor=actor, campaign_code=campaign_code, number=number, key=key, at=at)
    if settings.SIGNING_CERTIFICATE is None:
        raise CannotSign("no-key-at-hand", "No key is named in the settings. Hand the PKCS#12 file in.")
    try:
        file, password = at_hand.named_key(
            certificate=settings.SIGNING_CERTIFICATE, password_file=settings.SIGNING_PASSWORD_FILE
        )
    except signing.CannotOpenKey as reason:
        raise CannotSign(reason.rule, str(reason)) from reason
    key = opened_key(key_file=file, password=password)
    return _signed(actor=actor, campaign_code=campaign_code, number=number, key=key, at=at)


def demo_key_of(*, actor: Actor, at: datetime) -> SigningKey:
    """The demo's own key of a person, made on first use; within this app only."""
    file, password = at_hand.demo_key(
        folder=settings.SIGNING_FOLDER, username=actor.username, name=actor.full_name,
        office="Công ty Điện lực (demo)", at=at,
    )  # fmt: skip
    return opened_key(key_file=file, password=password)


def opened_key(*, key_file: bytes, password: str) -> SigningKey:
    """Open a PKCS#12 file; within this app only. raises : CannotSign"""
    try:
        return signing.open_key(content=key_file, password=password)
    except signing.CannotOpenKey as reason:
        raise CannotSign(reason.rule, str(reason)) from reason


def _signed(*, actor: Actor, campaign_code: str, number: int, key: SigningKey, at: datetime) -> str:
    staff_id = check_sign(actor=actor)
    row = _locked(campaign_code=campaign_code, number=number)
    done = SignedReport.objects.filter(report=row).first()
    if done is not None and done.by_id == staff_id:
        return done.pdf_sha256
    _check_life(actor=actor, row=row, is_signed=done is not None)
    _check_holds(actor=actor, campaign_code=campaign_code, number=number)
    certificate = certificate_of(key=key, staff_id=staff_id, at=at)
    pdf = _sign(actor=actor, row=row, key=key, at=at)
    digest = sha256(pdf).hexdigest()
    SignedReport.objects.create(
        report=row, certificate=certificate, office=words_of(row=row, language="vi").office, pdf=pdf,
        pdf_sha256=digest, by_id=staff_id, product_at=at,
    )  # fmt: skip
    record_act(
        actor=actor, act=SIGN, subject=subject_of(campaign_code=campaign_code, number=number),
        facts={"fingerprint": certificate.fingerprint, "pdf_sha256": digest, "digest": row.digest}, at=at,
    )  # fmt: skip
    return digest


def _locked(*, campaign_code: str, number: int) -> IssuedReport:
    found = (
        IssuedReport.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(campaign__code=campaign_code, number=number)
        .first()
    )
    if found is None:
        raise NotFound("report", number)
    return found


def _check_life(*, actor: Actor, row: IssuedReport, is_signed: bool) -> None:
    later = SignedReport.objects.filter(report__campaign=row.campaign_id, report__number__gt=row.number)
    latest = later.order_by("-report__number").values_list("report__number", flat=True).first()
    if latest is not None:
        raise CannotSign(
            "later-signed", f"Report no {latest} is signed already and says more.", number=latest
        )
    if is_signed:
        raise CannotSign("signed-already", f"Report no {row.number} is signed already.", number=row.number)
    check_move(
        move="sign", state="issued", roles=actor.roles, actor_id=actor.staff_id,
        history=[Act("issue", row.by_id)], life=REPORT,
    )  # fmt: skip


def _check_holds(*, actor: Actor, campaign_code: str, number: int) -> None:
    if not verify_report(actor=actor, campaign_code=campaign_code, number=number).holds:
        raise CannotSign(
            "report-does-not-hold",
            f"Report no {number} is not what was issued any more. Nothing was signed.",
            number=number,
        )


def certificate_of(*, key: SigningKey, staff_id: int, at: datetime) -> RegisteredCertificate:
    """The registered row of the key's certificate, this person's and valid now. raises : CannotSign"""
    found = key.certificate
    row = RegisteredCertificate.objects.filter(fingerprint=found.fingerprint).first()
    told = {"subject": found.subject, "fingerprint": found.fingerprint[:16]}
    if row is None:
        raise CannotSign("certificate-unknown", "The office has not registered this certificate.", **told)
    if row.holder_id != staff_id:
        raise CannotSign("certificate-of-another", "This certificate is somebody else's.", **told)
    if hasattr(row, "revocation"):
        raise CannotSign("certificate-revoked", "This certificate was revoked.", **told)
    if not found.is_valid_at(at):
        days = {"from": found.valid_from.date().isoformat(), "until": found.valid_until.date().isoformat()}
        raise CannotSign("certificate-not-valid", "This certificate is not valid today.", **told, **days)
    return row


def _sign(*, actor: Actor, row: IssuedReport, key: SigningKey, at: datetime) -> bytes:
    card = issued_report(actor=actor, campaign_code=row.campaign.code, number=row.number)
    words = words_of(row=row, language=card.language)
    day = f"{at.astimezone(COMPANY_ZONE):%H:%M, %d/%m/%Y}"
    note = key.certificate.issuer if key.certificate.is_demo else ""
    seen = signing.Seen(words.signed, actor.full_name, words.office, day, note)
    try:
        return signing.sign_pdf(content=bytes(row.pdf), key=key, at=at, seen=seen, reason=reason_of(row=row))
    except signing.CannotSign as reason:
        raise CannotSign("pdf-cannot-be-signed", str(reason), number=row.number) from reason
