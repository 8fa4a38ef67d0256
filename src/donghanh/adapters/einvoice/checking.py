"""
Checks the seller's signature on an e-invoice against certificates that are known; asks nobody on the network.

Strict: one signature, in DSCKS/NBan, over DLHDon and nothing else, by a pinned certificate that was valid on
the day of issue. The structure is judged first, so no second DLHDon can stand beside what is signed.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from donghanh.adapters.einvoice.reading import CannotReadEInvoice, open_xml
from donghanh.adapters.einvoice.signing import DSIG
from donghanh.adapters.signing.certificates import CannotReadCertificate, Certificate, read_certificate

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NAMES = {"ds": "http://www.w3.org/2000/09/xmldsig#"}
METHODS = frozenset({SignatureMethod.RSA_SHA256, SignatureMethod.ECDSA_SHA256})


@dataclass(frozen=True)
class EInvoiceVerdict:
    """
    What a check found.

    rule        : "holds", or a stable name of why not: those of `open_xml`, not-signed, signature-broken,
                  changed-since-signed, signed-by-another, outside-validity
    fingerprint : of the signer's certificate, as the file carries it; "" when there is none
    """

    rule: str
    signer: str = ""
    fingerprint: str = ""
    is_demo: bool = False

    @property
    def holds(self) -> bool:
        return self.rule == "holds"


def check_einvoice(*, content: bytes, pinned: Iterable[bytes]) -> EInvoiceVerdict:
    """
    Check the seller's signature.

    pinned : certificates [PEM or DER] whose signatures count
    raises : CannotReadCertificate, for a pinned certificate that is none
    """
    known = {one.fingerprint: one for one in (read_certificate(content=each) for each in pinned)}
    try:
        root = open_xml(content)
    except CannotReadEInvoice as refused:
        return EInvoiceVerdict(refused.rule)
    if root.find(f"DSCKS/NBan/{DSIG}") is None:
        return EInvoiceVerdict("not-signed")
    certificate = _certificate(root)
    if certificate is None:
        return EInvoiceVerdict("signature-broken")
    rule = _unknown(root, certificate, known) or _broken(root, content, certificate)
    return EInvoiceVerdict(rule or "holds", certificate.subject, certificate.fingerprint, certificate.is_demo)


def _certificate(root: etree._Element) -> Certificate | None:
    found = root.findall(f"DSCKS/NBan/{DSIG}/ds:KeyInfo/ds:X509Data/ds:X509Certificate", NAMES)
    if len(found) != 1:
        return None
    try:
        return read_certificate(content=base64.b64decode(found[0].text or ""))
    except (CannotReadCertificate, binascii.Error):
        return None


def _unknown(root: etree._Element, found: Certificate, known: dict[str, Certificate]) -> str:
    if found.fingerprint not in known:
        return "signed-by-another"
    day = date.fromisoformat(root.findtext("DLHDon/TTChung/NLap") or "")
    at = datetime.combine(day, time(12), ZONE)
    return "" if found.is_valid_at(at) else "outside-validity"


def _broken(root: etree._Element, content: bytes, certificate: Certificate) -> str:
    """Whether the signature does not stand for the DLHDon that a reader takes."""
    references = root.findall(f"DSCKS/NBan/{DSIG}/ds:SignedInfo/ds:Reference", NAMES)
    if [one.get("URI") for one in references] != [f"#{root[0].get('Id')}"]:
        return "signature-broken"
    how = SignatureConfiguration(
        location="./DSCKS/NBan/", signature_methods=METHODS,
        digest_algorithms=frozenset({DigestAlgorithm.SHA256}),
    )  # fmt: skip
    try:
        told = XMLVerifier().verify(content, x509_cert=certificate.pem, expect_config=how, id_attribute="Id")
    except (SignXMLException, etree.LxmlError, ValueError):
        return "changed-since-signed"
    signed = None if isinstance(told, list) else told.signed_xml
    return "" if signed is not None and signed.tag == "DLHDon" else "signature-broken"
