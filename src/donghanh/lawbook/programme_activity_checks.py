"""
What must hold of the activities of a template: keys, words, days inside the campaign, roles.

For `programme_checks`. An activity of the method `measure` says what is measured and what feeds it;
any other says its target, days, rule, roles, way, pace and variation. Roles may only be narrowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.spans import Span
from donghanh.lawbook.dates import readable_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_goods_checks import check_goods
from donghanh.lawbook.programme_method_checks import check_methods_of_work
from donghanh.lawbook.programme_rule_checks import check_rule
from donghanh.lawbook.programme_share_checks import check_shares
from donghanh.lawbook.programme_words import is_whole, names_in, unknown_word

METHODS = ("rule", "nomination", "quota", "draw", "allocation", "measure")
ALWAYS = {"code", "row", "programme", "method", "name", "short", "unit_of_measure"}
MEASURED = {"measure", "fed_by"}
PROMISED = {"target", "starts_on", "due_on", "rule", "roles", "way", "pace", "variation", "shares_bind"}
BY_NAME = (("programme", "programmes"), ("way", "ways"), ("pace", "paces"), ("variation", "variations"))

Entry = Mapping[str, Any]


def check_activities(document: Document) -> Iterator[Problem]:
    """
    Check every activity of a template whose frame stands.

    returns : problems `key-missing`, `key-unknown`, `word-unknown`, `not-whole`, `not-a-day`,
              `day-outside`, `backward`, and those of `check_rule`, `check_goods`,
              `check_methods_of_work`, `check_shares`
    """
    campaign = readable_span(document.content["span"])
    for at, entry in document.entries("activities"):
        yield from _check_activity(document, at, entry)
        yield from _check_days(document, at, entry, campaign)
        yield from check_rule(document=document, at=at, activity=entry)
        yield from check_goods(document=document, at=at, activity=entry)
        yield from check_methods_of_work(document=document, at=at, activity=entry)
        yield from check_shares(document=document, at=at, activity=entry)


def _check_activity(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    method = entry.get("method")
    if method not in METHODS:
        yield unknown_word(document, "method", method, METHODS, *at)
    needed = ALWAYS | (MEASURED if method == "measure" else PROMISED)
    allowed = {"source", "shares", "methods_of_work", "item", "stock", "allocate"}
    yield from check_keys(document=document, at=at, entry=entry, needed=needed, allowed=allowed)
    for key, part in BY_NAME:
        if entry.get(key) is not None and entry[key] not in names_in(document, part):
            yield unknown_word(document, key, entry[key], names_in(document, part), *at, key)
    yield from _check_target(document, at, entry)
    yield from _check_roles(document, at, entry)


def _check_target(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    if entry.get("target") is not None and not is_whole(entry["target"]):
        text = f"`target` is {entry['target']!r}; expected a whole number from 0."
        yield document.problem("not-whole", text, *at, "target")
    if not isinstance(entry.get("shares_bind", False), bool):
        yield unknown_word(
            document, "shares_bind", entry["shares_bind"], ("true", "false"), *at, "shares_bind"
        )


def _check_roles(document: Document, at: At, entry: Entry) -> Iterator[Problem]:
    """An activity may narrow who makes a move; it never widens it."""
    for move, roles in (entry.get("roles") or {}).items():
        if move not in BENEFIT.moves:
            yield unknown_word(document, "roles", move, tuple(BENEFIT.moves), *at, "roles")
            continue
        for role in roles or ():
            if role not in BENEFIT.moves[move].roles:
                yield unknown_word(
                    document, move, role, sorted(BENEFIT.moves[move].roles), *at, "roles", move
                )


def _check_days(document: Document, at: At, entry: Entry, campaign: Span[date] | None) -> Iterator[Problem]:
    days = {key: entry[key] for key in ("starts_on", "due_on") if entry.get(key) is not None}
    for key, day in days.items():
        if type(day) is not date:  # an instant is a day, too, and cannot be compared with one
            yield document.problem("not-a-day", f"`{key}` is {day!r}; expected a day, 2021-12-01.", *at, key)
        elif campaign is not None and day not in campaign:
            text = f"`{key}` {day} is not in the campaign, from {campaign.start} until {campaign.until}."
            yield document.problem("day-outside", text, *at, key)
    readable = [day for day in days.values() if type(day) is date]
    if len(readable) == 2 and days["due_on"] < days["starts_on"]:
        text = f"due on {days['due_on']}, before it starts on {days['starts_on']}."
        yield document.problem("backward", text, *at, "due_on")
