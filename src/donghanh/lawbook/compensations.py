"""
What a customer gets when a promise was not kept: `data/compensations`.

For the record of a breach. No regulation that we have seen gives an amount, so none stands here: what a
contract gives is looked up in the contract. An amount without a source that was seen is refused by the check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.kernel.spans import Span
from donghanh.lawbook.catalogue_names import NAMING, check_naming, named_in
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.shapes import TEXT
from donghanh.lawbook.sources import Source, sources_of

FOLDER = DATA / "compensations"
KIND = "compensations"
BASES = ("contract", "regulation")
LISTING = Listing(
    kind=KIND,
    shape={**NAMING, "basis": TEXT},
    needed=frozenset({"basis"}),
    allowed=frozenset({"groups", "services", "amount_dong"}),
)


@dataclass(frozen=True)
class Compensation:
    """
    What may be due.

    basis            : contract, or regulation
    amount_dong      : [đồng]; None when the contract says it
    groups, services : of the cases it is for; empty is all
    """

    code: str
    vi: str
    en: str
    basis: str
    amount_dong: int | None
    groups: frozenset[str]
    services: frozenset[str]
    span: Span[date]
    source: Source

    def is_for(self, *, service: str, group: str) -> bool:
        """Answer whether a case of this service and group is meant."""
        return (not self.services or service in self.services) and (not self.groups or group in self.groups)


@cache
def read_compensations(*, folder: Path = FOLDER) -> DatedBook[Compensation]:
    """
    Read what may be due.

    raises : DocumentRefused

    >>> [(one.code, one.amount_dong) for one in read_compensations().on(day=date(2021, 12, 20))]
    [('by_contract', None)]
    """
    return DatedBook("compensation", read_entries(folder=folder, kind=KIND, read=_compensation))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check them. returns : problems of `check_entries`; `word-unknown`, `not-whole`, `amount-unconfirmed`"""
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _compensation(said: Said, source: Source, _: Document) -> Compensation:
    return Compensation(
        code=said["code"],
        vi=said["vi"],
        en=said["en"],
        basis=said["basis"],
        amount_dong=said.get("amount_dong"),
        groups=named_in(said, "groups"),
        services=named_in(said, "services"),
        span=span_of(said),
        source=source,
    )


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    yield from check_naming(document=document, at=at, said=said)
    if said.get("basis") not in BASES:
        yield unknown_word(document, "basis", said.get("basis"), BASES, *at)
    amount = said.get("amount_dong")
    if amount is None:
        return
    if not is_whole(amount) or amount == 0:
        text = f"`amount_dong` is {amount!r}; expected whole đồng, or null."
        yield document.problem("not-whole", text, *at, "amount_dong")
    if not _is_confirmed(document, said):
        text = "an amount is promised only from a source that was seen; leave it null until then."
        yield document.problem("amount-unconfirmed", text, *at, "amount_dong")


def _is_confirmed(document: Document, said: Said) -> bool:
    key = said.get("source", document.content.get("source"))
    listed = document.content.get("sources") or {}
    try:
        return key in listed and sources_of(document)[str(key)].is_confirmed
    except TypeError:
        return False  # a source that lacks a part; `check_sources` says which
