"""
How many days a customer has to pay a bill: `data/payment_terms/*.yaml`, one entry for each stretch of days.

For the accounts, which count debts from the last day of payment. A day without a term is refused there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.lawbook.dates import check_span, check_turns, span_of
from donghanh.lawbook.documents import (
    DATA,
    Document,
    Problem,
    check_keys,
    read_documents,
    readable_documents,
)
from donghanh.lawbook.programme_words import is_whole
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "payment_terms"
KIND = "payment_terms"
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "terms": [{"source": TEXT, ANY: FREE}],
    ANY: FREE,
}


class NoPaymentTerm(ValueError):
    """No term holds on the day."""


@dataclass(frozen=True)
class PaymentTerm:
    """
    A term and where it comes from.

    days : [days] from the day of issue to the last day of payment
    """

    days: int
    source: Source


@cache
def payment_term(*, on: date, folder: Path = FOLDER) -> PaymentTerm:
    """
    Answer the term of a bill that is issued on a day.

    raises : NoPaymentTerm; DocumentRefused

    >>> payment_term(on=date(2021, 12, 3)).days
    7
    """
    for document in read_documents(folder=folder, kind=KIND):
        for said in document.content["terms"]:
            if on in span_of(said):
                named = said.get("source") or document.content["source"]
                return PaymentTerm(said["days"], sources_of(document)[named])
    raise NoPaymentTerm(f"No term of payment holds on {on}; add one to {folder.name}.")


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the terms.

    returns : problems of shape, sources and keys; `not-whole`, `date-missing`, `gap`, `overlap`
    """
    documents, problems = readable_documents(folder=folder)
    shaped = {one.path: list(check_shape(document=one, shape=SHAPE)) for one in documents}
    sound = [one for one in documents if not shaped[one.path]]
    for document in documents:
        problems += shaped[document.path] or [*check_sources(document), *_check(document)]
    turns = [(one, at, entry) for one in sound for at, entry in one.entries("terms")]
    return problems + list(check_turns(turns=turns, what="the term of payment"))


def _check(document: Document) -> Iterator[Problem]:
    for at, entry in document.entries("terms"):
        needed, allowed = {"days"}, {"from", "until", "source"}
        yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed=allowed)
        yield from check_span(document=document, at=at, entry=entry)
        days = entry.get("days")
        if not isinstance(days, int) or not is_whole(days, most=365) or days == 0:
            yield document.problem("not-whole", f"`days` is {days!r}; expected 1 to 365.", *at, "days")
