"""What must hold of one term of a service: its days, its clock, when that starts, and its outer limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from donghanh.kernel.case_tables import CLOCK_KINDS
from donghanh.lawbook.dates import check_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape

COUNTS = ("after", "before")
MOST = {
    "working_days": 260,
    "working_hours": 2_000,
    "calendar_days": 366,
    "hours": 8_784,
    "seconds": 86_400,
    "immediate": 0,
}
"""A year at most, and a day of seconds: more is a slip of the pen."""

TERM: Shape = {
    "clock": {ANY: FREE},
    "starts": TEXT,
    "regime": TEXT,
    "source": TEXT,
    "counts": TEXT,
    "note": {"vi": TEXT, "en": TEXT},
    "outer": {"clock": {ANY: FREE}, "service": TEXT, "source": TEXT, ANY: FREE},
    ANY: FREE,
}


def check_terms(*, document: Document, at: At, known: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """
    Check the terms of the entry at a place.

    returns : problems of keys, dates and words; `clock-unknown`, `clock-amount`, `percent-outside`,
              `outer-sooner`
    """
    for term_at, term in document.entries(*at, "terms"):
        yield from check_keys(
            document=document, at=term_at, entry=term,
            needed={"from", "regime", "clock", "starts", "source"},
            allowed={"until", "counts", "outer", "note", "target_percent"},
        )  # fmt: skip
        yield from check_span(document=document, at=term_at, entry=term)
        for key, words in (("regime", known["regimes"]), ("starts", known["starts"])):
            if term.get(key) not in words:
                yield unknown_word(document, key, term.get(key), words, *term_at, key)
        if term.get("counts", "after") not in COUNTS:
            yield unknown_word(document, "counts", term.get("counts"), COUNTS, *term_at, "counts")
        yield from check_clock(document=document, at=(*term_at, "clock"), said=term.get("clock"))
        yield from _check_target(document, term_at, term)
        yield from _check_outer(document, term_at, term)


def check_clock(*, document: Document, at: At, said: Any) -> Iterator[Problem]:
    """Report `clock-unknown` for a kind that no clock has, and `clock-amount` for one nobody means."""
    if not isinstance(said, Mapping) or len(said) != 1:
        text = f"`clock` is {said!r}; expected one kind and its amount, {{working_days: 3}}."
        yield document.problem("clock-unknown", text, *at)
        return
    ((kind, amount),) = said.items()
    if kind not in CLOCK_KINDS:
        text = f"no clock counts {kind!r}; expected one of {', '.join(CLOCK_KINDS)}."
        yield document.problem("clock-unknown", text, *at)
    elif not is_whole(amount, most=MOST[kind]) or (amount == 0) != (kind == "immediate"):
        least = 0 if kind == "immediate" else 1
        text = f"{amount!r} {kind}; expected a whole number from {least} to {MOST[kind]}."
        yield document.problem("clock-amount", text, *at)


def _check_target(document: Document, at: At, term: Mapping[str, Any]) -> Iterator[Problem]:
    target = term.get("target_percent")
    if "target_percent" in term and (not is_whole(target, most=100) or target == 0):
        text = f"`target_percent` is {target!r}; expected a whole number from 1 to 100, or no such key."
        yield document.problem("percent-outside", text, *at, "target_percent")


def _check_outer(document: Document, at: At, term: Mapping[str, Any]) -> Iterator[Problem]:
    outer = term.get("outer")
    if outer is None:
        return
    here = (*at, "outer")
    needed = {"clock", "service", "source"}
    yield from check_keys(document=document, at=here, entry=outer, needed=needed, allowed=set())
    found = list(check_clock(document=document, at=(*here, "clock"), said=outer.get("clock")))
    yield from found
    own, later = term.get("clock"), outer.get("clock")
    if not found and isinstance(own, Mapping) and set(own) == set(later):
        ((kind, amount),) = later.items()
        if is_whole(own[kind]) and amount < own[kind]:
            text = f"the outer limit of {amount} {kind} ends before the promise of {own[kind]}."
            yield document.problem("outer-sooner", text, *here)
