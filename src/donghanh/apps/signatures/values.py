"""What is told of documents and their signatures: plain frozen values. Names and telephones are masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Words = Mapping[str, Any]
"""
title, note {vi, en}; number, made_on (texts); sections, each with heading {vi, en}, rows (name, value:
{vi, en}) and paragraphs (text {vi, en}; cites: {vi, en, is_confirmed}).
"""


@dataclass(frozen=True)
class NewDocument:
    """
    What is offered.

    subject : what it is for, such as `supply-contract:YC-21-000001`; an open document of it is replaced
    phone   : to which codes go, as the customer registered it
    """

    subject: str
    kind: str
    unit_code: str
    signer_name: str
    phone: str
    words: Words = field(repr=False)


@dataclass(frozen=True)
class Visitor:
    """From where somebody came: network address and browser, as their machine says."""

    address: str = ""
    browser: str = ""


@dataclass(frozen=True)
class DocumentRow:
    """A document in the list."""

    code: str
    kind: str
    subject: str
    title_vi: str
    title_en: str
    unit_code: str
    signer: str
    state: str
    offered_at: datetime
    customer_signed_at: datetime | None
    signed_at: datetime | None


@dataclass(frozen=True)
class DocumentPage:
    """A page of the list, newest first, and how many documents there are by state."""

    rows: tuple[DocumentRow, ...]
    total: int
    page: int
    pages: int
    by_state: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class EvidenceLine:
    """One row of the evidence; address and browser masked unless it is read in full."""

    number: int
    event: str
    at: datetime
    by: str
    facts: Mapping[str, Any]
    digest: str


@dataclass(frozen=True)
class DocumentStory:
    """
    One document with its evidence.

    broken_at : number of the first row of evidence that does not hold; 0 when the chain holds
    files     : kind and SHA-256 of each file
    """

    row: DocumentRow
    phone: str
    content_sha256: str
    files: tuple[tuple[str, str], ...]
    evidence: tuple[EvidenceLine, ...]
    broken_at: int
    replaces: str
    replaced_by: str
    moves_allowed: tuple[str, ...]
    is_in_full: bool


@dataclass(frozen=True)
class SigningPage:
    """
    What the signer sees by their own link.

    seen        : SHA-256 of the PDF that is shown; handed back with the signature
    code_state  : none, live, used, expired, spent, ended, of the last code
    tries_left  : of the live code
    ask_from_at : from when on a code may be asked for
    """

    code: str
    title_vi: str
    title_en: str
    words: Words
    state: str
    signer_name: str
    phone: str
    seen: str
    code_state: str
    code_until_at: datetime | None
    tries_left: int
    ask_from_at: datetime
    consent: Mapping[str, str]
    is_not: Mapping[str, str]
    digits: int
    valid_minutes: int
    customer_signed_at: datetime | None
    signed_at: datetime | None
    newer_link: str


@dataclass(frozen=True)
class FileVerdict:
    """
    What stands behind a PDF that somebody handed in.

    rule : signed (both), customer-signed (the company has not yet), offered (nobody has), replaced,
           withdrawn, reading-copy, changed (it carries a signature of ours, and is not what was signed),
           unknown, not-a-pdf, evidence-broken
    """

    rule: str
    sha256: str
    code: str = ""
    title_vi: str = ""
    title_en: str = ""
    signer: str = ""
    customer_signed_at: datetime | None = None
    signed_at: datetime | None = None
    company_signer: str = ""
    certificate: str = ""
    is_demo: bool = False
    is_not: Mapping[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether it is, byte for byte, a document that the customer and the company have signed."""
        return self.rule == "signed"
