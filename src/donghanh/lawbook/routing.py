"""
Which cases go to the Business Department or the Office instead of where their service says: `data/routing`.

For opening and reclassifying cases. The rules come in the order of the documents and the first that fits
decides (`engines.requests.routing`); each says in words what it is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.engines.requests.routing import DESKS, RoutingRule
from donghanh.kernel.spans import Span
from donghanh.lawbook.catalogue_names import NAMING, check_naming, named_in
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "routing"
KIND = "routing"
LISTING = Listing(
    kind=KIND,
    shape={**NAMING, "to": TEXT, "least": {ANY: FREE}, "answers": {ANY: [TEXT]}},
    needed=frozenset({"to"}),
    allowed=frozenset({*NAMING, "least", "answers"}),
)


@dataclass(frozen=True)
class DatedRouting:
    """A rule of routing with its words, days and source; `rule` is what the engine asks for."""

    code: str
    vi: str
    en: str
    rule: RoutingRule
    span: Span[date]
    source: Source


@cache
def read_routing(*, folder: Path = FOLDER) -> DatedBook[DatedRouting]:
    """
    Read the rules in their order.

    raises : DocumentRefused

    >>> [rule.code for rule in routing_rules(day=date(2021, 12, 20))]
    ['paper_letters', 'staff_conduct', 'large_supply']
    """
    return DatedBook("rule of routing", read_entries(folder=folder, kind=KIND, read=_dated))


def routing_rules(*, day: date) -> tuple[RoutingRule, ...]:
    """Answer the rules of a day as `engines.requests.routing.route` takes them."""
    return tuple(entry.rule for entry in read_routing().on(day=day))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the rules. returns : problems of `check_entries`; `word-unknown`, `not-whole`, `asks-nothing`"""
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _dated(said: Said, source: Source, _: Document) -> DatedRouting:
    answers: Mapping[str, Any] = said.get("answers") or {}
    rule = RoutingRule(
        code=said["code"],
        groups=named_in(said, "groups"),
        services=named_in(said, "services"),
        channels=named_in(said, "channels"),
        least=dict(said.get("least") or {}),
        answers={name: frozenset(choices) for name, choices in answers.items()},
        to=said["to"],
    )
    return DatedRouting(said["code"], said["vi"], said["en"], rule, span_of(said), source)


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    yield from check_naming(document=document, at=at, said=said)
    if said.get("to") not in DESKS:
        yield unknown_word(document, "to", said.get("to"), DESKS, *at)
    for name, least in (said.get("least") or {}).items():
        if not is_whole(least):
            text = f"`{name}` is {least!r}; expected the least whole number."
            yield document.problem("not-whole", text, *at, "least")
    if not any(said.get(key) for key in LISTING.allowed):
        text = "a rule that asks nothing takes every case; say which cases it is for."
        yield document.problem("asks-nothing", text, *at)
