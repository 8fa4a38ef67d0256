"""Signs contracts for the company with the certificates that the office has registered for its directors."""

from __future__ import annotations

from django.conf import settings

from donghanh.adapters import signing
from donghanh.adapters.signing import at_hand
from donghanh.adapters.signing.keys import SigningKey
from donghanh.apps.programmes.models import RegisteredCertificate
from donghanh.apps.programmes.operations import certificates
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE
from donghanh.apps.programmes.operations.signing import certificate_of, demo_key_of, opened_key
from donghanh.apps.programmes.permissions import check_sign
from donghanh.apps.programmes.refusals import CannotRegister, CannotSign
from donghanh.apps.signatures.ports import SealAsked, Sealed
from donghanh.apps.signatures.refusals import CannotCountersign
from donghanh.lawbook.invoice_series import seller

SIGNED = "Đã ký số"


def seal_contract(asked: SealAsked) -> Sealed:
    """
    Sign a contract's PDF; the PKCS#12 file and its password are used in memory and never kept.

    raises : Forbidden; CannotCountersign, with the rules of signing a report
    """
    try:
        staff_id = check_sign(actor=asked.actor)
        key = _key(asked, staff_id)
        certificate_of(key=key, staff_id=staff_id, at=asked.at)
        pdf = signing.sign_pdf(
            content=asked.pdf, key=key, at=asked.at, seen=_seen(asked, key), reason=asked.reason
        )
    except (CannotSign, CannotRegister) as reason:
        raise CannotCountersign(reason.rule, str(reason), **reason.facts) from reason
    except signing.CannotSign as reason:
        raise CannotCountersign("pdf-cannot-be-signed", str(reason)) from reason
    found = key.certificate
    return Sealed(pdf, found.fingerprint, found.subject, found.issuer, found.is_demo)


def pinned_certificates() -> tuple[bytes, ...]:
    """Every certificate that was ever registered [PEM]; what was signed before a revocation stays signed."""
    return tuple(pem.encode() for pem in RegisteredCertificate.objects.values_list("pem", flat=True))


def _key(asked: SealAsked, staff_id: int) -> SigningKey:
    if asked.key_file is not None:
        return opened_key(key_file=asked.key_file, password=asked.password)
    if settings.SIGNING_CERTIFICATE is None and settings.DEMO:
        key = demo_key_of(actor=asked.actor, at=asked.at)
        certificates.keep(
            found=key.certificate, holder_id=staff_id, actor=asked.actor, staff_id=None, at=asked.at
        )
        return key
    if settings.SIGNING_CERTIFICATE is None:
        raise CannotSign("no-key-at-hand", "No key is named in the settings. Hand the PKCS#12 file in.")
    try:
        file, password = at_hand.named_key(
            certificate=settings.SIGNING_CERTIFICATE, password_file=settings.SIGNING_PASSWORD_FILE
        )
    except signing.CannotOpenKey as reason:
        raise CannotSign(reason.rule, str(reason)) from reason
    return opened_key(key_file=file, password=password)


def _seen(asked: SealAsked, key: SigningKey) -> signing.Seen:
    day = f"{asked.at.astimezone(COMPANY_ZONE):%H:%M, %d/%m/%Y}"
    note = key.certificate.issuer if key.certificate.is_demo else ""
    office = seller().name.rpartition("–")[2].strip()
    return signing.Seen(SIGNED, asked.actor.full_name, f"Giám đốc, {office}", day, note)
