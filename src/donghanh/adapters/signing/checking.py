"""
Checks the signature on a PDF against certificates that are known: does it hold for every byte of the file?

The verdict is strict: exactly one signature, over the whole file, by a pinned certificate that was valid at
the time that the signature names. Anything appended afterwards, also what other programs call permitted,
makes it fail. Nobody is asked on the network.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from donghanh.adapters.signing.certificates import Certificate, read_certificate

LARGEST = 50 * 1024 * 1024
DIGESTS = frozenset({"sha256", "sha384", "sha512"})


@dataclass(frozen=True)
class SignatureVerdict:
    """
    What a check of a file found.

    rule        : "holds", or a stable name of why not: not-a-pdf, not-signed, signed-more-than-once,
                  changed-since-signed, signature-broken, digest-too-weak, signed-by-another,
                  outside-validity
    fingerprint : of the signer's certificate, as the file carries it; "" when there is none
    signed_at   : [instant, aware] that the signature itself names; no time stamp confirms it
    reason      : what was signed, in the signer's words
    """

    rule: str
    signer: str = ""
    issuer: str = ""
    fingerprint: str = ""
    signed_at: datetime | None = None
    reason: str = ""
    is_demo: bool = False

    @property
    def holds(self) -> bool:
        return self.rule == "holds"


def check_signature(*, content: bytes, pinned: Iterable[bytes]) -> SignatureVerdict:
    """
    Check the one signature of a PDF.

    pinned : certificates [PEM or DER] whose signatures count
    raises : CannotReadCertificate, for a pinned certificate that is none
    """
    known = {one.fingerprint: one for one in (read_certificate(content=each) for each in pinned)}
    if not content.startswith(b"%PDF-") or len(content) > LARGEST:
        return SignatureVerdict("not-a-pdf")
    # The library raises many kinds of errors on files made to confuse it; each means that nothing is proven.
    try:
        return _checked(content, known)
    except Exception:  # noqa: BLE001
        return SignatureVerdict("signature-broken")


def _checked(content: bytes, known: dict[str, Certificate]) -> SignatureVerdict:
    found = PdfFileReader(io.BytesIO(content)).embedded_signatures
    if len(found) != 1:
        return SignatureVerdict("signed-more-than-once" if found else _unsigned(content))
    signature = found[0]
    certificate = read_certificate(content=signature.signer_cert.dump())
    at = signature.self_reported_timestamp
    told = {
        "signer": certificate.subject, "issuer": certificate.issuer, "fingerprint": certificate.fingerprint,
        "signed_at": at, "reason": str(signature.sig_object.get("/Reason", "")),
        "is_demo": certificate.is_demo,
    }  # fmt: skip
    rule = _broken(signature, content) or _unknown(certificate, known, at)
    return SignatureVerdict(rule or "holds", **told)


def _unsigned(content: bytes) -> str:
    """A file whose signature was cut out of its form still carries the bytes of one."""
    return "signature-broken" if b"/ETSI.CAdES.detached" in content else "not-signed"


def _broken(signature: EmbeddedPdfSignature, content: bytes) -> str:
    """Whether the signature does not stand for every byte of the file."""
    if not _covers_everything(signature, content):
        return "changed-since-signed"
    algorithm = signature.signer_info["digest_algorithm"]["algorithm"].native
    if algorithm not in DIGESTS:
        return "digest-too-weak"
    intact, valid = validate_sig_integrity(
        signature.signer_info, signature.signer_cert, expected_content_type="data",
        actual_digest=signature.compute_digest(algorithm),
    )  # fmt: skip
    return "" if intact and valid else "changed-since-signed"


def _covers_everything(signature: EmbeddedPdfSignature, content: bytes) -> bool:
    """The signed stretches are the file but for the signature, which is written as signing writes it."""
    begin, first, second, last = (int(one) for one in signature.byte_range)
    if (begin, second + last) != (0, len(content)) or not first < second:
        return False
    given = bytes(signature.pkcs7_content)
    used = _der_length(given)
    is_padded = not given[used:].strip(b"\0")
    return is_padded and content[first:second].lower() == b"<" + given.hex().encode() + b">"


def _der_length(given: bytes) -> int:
    """
    How many bytes the DER value at the beginning takes, head and all; the rest is padding.

    >>> _der_length(bytes.fromhex("3003020107000000"))
    5
    """
    first = given[1]
    if first < 0x80:
        return 2 + first
    size = first & 0x7F
    return 2 + size + int.from_bytes(given[2 : 2 + size], "big")


def _unknown(certificate: Certificate, known: dict[str, Certificate], at: datetime | None) -> str:
    if certificate.fingerprint not in known:
        return "signed-by-another"
    return "" if at is not None and certificate.is_valid_at(at) else "outside-validity"
