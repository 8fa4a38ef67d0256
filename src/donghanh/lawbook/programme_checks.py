"""
What must hold of the template of a campaign, each with its line.

For `programmes`, which reads it. Keys and words are complete; every day lies inside the campaign;
shares stay within the target; units, communes, programmes, ways, paces and roles that are named
exist; an amount of money is whole đồng or openly "to be confirmed".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.spans import Span
from donghanh.lawbook.dates import check_span, readable_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_shares import check_shares

METHODS = ("rule", "nomination", "quota", "draw", "allocation", "measure")
STATUSES = ("normal", "quarantined", "locked_down")
VISITS = ("as_planned", "at_distance", "postponed")
BUDGET_STATUSES = ("to_be_confirmed", "planned", "approved")
TOP = {
    "kind", "source", "sources", "code", "name", "motto", "span", "programmes", "ways", "paces",
    "variations", "activities", "budget",
}  # fmt: skip
ALWAYS = {"code", "row", "programme", "method", "name", "unit_of_measure"}
MEASURED = {"measure", "fed_by"}
PROMISED = {"target", "starts_on", "due_on", "rule", "roles", "way", "pace", "variation", "shares_bind"}
PARTS = {
    "ways": Mapping,
    "paces": Mapping,
    "variations": Mapping,
    "programmes": Sequence,
    "activities": Sequence,
    "budget": Sequence,
}
BY_NAME = (("programme", "programmes"), ("way", "ways"), ("pace", "paces"), ("variation", "variations"))
WHOLE = {
    "paces": ("slack_percent", "approval_lead_days"),
    "variations": ("days_later_at_most", "share_percent_at_most"),
}

Entry = Mapping[str, Any]


def check_template(document: Document) -> list[Problem]:
    """
    Check one template.

    returns : problems `key-missing`, `key-unknown`, `date-missing`, `not-a-day`, `span-empty`,
              `word-unknown`, `words-missing`, `code-repeated`, `name-unknown`, `day-outside`,
              `backward`, `not-whole`, `safety-missing`, `amount-open`, and those of `check_shares`;
              only the first two sorts when the frame of the document itself does not stand
    """
    frame = [*_check_frame(document)]
    return frame or [
        *_check_words(document),
        *_check_codes(document),
        *_check_ways(document),
        *_check_numbers(document),
        *_check_activities(document),
        *_check_budget(document),
    ]


def _check_frame(document: Document) -> Iterator[Problem]:
    content = document.content
    yield from check_keys(document=document, at=(), entry=content, needed=TOP, allowed={"previous"})
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
    for key, sort in PARTS.items():
        said = content.get(key)
        entries = list(said.values() if isinstance(said, Mapping) else said or ())
        if not isinstance(said, sort) or not all(isinstance(entry, Mapping) for entry in entries):
            yield document.problem("not-entries", f"`{key}` is to hold entries of keys and values.", key)


def _check_words(document: Document) -> Iterator[Problem]:
    """Every text for people is there in both languages."""
    texts: list[tuple[At, Any]] = [
        (("name",), document.content["name"]),
        (("motto",), document.content["motto"]),
    ]
    for part in ("programmes", "activities", "budget"):
        for at, entry in document.entries(part):
            keys = [key for key in ("name", "unit_of_measure", "fed_by") if key in entry]
            texts += [((*at, key), entry[key]) for key in keys]
            texts += [] if "name" in entry else [((*at, "name"), None)]
    for at, text in texts:
        if not isinstance(text, Mapping) or not all(
            str(text.get(word) or "").strip() for word in ("vi", "en")
        ):
            yield document.problem("words-missing", f"`{at[-1]}` needs a text in `vi` and in `en`.", *at)


def _check_codes(document: Document) -> Iterator[Problem]:
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
                yield _unknown(document, "visit", said["visit"], VISITS, *at)


def _check_numbers(document: Document) -> Iterator[Problem]:
    for part, keys in WHOLE.items():
        for name, entry in document.content[part].items():
            for key in keys:
                if not _is_whole(entry.get(key)):
                    text = f"`{key}` is {entry.get(key)!r}; expected a whole number from 0."
                    yield document.problem("not-whole", text, part, name, key)


def _check_activities(document: Document) -> Iterator[Problem]:
    campaign = readable_span(document.content["span"])
    for at, entry in document.entries("activities"):
        yield from _check_activity(document, at, entry)
        yield from _check_days(document, at, entry, campaign)
        yield from check_shares(document=document, at=at, activity=entry)


def _check_activity(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    method = entry.get("method")
    if method not in METHODS:
        yield _unknown(document, "method", method, METHODS, *at)
    needed = ALWAYS | (MEASURED if method == "measure" else PROMISED)
    allowed = {"source", "shares", "methods_of_work"}
    yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed=allowed)
    for key, part in BY_NAME:
        if entry.get(key) is not None and entry[key] not in _names(document, part):
            yield _unknown(document, key, entry[key], _names(document, part), *at, key)
    yield from _check_target(document, at, entry)
    yield from _check_roles(document, at, entry)


def _check_target(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    if entry.get("target") is not None and not _is_whole(entry["target"]):
        text = f"`target` is {entry['target']!r}; expected a whole number from 0."
        yield document.problem("not-whole", text, *at, "target")
    if not isinstance(entry.get("shares_bind", False), bool):
        yield _unknown(document, "shares_bind", entry["shares_bind"], ("true", "false"), *at, "shares_bind")


def _check_roles(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    """An activity may narrow who makes a move; it never widens it."""
    for move, roles in (entry.get("roles") or {}).items():
        if move not in BENEFIT.moves:
            yield _unknown(document, "roles", move, tuple(BENEFIT.moves), *at, "roles")
            continue
        for role in roles or ():
            if role not in BENEFIT.moves[move].roles:
                yield _unknown(document, move, role, sorted(BENEFIT.moves[move].roles), *at, "roles", move)


def _check_days(document: Document, at: At, entry: Entry, campaign: Span[date] | None) -> Iterator[Problem]:
    days = {key: entry[key] for key in ("starts_on", "due_on") if entry.get(key) is not None}
    for key, day in days.items():
        if not isinstance(day, date):
            yield document.problem("not-a-day", f"`{key}` is {day!r}; expected a day, 2021-12-01.", *at, key)
        elif campaign is not None and day not in campaign:
            text = f"`{key}` {day} is not in the campaign, from {campaign.start} until {campaign.until}."
            yield document.problem("day-outside", text, *at, key)
    if (
        len(days) == 2
        and all(isinstance(day, date) for day in days.values())
        and days["due_on"] < days["starts_on"]
    ):
        text = f"due on {days['due_on']}, before it starts on {days['starts_on']}."
        yield document.problem("backward", text, *at, "due_on")


def _check_budget(document: Document) -> Iterator[Problem]:
    needed, allowed = {"code", "activity", "name", "status"}, {"amount_dong", "source"}
    for at, entry in document.entries("budget"):
        yield from check_keys(
            document=document, at=at, entry=entry, needed=needed, allowed={"amount_dong", "source"}
        )
        if entry.get("activity") not in _names(document, "activities"):
            yield _unknown(document, "activity", entry.get("activity"), _names(document, "activities"), *at)
        if entry.get("status") not in BUDGET_STATUSES:
            yield _unknown(document, "status", entry.get("status"), BUDGET_STATUSES, *at)
        amount = entry.get("amount_dong")
        if amount is not None and not _is_whole(amount):
            text = f"`amount_dong` is {amount!r}; expected whole đồng."
            yield document.problem("not-whole", text, *at, "amount_dong")
        if "amount_dong" not in entry or (amount is None and entry.get("status") != "to_be_confirmed"):
            text = "no `amount_dong`; write the amount, or null with `status: to_be_confirmed`."
            yield document.problem("amount-open", text, *at)


def _names(document: Document, part: str) -> tuple[str, ...]:
    said = document.content[part]
    return tuple(said) if isinstance(said, Mapping) else tuple(str(entry.get("code")) for entry in said)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _unknown(document: Document, key: str, found: Any, known: Sequence[str], *at: str | int) -> Problem:
    """A word, or a name of something that this document should hold."""
    return document.problem("word-unknown", f"`{key}` is {found!r}; expected one of {', '.join(known)}.", *at)
