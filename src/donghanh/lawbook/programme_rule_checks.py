"""
What must hold of the rule by which an activity selects: the keys that its reader needs, and their values.

For `programme_activity_checks`. Each word of `select` has a reader in the programmes; a rule that lacks
something would only be missed on the day of the selection, so it is missed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from donghanh.lawbook.dates import check_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import is_whole, unknown_word

Entry = Mapping[str, Any]

SELECTS = {
    "rule": ("energy_above", "exemplary_enterprises"),
    "quota": ("requests_in_order_of_arrival",),
    "draw": ("registered_and_installed",),
    "nomination": ("nominated_by_commune",),
    "allocation": ("requested_by_area",),
}
KINDS = ("household", "enterprise", "public_body")
DRAW_METHODS = ("rfc3797", "sha256")
SCORED_COLUMNS = ("energy_kwh", "contract_years")
NEEDED: dict[str, tuple[str, ...]] = {
    "energy_above": ("more_than_kwh", "months", "energy_window"),
    "exemplary_enterprises": ("kinds", "energy_window", "components"),
    "requests_in_order_of_arrival": ("kinds", "service", "requested"),
    "registered_and_installed": (
        "kinds", "registered", "installed", "method", "alternates", "commit_on", "draw_on", "claim_until",
    ),
}  # fmt: skip
WHOLE = ("more_than_kwh", "months", "alternates", "minimum_points")
SPANS = ("energy_window", "requested", "registered", "installed")


def check_rule(*, document: Document, at: At, activity: Entry) -> Iterator[Problem]:
    """
    Check the rule of one activity.

    returns : problems `word-unknown`, `key-missing`, `not-whole`, those of `check_span`, `not-a-day`,
              `backward`, and of a score `key-unknown`, `name-repeated`, `bands-not-ascending`
    """
    rule, known = activity.get("rule"), SELECTS.get(str(activity.get("method")))
    if not isinstance(rule, Mapping) or known is None:
        return
    place: At = (*at, "rule")
    if rule.get("select") not in known:
        yield unknown_word(document, "select", rule.get("select"), known, *place, "select")
        return
    checks: tuple[Callable[[Document, At, Entry], Iterator[Problem]], ...] = (
        _check_needed, _check_kinds, _check_whole, _check_spans, _check_draw, _check_components,
    )  # fmt: skip
    for check in checks:
        yield from check(document, place, rule)


def _check_needed(document: Document, at: At, rule: Entry) -> Iterator[Problem]:
    for key in NEEDED.get(rule["select"], ()):
        if rule.get(key) in (None, "", [], {}):
            text = f"a rule that selects `{rule['select']}` needs `{key}`."
            yield document.problem("key-missing", text, *at)


def _check_kinds(document: Document, at: At, rule: Entry) -> Iterator[Problem]:
    kinds = rule.get("kinds")
    for kind in kinds if isinstance(kinds, list) else [kinds] if kinds else []:
        if kind not in KINDS:
            yield unknown_word(document, "kinds", kind, KINDS, *at, "kinds")


def _check_whole(document: Document, at: At, rule: Entry) -> Iterator[Problem]:
    for key in WHOLE:
        if rule.get(key) is not None and not is_whole(rule[key]):
            text = f"`{key}` is {rule[key]!r}; expected a whole number from 0."
            yield document.problem("not-whole", text, *at, key)
    if rule.get("months") == 0:
        yield document.problem("not-whole", "`months` is 0; expected 1 or more.", *at, "months")


def _check_spans(document: Document, at: At, rule: Entry) -> Iterator[Problem]:
    for key in SPANS:
        said = rule.get(key)
        if said is None:
            continue
        entry = said if isinstance(said, Mapping) else {}
        yield from check_span(document=document, at=(*at, key), entry=entry)
        if entry.get("until", "") is None:
            text = f"`{key}` has no end; write the first day outside."
            yield document.problem("date-missing", text, *at, key)


def _check_draw(document: Document, at: At, rule: Entry) -> Iterator[Problem]:
    if rule.get("method") is not None and rule["method"] not in DRAW_METHODS:
        yield unknown_word(document, "method", rule["method"], DRAW_METHODS, *at, "method")
    days = {key: rule[key] for key in ("commit_on", "draw_on", "claim_until") if rule.get(key) is not None}
    for key, day in days.items():
        if type(day) is not date:
            yield document.problem("not-a-day", f"`{key}` is {day!r}; expected 2022-01-05.", *at, key)
            return
    if list(days.values()) != sorted(set(days.values())):
        text = "first frozen, then drawn, then claimed: commit_on, draw_on, claim_until come in this order."
        yield document.problem("backward", text, *at, "draw_on")


def _check_components(document: Document, at: At, rule: Entry) -> Iterator[Problem]:
    seen: set[str] = set()
    said = rule.get("components")
    listed = said if isinstance(said, list) else []
    parts = document.entries(*at, "components") if listed else []
    if said and len(parts) != (len(listed) or -1):
        yield document.problem("shape-wrong", "`components` is a list of entries.", *at, "components")
    for place, part in parts:
        needed = {"name", "column", "bands"}
        yield from check_keys(document=document, at=place, entry=part, needed=needed, allowed={"says"})
        if part.get("column") not in SCORED_COLUMNS:
            yield unknown_word(document, "column", part.get("column"), SCORED_COLUMNS, *place, "column")
        name = str(part.get("name"))
        if name in seen:
            yield document.problem("name-repeated", f"{name!r} is scored twice.", *place, "name")
        seen.add(name)
        yield from _check_bands(document, place, part)


def _check_bands(document: Document, at: At, part: Entry) -> Iterator[Problem]:
    bands = part.get("bands")
    listed = bands if isinstance(bands, list) else []
    is_read = bool(listed) and all(
        isinstance(band, Mapping)
        and set(band) == {"from", "points"}
        and is_whole(band["from"])
        and is_whole(band["points"])
        for band in listed
    )
    if not is_read:
        text = "`bands` is a list of {from: 1000, points: 10}, whole numbers from 0."
        yield document.problem("not-whole", text, *at, "bands")
        return
    starts, points = ([band[key] for band in listed] for key in ("from", "points"))
    if starts != sorted(set(starts)) or points != sorted(points):
        text = "bands rise: each `from` is above the one before, and earns no fewer points."
        yield document.problem("bands-not-ascending", text, *at, "bands")
