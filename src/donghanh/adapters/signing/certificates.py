"""Reads a public certificate and says what it is: whose, from whom, valid when, and its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

LARGEST = 64 * 1024
DEMO_MARK = "DEMO"


class CannotReadCertificate(ValueError):
    """The bytes are no X.509 certificate in PEM or DER."""


@dataclass(frozen=True)
class Certificate:
    """
    A certificate as plain values.

    fingerprint : [hexadecimal SHA-256] of its DER bytes
    valid_from, valid_until : [instants, aware] half-open
    is_demo     : its issuer says that it has no legal value
    """

    subject: str
    issuer: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    pem: str
    is_demo: bool

    def is_valid_at(self, at: datetime) -> bool:
        return self.valid_from <= at < self.valid_until


def read_certificate(*, content: bytes) -> Certificate:
    """
    Read a certificate in PEM or DER.

    raises : CannotReadCertificate, also for a file that holds a private key
    """
    if b"PRIVATE KEY" in content:
        raise CannotReadCertificate("found a private key; hand in the public certificate alone.")
    return described(_loaded(content))


def described(found: x509.Certificate) -> Certificate:
    """Say what a certificate is, as plain values."""
    issuer = _common_name(found.issuer)
    return Certificate(
        subject=_common_name(found.subject),
        issuer=issuer,
        fingerprint=found.fingerprint(SHA256()).hex(),
        valid_from=found.not_valid_before_utc,
        valid_until=found.not_valid_after_utc,
        pem=found.public_bytes(Encoding.PEM).decode(),
        is_demo=issuer.startswith(DEMO_MARK),
    )


def fingerprint_of(*, der: bytes) -> str:
    """The SHA-256 fingerprint of a certificate's DER bytes."""
    return x509.load_der_x509_certificate(der).fingerprint(SHA256()).hex()


def pem_of(*, content: bytes) -> bytes:
    """A certificate in PEM, whichever of both forms it came in. raises : CannotReadCertificate"""
    return read_certificate(content=content).pem.encode()


def _loaded(content: bytes) -> x509.Certificate:
    if not content or len(content) > LARGEST:
        raise CannotReadCertificate(f"found {len(content)} bytes; expected a certificate in PEM or DER.")
    try:
        if b"-----BEGIN CERTIFICATE-----" in content:
            return x509.load_pem_x509_certificate(content)
        return x509.load_der_x509_certificate(content)
    except ValueError as reason:
        raise CannotReadCertificate("found no X.509 certificate; expected PEM or DER.") from reason


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
