"""
When two reports may tell of one thing, by group, time and weights: `data/duplicate_rules`.

For intake and for incidents; the pairs are found by `engines.requests.likeness`, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.engines.requests.likeness import LikenessRule
from donghanh.kernel.request_tables import LIKE_REASONS
from donghanh.kernel.spans import Span
from donghanh.lawbook.catalogue_names import NAMING, check_naming, named_in
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.service_reading import clock_of
from donghanh.lawbook.service_term_checks import check_clock
from donghanh.lawbook.shapes import ANY, FREE
from donghanh.lawbook.sources import Source

FOLDER = DATA / "duplicate_rules"
KIND = "duplicate_rules"
SECONDS = {"hours": 3_600, "calendar_days": 86_400}
FARTHEST_METRES = 5_000
HEAVIEST = 100
LISTING = Listing(
    kind=KIND,
    shape={**NAMING, "within": {ANY: FREE}, "weights": {ANY: FREE}},
    needed=frozenset({"groups", "within", "near_metres", "weights", "least_score"}),
)


@dataclass(frozen=True)
class DatedLikeness:
    """A rule of likeness with its words, days and source; `rule` is what the engine asks for."""

    code: str
    vi: str
    en: str
    rule: LikenessRule
    span: Span[date]
    source: Source


@cache
def read_duplicate_rules(*, folder: Path = FOLDER) -> DatedBook[DatedLikeness]:
    """
    Read the rules.

    raises : DocumentRefused

    >>> read_duplicate_rules().require(code="one_fault", day=date(2021, 12, 20)).rule.within_seconds
    10800
    """
    return DatedBook("rule of likeness", read_entries(folder=folder, kind=KIND, read=_dated))


def likeness_rules(*, day: date) -> tuple[LikenessRule, ...]:
    """Answer the rules of a day as `engines.requests.likeness.alike` takes them."""
    return tuple(entry.rule for entry in read_duplicate_rules().on(day=day))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the rules.

    returns : problems of `check_entries` and of clocks; `word-unknown`, `not-whole`, `never-alike`
    """
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _dated(said: Said, source: Source, _: Document) -> DatedLikeness:
    kind, amount = clock_of(said["within"])
    rule = LikenessRule(
        code=said["code"],
        groups=named_in(said, "groups"),
        within_seconds=amount * SECONDS[kind],
        near_metres=said["near_metres"],
        weights={word: said["weights"][word] for word in LIKE_REASONS if word in said["weights"]},
        least_score=said["least_score"],
    )
    return DatedLikeness(said["code"], said["vi"], said["en"], rule, span_of(said), source)


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    yield from check_naming(document=document, at=at, said=said)
    yield from check_clock(document=document, at=(*at, "within"), said=said.get("within"))
    for kind in said.get("within") or {}:
        if kind not in SECONDS:
            yield unknown_word(document, "within", kind, tuple(SECONDS), *at, "within")
    weights = said.get("weights") or {}
    for word in weights:
        if word not in LIKE_REASONS:
            yield unknown_word(document, "weights", word, LIKE_REASONS, *at, "weights")
    numbers = {"near_metres": FARTHEST_METRES, "least_score": HEAVIEST}
    said_numbers = {**{name: said.get(name) for name in numbers}, **weights}
    wrong = {
        name: one for name, one in said_numbers.items() if not is_whole(one, most=numbers.get(name, HEAVIEST))
    }
    for name, one in wrong.items():
        text = f"`{name}` is {one!r}; expected a whole number up to {numbers.get(name, HEAVIEST)}."
        yield document.problem("not-whole", text, *at)
    if not wrong and sum(weights.values()) < said["least_score"]:
        text = f"the weights are {sum(weights.values())} together, and {said['least_score']} is needed."
        yield document.problem("never-alike", text, *at, "least_score")
