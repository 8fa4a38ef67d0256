"""
How documents are signed on line: the one-time code, who signs first, words of consent: `data/signing_terms`.

For the app of signatures. What the pages say of the worth of such a signature stands here too, because a
lawyer decides it and may change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.engines.signatures.codes import CodeTerms
from donghanh.kernel.spans import Span
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import is_whole
from donghanh.lawbook.shapes import FREE, TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "signing_terms"
KIND = "signing_terms"
ORDER = ["customer", "company"]
"""The order that the life of a document keeps; another order is a change of the engine as well."""
MOST: Mapping[str, int] = {
    "digits": 8, "valid_minutes": 60, "most_tries": 10, "pause_seconds": 3600, "most_codes": 50,
    "stretch_hours": 168,
}  # fmt: skip
LEAST = {"digits": 6}
BOTH = {"vi": TEXT, "en": TEXT}
TEXTS: Mapping[str, tuple[str, ...]] = {
    "code_text": ("{code}", "{document}", "{minutes}"),
    "link_text": ("{document}", "{link}"),
    "signed_text": ("{document}", "{link}"),
}
NEEDED = frozenset({"order", "consent", "is_not", *MOST, *TEXTS})
LISTING = Listing(
    kind=KIND,
    shape={"order": [TEXT], "consent": BOTH, "is_not": BOTH, **dict.fromkeys(MOST, FREE)},
    needed=NEEDED,
)


@dataclass(frozen=True)
class SigningTerms:
    """
    The terms of a day.

    consent : the words that the signer agrees to, by language
    is_not  : what such a signature is and is not, by language
    code_text, link_text, signed_text : of messages to a telephone, without diacritics
    """

    code: str
    vi: str
    en: str
    code_terms: CodeTerms
    consent: Mapping[str, str]
    is_not: Mapping[str, str]
    code_text: str
    link_text: str
    signed_text: str
    span: Span[date]
    source: Source


@cache
def read_signing_terms(*, folder: Path = FOLDER) -> DatedBook[SigningTerms]:
    """
    Read the terms.

    raises : DocumentRefused

    >>> read_signing_terms().require(code="contract", day=date(2021, 12, 20)).code_terms.digits
    6
    """
    return DatedBook("terms of signing", read_entries(folder=folder, kind=KIND, read=_terms))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the terms.

    returns : problems of `dated_books.check_entries`; `not-whole`, `order-wrong`, `place-missing` in a text
    """
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _terms(said: Said, source: Source, _: Document) -> SigningTerms:
    return SigningTerms(
        code=said["code"], vi=said["vi"], en=said["en"],
        code_terms=CodeTerms(**{key: said[key] for key in MOST}), consent=said["consent"],
        is_not=said["is_not"], code_text=said["code_text"], link_text=said["link_text"],
        signed_text=said["signed_text"], span=span_of(said), source=source,
    )  # fmt: skip


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    if said.get("order") != ORDER:
        text = f"`order` is {said.get('order')!r}; the life of a document keeps {ORDER}."
        yield document.problem("order-wrong", text, *at, "order")
    yield from _check_figures(document, at, said)
    yield from _check_texts(document, at, said)


def _check_figures(document: Document, at: At, said: Said) -> Iterator[Problem]:
    for key, most in MOST.items():
        found, least = said.get(key), LEAST.get(key, 1)
        if not isinstance(found, int) or not is_whole(found, most=most) or found < least:
            text = f"`{key}` is {found!r}; expected {least} to {most}."
            yield document.problem("not-whole", text, *at, key)


def _check_texts(document: Document, at: At, said: Said) -> Iterator[Problem]:
    for key in ("consent", "is_not"):
        if isinstance(said.get(key), Mapping):
            yield from check_keys(
                document=document, at=(*at, key), entry=said[key], needed={"vi", "en"}, allowed=set()
            )
    for key, places in TEXTS.items():
        for place in places:
            if place not in str(said.get(key, "")):
                yield document.problem("place-missing", f"`{key}` does not say {place}.", *at, key)
