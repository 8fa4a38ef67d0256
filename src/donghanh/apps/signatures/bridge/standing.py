"""Rows as the engine's values: terms of the day, codes, links of the chain."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from donghanh.apps.signatures.models import EvidenceRow, SigningCode
from donghanh.engines.signatures.chain import Link, broken_at
from donghanh.engines.signatures.codes import CodeStanding
from donghanh.lawbook.signing_terms import SigningTerms, read_signing_terms

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TERMS = "contract"


def terms_on(*, at: datetime) -> SigningTerms:
    """The terms of the day in Nam Định."""
    return read_signing_terms().require(code=TERMS, day=at.astimezone(ZONE).date())


def standing_of(*, row: SigningCode) -> CodeStanding:
    """A code as the engine sees it."""
    return CodeStanding(row.asked_at, row.until_at, row.wrong_tries, row.is_used, row.is_ended)


def link_of_row(*, code: str, row: EvidenceRow) -> Link:
    """A row of evidence as a link of the document's chain."""
    facts = {**row.facts, "by": row.by_id}
    return Link(code, row.number, row.event, row.product_at, facts)


def first_broken(*, code: str, rows: Iterable[EvidenceRow]) -> int:
    """Number of the first row that does not hold; 0 when the chain does."""
    return broken_at(links=[(link_of_row(code=code, row=one), one.digest) for one in rows])
