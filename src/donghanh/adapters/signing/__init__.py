"""
A person's electronic signature on a PDF: signing it, checking it, and the certificates behind both.

PAdES baseline B-B with a PKCS#12 certificate: no trusted time stamp, so the time of signing is what the
signer's side says (not B-T). Checking asks nobody on the network: it knows the certificates that are
handed in ("pinned"), and nothing else is trusted.
"""

from donghanh.adapters.signing.certificates import (
    CannotReadCertificate,
    Certificate,
    fingerprint_of,
    pem_of,
    read_certificate,
)
from donghanh.adapters.signing.checking import SignatureVerdict, check_signature
from donghanh.adapters.signing.demo import make_demo_key
from donghanh.adapters.signing.keys import CannotOpenKey, open_key
from donghanh.adapters.signing.placing import SIGNATURE_PLACE
from donghanh.adapters.signing.signing import CannotSign, Seen, sign_pdf

__all__ = [
    "SIGNATURE_PLACE",
    "CannotOpenKey",
    "CannotReadCertificate",
    "CannotSign",
    "Certificate",
    "Seen",
    "SignatureVerdict",
    "check_signature",
    "fingerprint_of",
    "make_demo_key",
    "open_key",
    "pem_of",
    "read_certificate",
    "sign_pdf",
]
