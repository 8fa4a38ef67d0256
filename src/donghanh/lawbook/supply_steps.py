"""
What is written down with each step of a supply, and what its end writes: `data/supply_steps`.

For whoever records a step: the facts that it asks for. A chain names services, whether the last step writes
a new customer with point and meter, and the gift that is tied to it. The order of the steps is the service's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.engines.supply.steps import unknown_steps
from donghanh.kernel.spans import Span
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys, read_documents
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.services import read_services
from donghanh.lawbook.shapes import FREE, TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "supply_steps"
KIND = "supply_steps"
FACT_KINDS = ("text", "whole", "number", "day", "coming_day", "yes_no")
WRITES = ("new_supply", "none")
GIFTS = ("home_wiring", "none")
CHAIN = {"services": [TEXT], "writes": TEXT, "gift": TEXT}
LISTING = Listing(
    kind=KIND,
    shape={"facts": FREE, "told": {"vi": TEXT, "en": TEXT}},
    needed=frozenset(),
    allowed=frozenset({"facts", "told"}),
    document={"chains": [CHAIN]},
)


@dataclass(frozen=True)
class Fact:
    """Something written down with a step. kind : text, whole (from 0), number, day, coming_day, yes_no"""

    code: str
    kind: str
    vi: str
    en: str
    is_required: bool
    unit: str = ""


@dataclass(frozen=True)
class StepFacts:
    """A step with its short name, its facts, and what the customer is told with it; empty for nothing."""

    code: str
    vi: str
    en: str
    facts: tuple[Fact, ...]
    told_vi: str
    told_en: str
    span: Span[date]
    source: Source


@dataclass(frozen=True)
class Chain:
    """Services that go through steps. writes : new_supply or none; gift : home_wiring or none"""

    services: tuple[str, ...]
    writes: str
    gift: str


@cache
def read_supply_steps(*, folder: Path = FOLDER) -> DatedBook[StepFacts]:
    """
    Read the steps.

    raises : DocumentRefused

    >>> read_supply_steps().require(code="first_reading", day=date(2021, 12, 20)).facts[0].code
    'index'
    """
    return DatedBook("step of a supply", read_entries(folder=folder, kind=KIND, read=_step))


@cache
def read_chains(*, folder: Path = FOLDER) -> dict[str, Chain]:
    """Read which services go through steps, by the service's code."""
    documents = read_documents(folder=folder, kind=KIND)
    chains = (
        Chain(tuple(said["services"]), said["writes"], said["gift"])
        for document in documents
        for said in document.content["chains"]
    )
    return {service: chain for chain in chains for service in chain.services}


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the steps and the chains.

    returns : problems of `check_entries` and keys; `kind-unknown`, `writes-unknown`, `gift-unknown`,
              `service-unknown`, `step-unknown`
    """
    problems = check_entries(folder=folder, listing=LISTING, check=_check)
    if problems:
        return problems
    documents = read_documents(folder=folder, kind=KIND)
    return [problem for document in documents for problem in _check_chains(document)]


def _step(said: Said, source: Source, _: Document) -> StepFacts:
    facts = (
        Fact(one["code"], one["kind"], one["vi"], one["en"], one["required"], one.get("unit", ""))
        for one in said.get("facts") or ()
    )
    told = said.get("told") or {"vi": "", "en": ""}
    span = span_of(said)
    return StepFacts(said["code"], said["vi"], said["en"], tuple(facts), told["vi"], told["en"], span, source)


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    for name in unknown_steps(chain=[said["code"]]):
        yield document.problem("step-unknown", f"Nobody knows the step '{name}'.", *at)
    needed = {"code", "kind", "vi", "en", "required"}
    for number, one in enumerate(said.get("facts") or ()):
        here = (*at, "facts", number)
        yield from check_keys(document=document, at=here, entry=one, needed=needed, allowed={"unit"})
        if one.get("kind") not in FACT_KINDS:
            yield unknown_word(document, "kind", one.get("kind"), FACT_KINDS, *here, "kind")


def _check_chains(document: Document) -> Iterator[Problem]:
    book = read_services()
    for at, said in document.entries("chains"):
        for key, words in (("writes", WRITES), ("gift", GIFTS)):
            if said[key] not in words:
                yield unknown_word(document, key, said[key], words, *at, key)
        for code in said["services"]:
            history = book.history(code=code)
            if not history:
                yield document.problem("service-unknown", f"No service {code}.", *at)
            for name in unknown_steps(chain=[step.code for one in history for step in one.steps]):
                yield document.problem("step-unknown", f"{code} has the step '{name}'.", *at)
