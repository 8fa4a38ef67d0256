"""
Who is told how long before a case is due: `data/escalations`.

For the job that warns before a breach. The moments are found by `engines.requests.escalations`, in working
hours alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.engines.requests.escalations import ROLES, EscalationRule
from donghanh.kernel.spans import Span
from donghanh.lawbook.catalogue_names import NAMING, check_naming, named_in
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.service_reading import clock_of
from donghanh.lawbook.service_term_checks import check_clock
from donghanh.lawbook.shapes import ANY, FREE, TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "escalations"
KIND = "escalations"
SECONDS = {"hours": 3_600, "working_hours": 3_600, "immediate": 0}
LISTING = Listing(
    kind=KIND,
    shape={**NAMING, "before": {ANY: FREE}, "to": TEXT},
    needed=frozenset({"before", "to"}),
    allowed=frozenset({"groups", "services"}),
)


@dataclass(frozen=True)
class DatedEscalation:
    """A rule of escalation with its words, days and source; `rule` is what the engine asks for."""

    code: str
    vi: str
    en: str
    rule: EscalationRule
    span: Span[date]
    source: Source


@cache
def read_escalations(*, folder: Path = FOLDER) -> DatedBook[DatedEscalation]:
    """
    Read the rules.

    raises : DocumentRefused

    >>> read_escalations().require(code="a_day_left", day=date(2021, 12, 20)).rule.before_seconds
    28800
    """
    return DatedBook("rule of escalation", read_entries(folder=folder, kind=KIND, read=_dated))


def escalation_rules(*, day: date) -> tuple[EscalationRule, ...]:
    """Answer the rules of a day as `engines.requests.escalations.escalations` takes them."""
    return tuple(entry.rule for entry in read_escalations().on(day=day))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """Check the rules. returns : problems of `check_entries` and of clocks; `word-unknown`"""
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _dated(said: Said, source: Source, _: Document) -> DatedEscalation:
    kind, amount = clock_of(said["before"])
    rule = EscalationRule(
        code=said["code"],
        before_seconds=amount * SECONDS[kind],
        in_working=kind == "working_hours",
        to=said["to"],
        groups=named_in(said, "groups"),
        services=named_in(said, "services"),
    )
    return DatedEscalation(said["code"], said["vi"], said["en"], rule, span_of(said), source)


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    yield from check_naming(document=document, at=at, said=said)
    yield from check_clock(document=document, at=(*at, "before"), said=said.get("before"))
    for kind in said.get("before") or {}:
        if kind not in SECONDS:
            yield unknown_word(document, "before", kind, tuple(SECONDS), *at, "before")
    if said.get("to") not in ROLES:
        yield unknown_word(document, "to", said.get("to"), ROLES, *at)
