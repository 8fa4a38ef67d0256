"""Acts on documents: offer, open, ask for a code, sign, sign for the company, withdraw."""

from donghanh.apps.signatures.operations.asking import ask_code
from donghanh.apps.signatures.operations.countersigning import countersign
from donghanh.apps.signatures.operations.offering import offer_document, withdraw_document, withdraw_for
from donghanh.apps.signatures.operations.reading import (
    link_again,
    open_by_link,
    pdf_by_link,
    read_document,
    read_pdf,
)
from donghanh.apps.signatures.operations.signing import sign_by_customer

__all__ = [
    "ask_code",
    "countersign",
    "link_again",
    "offer_document",
    "open_by_link",
    "pdf_by_link",
    "read_document",
    "read_pdf",
    "sign_by_customer",
    "withdraw_document",
    "withdraw_for",
]
