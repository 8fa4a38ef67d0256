"""
The chain of digests over the evidence of a document: a row that is changed, left out or moved is found.

Each digest is of the row and of the digest before it, in the canonical form of `kernel.digests`, so that
anybody can repeat it. The first row stands on a digest of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from donghanh.kernel.digests import digest_of_rows

NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """One row of evidence; number counts from 1, at [instant, aware], facts in plain values."""

    document: str
    number: int
    event: str
    at: datetime
    facts: Mapping[str, Any]


def digest_of_link(*, link: Link, before: str) -> str:
    """Make the digest of a row [hexadecimal SHA-256] on top of the digest before it."""
    row = {
        "document": link.document, "number": link.number, "event": link.event, "at": link.at,
        "facts": link.facts, "before": before,
    }  # fmt: skip
    return digest_of_rows([row])


def broken_at(*, links: Iterable[tuple[Link, str]]) -> int:
    """
    Number of the first row that does not stand on the one before it; 0 when the chain holds.

    links : rows in their order, each with the digest that was kept

    >>> broken_at(links=[])
    0
    """
    before = NOTHING
    for place, (link, kept) in enumerate(links, start=1):
        if link.number != place or digest_of_link(link=link, before=before) != kept:
            return place
        before = kept
    return 0
