"""
How clocks are counted, in words with their source: `data/clock_rules`.

For every place that explains a due time. The rules are kept by the engine of deadlines; here stands what
people read, from when it holds, for which clocks, and that no source seen prints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from donghanh.kernel.case_tables import CLOCK_KINDS
from donghanh.kernel.spans import Span
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "clock_rules"
KIND = "clock_rules"
RULES = ("day_one", "due_at_close", "outside_hours", "round_the_clock", "pause_gives_back")
"""What the engine keeps; a rule that it does not know would be a text without effect."""
LISTING = Listing(kind=KIND, shape={"clocks": [TEXT]}, needed=frozenset({"clocks"}))


@dataclass(frozen=True)
class ClockRule:
    """One rule in words; `clocks` are the kinds that it is about."""

    code: str
    vi: str
    en: str
    clocks: tuple[str, ...]
    span: Span[date]
    source: Source


@cache
def read_clock_rules(*, folder: Path = FOLDER) -> DatedBook[ClockRule]:
    """
    Read the rules.

    raises : DocumentRefused

    >>> read_clock_rules().require(code="outside_hours", day=date(2021, 12, 20)).source.is_confirmed
    False
    """
    return DatedBook("rule of clocks", read_entries(folder=folder, kind=KIND, read=_rule))


def rules_of(*, kind: str, day: date, is_paused: bool) -> tuple[ClockRule, ...]:
    """List the rules that hold on a day for a kind of clock; that of pauses only where there is one."""
    return tuple(
        rule
        for rule in read_clock_rules().on(day=day)
        if kind in rule.clocks and (is_paused or rule.code != "pause_gives_back")
    )


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the rules.

    returns : problems of `dated_books.check_entries`; `word-unknown` for a rule or a clock the engine has not
    """
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    if said.get("code") not in RULES:
        yield unknown_word(document, "code", said.get("code"), RULES, *at)
    for kind in said.get("clocks") or ():
        if kind not in CLOCK_KINDS:
            yield unknown_word(document, "clocks", kind, CLOCK_KINDS, *at, "clocks")


def _rule(said: Said, source: Source, _: Document) -> ClockRule:
    return ClockRule(said["code"], said["vi"], said["en"], tuple(said["clocks"]), span_of(said), source)
