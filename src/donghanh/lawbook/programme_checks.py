"""
What must hold of the template of a campaign, each with its line.

For `programmes`, which reads it. Keys and words are complete; every day lies inside the campaign;
shares stay within the target; units, communes, programmes, ways, paces and roles that are named
exist; an amount of money is whole đồng or openly "to be confirmed".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from donghanh.lawbook.dates import check_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_activity_checks import check_activities
from donghanh.lawbook.programme_confirmation import PART, check_confirmation
from donghanh.lawbook.programme_shapes import SHAPE
from donghanh.lawbook.programme_stacking_checks import check_stacking
from donghanh.lawbook.programme_words import is_whole, names_in, unknown_word
from donghanh.lawbook.shapes import check_shape
from donghanh.lawbook.sources import check_sources

STATUSES = ("normal", "quarantined", "locked_down")
VISITS = ("as_planned", "at_distance", "postponed")
MOST_DONG = 10**15
LONGEST = {"unit_of_measure": 60, "short": 40}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_CODE = 40
BUDGET_STATUSES = ("to_be_confirmed", "planned", "approved")
TOP = {
    "kind", "source", "sources", "code", "name", "motto", "span", "programmes", "ways", "paces",
    "variations", "activities", "budget",
}  # fmt: skip
WHOLE = {
    "paces": ("slack_percent", "approval_lead_days"),
    "variations": ("days_later_at_most", "share_percent_at_most"),
}

Entry = Mapping[str, Any]


def check_template(document: Document) -> list[Problem]:
    """
    Check one template.

    returns : problems `shape-wrong`; else of `check_sources`, `key-missing`, `key-unknown`, `date-missing`,
              `not-a-day`, `span-empty`, `word-unknown`; and, when the frame of the document stands,
              `words-missing`, `words-too-long`, `code-form`, `code-repeated`, `not-whole`,
              `safety-missing`, `amount-open` and those of `check_activities`, `check_confirmation` and
              `check_stacking`
    """
    shape = [*check_shape(document=document, shape=SHAPE)]
    if shape:
        return shape
    sources = check_sources(document)
    frame = [*_check_frame(document)]
    if frame:
        return [*sources, *frame]
    return [
        *sources,
        *_check_words(document),
        *_check_codes(document),
        *_check_ways(document),
        *_check_numbers(document),
        *check_activities(document),
        *check_confirmation(document),
        *check_stacking(document),
        *_check_budget(document),
    ]


def _check_frame(document: Document) -> Iterator[Problem]:
    content = document.content
    yield from check_keys(
        document=document, at=(), entry=content, needed=TOP, allowed={"previous", "stacking", PART}
    )
    if content.get("kind") != "campaign":
        yield document.problem(
            "word-unknown", f"`kind` is {content.get('kind')!r}; expected campaign.", "kind"
        )
    if "previous" not in content:
        yield document.problem("key-missing", "`previous` is missing; write a campaign's code, or null.")
    span = content.get("span")
    yield from check_span(document=document, at=("span",), entry=span if isinstance(span, Mapping) else {})
    if isinstance(span, Mapping) and span.get("until", "") is None:
        yield document.problem(
            "date-missing", "a campaign has an end; write the first day outside.", "span", "until"
        )


def _check_words(document: Document) -> Iterator[Problem]:
    """Every text for people is there in both languages."""
    texts: list[tuple[At, Any]] = [
        (("name",), document.content["name"]),
        (("motto",), document.content["motto"]),
    ]
    for part in ("programmes", "activities", "budget"):
        for at, entry in document.entries(part):
            keys = [key for key in ("name", "short", "unit_of_measure", "fed_by") if key in entry]
            texts += [((*at, key), entry[key]) for key in keys]
            texts += [] if "name" in entry else [((*at, "name"), None)]
    for at, text in texts:
        yield from _check_text(document, at, text if isinstance(text, Mapping) else {})


def _check_text(document: Document, at: At, words: Entry) -> Iterator[Problem]:
    longest = LONGEST.get(str(at[-1]))
    if not all(str(words.get(language) or "").strip() for language in ("vi", "en")):
        yield document.problem("words-missing", f"`{at[-1]}` needs a text in `vi` and in `en`.", *at)
    elif longest and any(len(str(word)) > longest for word in words.values()):
        yield document.problem("words-too-long", f"`{at[-1]}` is to have {longest} letters at most.", *at)


def _check_codes(document: Document) -> Iterator[Problem]:
    """Codes stand in addresses of pages: small letters, figures and hyphens, each for one thing."""
    coded: list[tuple[At, Any]] = [(("code",), document.content["code"])]
    for part in ("programmes", "activities", "budget"):
        coded += [((*at, "code"), entry.get("code")) for at, entry in document.entries(part)]
    for at, code in coded:
        if not CODE.fullmatch(str(code)) or len(str(code)) > LONGEST_CODE:
            text = f"`code` is {code!r}; expected up to {LONGEST_CODE} small letters, figures and hyphens."
            yield document.problem("code-form", text, *at)
    for part in ("programmes", "activities", "budget"):
        entries = document.entries(part)
        counts = Counter(str(entry.get("code")) for _, entry in entries)
        for at, entry in entries:
            if counts[str(entry.get("code"))] > 1:
                text = f"`{entry.get('code')}` stands more than once in {part}; codes are for one thing each."
                yield document.problem("code-repeated", text, *at)


def _check_ways(document: Document) -> Iterator[Problem]:
    for name, way in document.content["ways"].items():
        for status in STATUSES:
            said = way.get(status)
            at: At = ("ways", name, status)
            if not isinstance(said, Mapping) or not all(said.get(key) for key in ("visit", "vi", "en")):
                text = f"way `{name}` says nothing for `{status}`; it needs visit, vi and en."
                yield document.problem("safety-missing", text, *at)
            elif said["visit"] not in VISITS:
                yield unknown_word(document, "visit", said["visit"], VISITS, *at, "visit")


def _check_numbers(document: Document) -> Iterator[Problem]:
    for part, keys in WHOLE.items():
        for name, entry in document.content[part].items():
            for key in keys:
                if not is_whole(entry.get(key)):
                    text = f"`{key}` is {entry.get(key)!r}; expected a whole number from 0."
                    yield document.problem("not-whole", text, part, name, key)


def _check_budget(document: Document) -> Iterator[Problem]:
    needed, allowed = {"code", "activity", "name", "status"}, {"amount_dong", "source"}
    for at, entry in document.entries("budget"):
        yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed=allowed)
        if entry.get("activity") not in names_in(document, "activities"):
            yield unknown_word(
                document, "activity", entry.get("activity"), names_in(document, "activities"), *at
            )
        if entry.get("status") not in BUDGET_STATUSES:
            yield unknown_word(document, "status", entry.get("status"), BUDGET_STATUSES, *at)
        amount = entry.get("amount_dong")
        if amount is not None and not is_whole(amount, most=MOST_DONG):
            text = f"`amount_dong` is {amount!r}; expected whole đồng."
            yield document.problem("not-whole", text, *at, "amount_dong")
        if "amount_dong" not in entry or (amount is None and entry.get("status") != "to_be_confirmed"):
            text = "no `amount_dong`; write the amount, or null with `status: to_be_confirmed`."
            yield document.problem("amount-open", text, *at)
