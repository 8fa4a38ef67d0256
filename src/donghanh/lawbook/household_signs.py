"""
Signs that a household may need help: which, with which limits and weights, from which day.

For the leads that committees look at (`engines.leads`). One document a state of the rule,
`data/household_signs/*.yaml`; the one whose span has the day is in force.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.kernel.digests import digest_of_rows
from donghanh.lawbook.dates import check_span, check_turns, span_of
from donghanh.lawbook.documents import (
    DATA,
    At,
    Document,
    Problem,
    check_keys,
    read_documents,
    readable_documents,
)
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "household_signs"
KIND = "household_signs"
LIMITS = {
    "very_low_use": ("months", "least_kwh_a_month", "most_kwh_a_month"),
    "arrears": ("days",),
    "storm_damage": ("days",),
    "near_nominated": ("houses_apart",),
}
LARGEST = 10_000


@dataclass(frozen=True)
class Sign:
    """One sign: its weight, its limits by name, and what people read."""

    sign: str
    weight: int
    limits: Mapping[str, int]
    vi: str
    en: str


@dataclass(frozen=True)
class SignRule:
    """The signs in force, the weight that makes a lead, where they come from, and the digest of it all."""

    least_weight: int
    signs: tuple[Sign, ...]
    source: Source
    digest: str

    def sign(self, name: str) -> Sign | None:
        """The sign of this name; None when the rule does not use it."""
        return next((one for one in self.signs if one.sign == name), None)


class NoSignRule(LookupError):
    """No document says which signs are in force on that day."""


@cache
def read_signs(*, day: date, folder: Path = FOLDER) -> SignRule:
    """
    Read the signs in force on a day.

    raises : NoSignRule

    >>> read_signs(day=date(2021, 12, 20)).sign("very_low_use").limits["months"]
    3
    """
    for document in read_documents(folder=folder, kind=KIND):
        if day in span_of(document.content["span"]):
            return _rule(document)
    raise NoSignRule(f"no document in {folder.name} has the day {day}.")


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the documents of signs.

    returns : problems of `check_sources`, `check_span`, `check_turns`, `check_keys`, and `word-unknown`,
              `not-whole`, `sign-repeated`, `never-a-lead`, `limits-crossed`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        problems += check_sources(document)
        problems += _check(document)
    turns = [(document, ("span",), document.content.get("span") or {}) for document in documents]
    return [*problems, *check_turns(turns=turns, what="the signs")]


def _rule(document: Document) -> SignRule:
    content = document.content
    signs = tuple(
        Sign(
            sign=said["sign"],
            weight=said["weight"],
            limits={name: said[name] for name in LIMITS[said["sign"]]},
            vi=said["vi"],
            en=said["en"],
        )
        for _, said in document.entries("signs")
    )
    return SignRule(
        least_weight=content["least_weight"],
        signs=signs,
        source=sources_of(document)[content["source"]],
        digest=digest_of_rows([content]),
    )


def _check(document: Document) -> Iterator[Problem]:
    content = document.content
    needed = {"kind", "source", "sources", "span", "least_weight", "signs"}
    yield from check_keys(document=document, at=(), entry=content, needed=needed, allowed=set())
    yield from check_span(document=document, at=("span",), entry=content.get("span") or {})
    seen: set[object] = set()
    for at, said in document.entries("signs"):
        yield from _check_sign(document, at, said)
        if said.get("sign") in seen:
            yield document.problem("sign-repeated", f"`{said['sign']}` stands twice; keep one.", *at)
        seen.add(said.get("sign"))
    yield from _check_reach(document)


def _check_sign(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    sign = said.get("sign")
    if sign not in LIMITS:
        text = f"`sign` is {sign!r}; expected one of {', '.join(LIMITS)}."
        yield document.problem("word-unknown", text, *at)
        return
    needed = {"sign", "weight", "vi", "en", *LIMITS[sign]}
    yield from check_keys(document=document, at=at, entry=said, needed=needed, allowed=set())
    for name in ("weight", *LIMITS[sign]):
        if not _is_whole(said.get(name)):
            text = f"`{name}` is {said.get(name)!r}; expected a whole number from 1 to {LARGEST}."
            yield document.problem("not-whole", text, *at, name)
    least, most = said.get("least_kwh_a_month", 0), said.get("most_kwh_a_month", LARGEST)
    if _is_whole(least) and _is_whole(most) and least > most:
        text = f"`least_kwh_a_month` {least} is above `most_kwh_a_month` {most}; no household fits."
        yield document.problem("limits-crossed", text, *at)


def _check_reach(document: Document) -> Iterator[Problem]:
    """The weights of all signs together reach the least one, else nobody is ever a lead."""
    weights = [said.get("weight") for _, said in document.entries("signs")]
    together = sum(weight for weight in weights if isinstance(weight, int))
    least = document.content.get("least_weight")
    if not isinstance(least, int) or not _is_whole(least):
        text = f"`least_weight` is {least!r}; expected a whole number from 1."
        yield document.problem("not-whole", text, "least_weight")
    elif together < least:
        text = f"the signs weigh {together} together, and {least} is needed."
        yield document.problem("never-a-lead", text, "least_weight")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LARGEST
