"""The slow twins of the figures and the likeness of requests: one case after another, in words."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone
from typing import Any

VIETNAM = timezone(timedelta(hours=7))
DECIDED = ("in_time", "late", "open_late")


def outcome_slowly(case: dict[str, Any], as_of: datetime) -> str:
    """In time, late, left, open or open_late, as it was known at `as_of`."""
    answered, left, due = case["answered_at"], case["left_at"], case["due_at"]
    if answered is not None and answered <= as_of:
        return "late" if due is not None and answered > due else "in_time"
    if left is not None and left <= as_of:
        return "left"
    return "open_late" if due is not None and due < as_of else "open"


def waited_slowly(case: dict[str, Any], as_of: datetime) -> int:
    answered = case["answered_at"]
    end = answered if answered is not None and answered <= as_of else as_of
    return int((end - case["received_at"]).total_seconds())


def in_time_slowly(cases: list[dict[str, Any]], by: str, as_of: datetime) -> dict[Any, dict[str, Any]]:
    """Counts, share and percentiles of each group."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for case in cases:
        if case["received_at"] <= as_of:
            groups.setdefault(case[by], []).append(case)
    return {group: _figures(members, as_of) for group, members in groups.items()}


def _figures(cases: list[dict[str, Any]], as_of: datetime) -> dict[str, Any]:
    stood = [outcome_slowly(case, as_of) for case in cases]
    waits = sorted(
        waited_slowly(case, as_of) for case, how in zip(cases, stood, strict=True) if how in DECIDED
    )
    counts = {word: stood.count(word) for word in ("in_time", "late", "open", "open_late", "left")}
    return counts | {
        "decided": len(waits),
        "in_time_permille": counts["in_time"] * 1000 // len(waits) if waits else None,
        "median_seconds": nearest_rank(waits, 50),
        "tail_seconds": nearest_rank(waits, 95),
    }


def nearest_rank(ordered: list[int], percent: int) -> int | None:
    """The smallest value that at least `percent` of all values do not exceed."""
    for value in ordered:
        if 100 * sum(other <= value for other in ordered) >= percent * len(ordered):
            return value
    return None


def worst_slowly(cases: list[dict[str, Any]], as_of: datetime, count: int) -> list[tuple[int, int]]:
    """Number and lateness in seconds, the latest first."""
    late = []
    for case in cases:
        if case["received_at"] <= as_of and outcome_slowly(case, as_of) in ("late", "open_late"):
            answered = case["answered_at"]
            end = answered if answered is not None and answered <= as_of else as_of
            late.append((case["case"], int((end - case["due_at"]).total_seconds())))
    return sorted(late, key=lambda one: (-one[1], one[0]))[:count]


def electronic_slowly(cases: list[dict[str, Any]], as_of: datetime) -> dict[tuple[Any, Any], tuple[int, int]]:
    """Unit and first day of the month -> cases and electronic ones."""
    found: dict[tuple[Any, Any], tuple[int, int]] = {}
    for case in cases:
        if case["received_at"] <= as_of:
            key = (case["unit"], case["received_at"].astimezone(VIETNAM).date().replace(day=1))
            all_cases, electronic = found.get(key, (0, 0))
            found[key] = (all_cases + 1, electronic + case["is_electronic"])
    return found


def pausing_slowly(
    cases: list[dict[str, Any]], pauses: list[dict[str, Any]], as_of: datetime
) -> dict[str, tuple[int, int, int, int]]:
    """Clerk -> cases, paused cases, pauses, seconds paused."""
    begun = [pause for pause in pauses if pause["from_at"] <= as_of]
    had = {(case["clerk"], case["case"]) for case in cases if case["received_at"] <= as_of and case["clerk"]}
    touched = had | {(pause["clerk"], pause["case"]) for pause in begun}
    found = {}
    for clerk in {one for one, _ in touched}:
        own = [pause for pause in begun if pause["clerk"] == clerk]
        ends = [min(pause["until_at"] or as_of, as_of) for pause in own]
        lasted = sum(
            int((end - pause["from_at"]).total_seconds()) for pause, end in zip(own, ends, strict=True)
        )
        cases_of = sum(one == clerk for one, _ in touched)
        found[clerk] = (cases_of, len({pause["case"] for pause in own}), len(own), lasted)
    return found


def alike_slowly(
    reports: list[dict[str, Any]], others: list[dict[str, Any]], rule: Any
) -> set[tuple[int, int, int, tuple[str, ...]]]:
    """Case, other, score, reasons of every pair that the rule shows."""
    found = set()
    for report in reports:
        for other in others:
            if report["case"] == other["case"] or not {report["group"], other["group"]} <= rule.groups:
                continue
            apart = abs(report["received_at"] - other["received_at"])
            reasons = tuple(word for word in rule.weights if _holds(word, report, other, rule.near_metres))
            score = sum(rule.weights[word] for word in reasons)
            shares = set(reasons) - {"same_service"}
            if shares and apart <= timedelta(seconds=rule.within_seconds) and score >= rule.least_score:
                found.add((report["case"], other["case"], score, reasons))
    return found


def _holds(word: str, one: dict[str, Any], two: dict[str, Any], near_metres: int) -> bool:
    if word == "near":
        known = None not in (one["latitude"], one["longitude"], two["latitude"], two["longitude"])
        return bool(near_metres) and known and metres_slowly(one, two) <= near_metres
    key = word.removeprefix("same_")
    return one[key] is not None and one[key] == two[key]


def metres_slowly(one: dict[str, Any], two: dict[str, Any]) -> int:
    north = (one["latitude"] - two["latitude"]) * 0.111_195
    shrunk = math.cos(math.radians(one["latitude"] / 1_000_000))
    east = (one["longitude"] - two["longitude"]) * 0.111_195 * shrunk
    return round(math.hypot(north, east))
