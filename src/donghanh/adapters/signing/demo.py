"""Makes a certificate for the demo: self-made, and its issuer says that it has no legal value."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from donghanh.adapters.signing.certificates import DEMO_MARK

ISSUER = f"{DEMO_MARK} – không có giá trị pháp lý"
YEARS = 12


def make_demo_key(*, name: str, office: str, from_at: datetime, password: str) -> bytes:
    """
    Make a PKCS#12 file with a new key and its certificate.

    name, office : of the person, as the certificate's subject says them
    from_at      : [instant, aware] first moment of its validity; it is valid for twelve years
    """
    key = ec.generate_private_key(ec.SECP256R1())
    found = (
        x509.CertificateBuilder()
        .subject_name(_name(name, office))
        .issuer_name(_name(ISSUER, "Đồng Hành"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(from_at)
        .not_valid_after(from_at + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .sign(key, SHA256())
    )
    how = BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), key, found, None, how)


def _name(common: str, office: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, office[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
