"""
Registers the public certificates whose signatures count, and revokes them: acts of the office.

A private key never comes here. A revocation is a row that points back; what was signed before it stays.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.adapters.signing import CannotReadCertificate, Certificate, read_certificate
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import CertificateRevocation, RegisteredCertificate
from donghanh.apps.programmes.permissions import check_certificates
from donghanh.apps.programmes.refusals import CannotRegister, NotFound

REGISTER, REVOKE = "certificate.register", "certificate.revoke"


@transaction.atomic
def register_certificate(*, actor: Actor, username: str, content: bytes, at: datetime) -> str:
    """
    Register a public certificate for a person; answers its fingerprint. Registered again, nothing changes.

    username : whose certificate it is: a director on the day
    content  : the certificate in PEM or DER
    raises   : Forbidden; CannotRegister (no certificate, nobody of that name or no director, past its
               validity, registered for somebody else, a certificate of the demo)
    """
    staff_id = check_certificates(actor=actor)
    found = _read(content)
    holder = organisation.actor_named(username=username, on=at.date())
    if holder is None or holder.staff_id is None or "director" not in holder.roles:
        raise CannotRegister(
            "holder-is-no-director", f"'{username}' is no director on {at:%d/%m/%Y}.", username=username
        )
    if found.is_demo:
        raise CannotRegister("certificate-of-the-demo", "A certificate of the demo has no legal value.")
    if at >= found.valid_until:
        raise CannotRegister(
            "certificate-expired", f"The certificate ended on {found.valid_until:%d/%m/%Y}.",
            until=found.valid_until.date().isoformat(),
        )  # fmt: skip
    keep(found=found, holder_id=holder.staff_id, actor=actor, staff_id=staff_id, at=at)
    return found.fingerprint


def keep(
    *, found: Certificate, holder_id: int, actor: Actor, staff_id: int | None, at: datetime
) -> RegisteredCertificate:
    """Write the row of a certificate unless it is there; within this app only. raises : CannotRegister"""
    row, is_new = RegisteredCertificate.objects.get_or_create(
        fingerprint=found.fingerprint,
        defaults={
            "holder_id": holder_id, "subject": found.subject[:200], "issuer": found.issuer[:200],
            "valid_from": found.valid_from, "valid_until": found.valid_until, "pem": found.pem,
            "is_demo": found.is_demo, "by_id": staff_id, "username": actor.username, "product_at": at,
        },
    )  # fmt: skip
    if row.holder_id != holder_id:
        raise CannotRegister("certificate-of-another", "This certificate is registered for somebody else.")
    if is_new:
        told = {"holder": holder_id, "subject": found.subject, "issuer": found.issuer}
        record_act(actor=actor, act=REGISTER, subject=_subject(found.fingerprint), facts=told, at=at)
    return row


@transaction.atomic
def revoke_certificate(*, actor: Actor, fingerprint: str, why: str, at: datetime) -> None:
    """
    End a certificate from now on; revoked again, nothing changes.

    raises : Forbidden; NotFound; CannotRegister `reason-missing`
    """
    staff_id = check_certificates(actor=actor)
    row = RegisteredCertificate.objects.filter(fingerprint=fingerprint).first()
    if row is None:
        raise NotFound("certificate", fingerprint)
    if not why.strip():
        raise CannotRegister("reason-missing", "Revoking a certificate needs a written reason.")
    _, is_new = CertificateRevocation.objects.get_or_create(
        certificate=row, defaults={"why": why.strip(), "by_id": staff_id, "product_at": at}
    )
    if is_new:
        told = {"why": why.strip()}
        record_act(actor=actor, act=REVOKE, subject=_subject(fingerprint), facts=told, at=at)


def _subject(fingerprint: str) -> str:
    return f"certificate:{fingerprint[:16]}"


def _read(content: bytes) -> Certificate:
    try:
        return read_certificate(content=content)
    except CannotReadCertificate as reason:
        raise CannotRegister("certificate-unreadable", str(reason)) from reason
