"""
What is written down with each step of a supply, and what its end writes: `data/supply_steps`.

For whoever records a step: the facts that it asks for. A chain names services, whether the last step writes
a new customer with point and meter, and the gift that is tied to it. The order of the steps is the service's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
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
FACT_KINDS = ("text", "whole", "number", "signed", "day", "coming_day", "yes_no", "choice")
WRITES = (
    "new_supply", "temporary_supply", "transfer", "termination", "households", "capacity", "move", "test",
    "reconnection", "none",
)  # fmt: skip
GIFTS = ("home_wiring", "none")
CHAIN = {"services": [TEXT], "writes": TEXT, "at": TEXT, "gift": TEXT, "asks": FREE}
OPTIONAL = {"unit", "from", "choices"}
LISTING = Listing(
    kind=KIND,
    shape={"facts": FREE, "told": {"vi": TEXT, "en": TEXT}},
    needed=frozenset(),
    allowed=frozenset({"facts", "told"}),
    document={"chains": [CHAIN]},
)


@dataclass(frozen=True)
class Fact:
    """
    Something written down with a step.

    kind    : text, whole (from 0), number (from 0), signed (of either sign), day, coming_day, yes_no, choice
    field   : of the application, whose answer is proposed
    choices : code, vi, en of each
    """

    code: str
    kind: str
    vi: str
    en: str
    is_required: bool
    unit: str = ""
    field: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()


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
    """
    Services that go through steps.

    writes : one of WRITES; at: the step with which it is written, none without
    gift   : home_wiring or none
    asks   : step -> facts beside the step's own; one of the same code takes its place
    """

    services: tuple[str, ...]
    writes: str
    at: str
    gift: str
    asks: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)


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
        Chain(
            tuple(said["services"]),
            said["writes"],
            said["at"],
            said["gift"],
            {step: _facts(facts) for step, facts in said["asks"].items()},
        )
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
    told = said.get("told") or {"vi": "", "en": ""}
    span = span_of(said)
    facts = _facts(said.get("facts") or ())
    return StepFacts(said["code"], said["vi"], said["en"], facts, told["vi"], told["en"], span, source)


def _facts(said: Iterable[Said]) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            one["code"], one["kind"], one["vi"], one["en"], one["required"], one.get("unit", ""),
            one.get("from", ""), tuple((it["code"], it["vi"], it["en"]) for it in one.get("choices") or ()),
        )
        for one in said
    )  # fmt: skip


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    for name in unknown_steps(chain=[said["code"]]):
        yield document.problem("step-unknown", f"Nobody knows the step '{name}'.", *at)
    yield from _check_facts(document, (*at, "facts"), said.get("facts") or ())


def _check_facts(document: Document, at: At, facts: Iterable[Said]) -> Iterator[Problem]:
    needed = {"code", "kind", "vi", "en", "required"}
    for number, one in enumerate(facts):
        here = (*at, number)
        yield from check_keys(document=document, at=here, entry=one, needed=needed, allowed=OPTIONAL)
        if one.get("kind") not in FACT_KINDS:
            yield unknown_word(document, "kind", one.get("kind"), FACT_KINDS, *here, "kind")


def _check_chains(document: Document) -> Iterator[Problem]:
    for at, said in document.entries("chains"):
        for key, words in (("writes", WRITES), ("gift", GIFTS)):
            if said[key] not in words:
                yield unknown_word(document, key, said[key], words, *at, key)
        if (said["at"] == "none") != (said["writes"] == "none"):
            yield document.problem("step-unknown", "`at` names the step that writes, or none.", *at, "at")
        for step, facts in said["asks"].items():
            yield from _check_facts(document, (*at, "asks", step), facts)
        for code in said["services"]:
            yield from _check_service(document, at, code, said["asks"])


def _check_service(document: Document, at: At, code: str, asks: Iterable[str]) -> Iterator[Problem]:
    history = read_services().history(code=code)
    if not history:
        yield document.problem("service-unknown", f"No service {code}.", *at)
    chain = [*asks, *(step.code for one in history for step in one.steps)]
    for name in unknown_steps(chain=chain):
        yield document.problem("step-unknown", f"{code} has the step '{name}'.", *at)
