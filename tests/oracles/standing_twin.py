"""
The slow, obvious twin of `engines.programmes.standing`: one benefit after the other, in loops.

Written from the sentences of the rule, not from the columns, so that hypothesis can set both
side by side. It returns plain dictionaries keyed by activity and unit.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

PATH = [
    "nominated",
    "checked",
    "verified",
    "approved",
    "allotted",
    "scheduled",
    "delivered",
    "received",
    "feedback",
]
EXITS = ["refused", "withdrawn", "replaced", "unclaimed"]
Row = Mapping[str, Any]


def state_on(moves: Sequence[Row], benefit: int, day: date) -> str | None:
    """The state after the last move made by the end of the day; None when there was no move yet."""
    state = None
    for move in sorted(moves, key=lambda move: move["number"]):
        if move["benefit"] == benefit and move["on"] <= day:
            state = move["to_state"]
    return state


def stands(
    benefits: Sequence[Row], moves: Sequence[Row], targets: Sequence[Row], day: date
) -> dict[tuple[str, str], dict[str, Any]]:
    """Count every activity and unit that has a target or a benefit, and judge it."""
    lines = {(t["activity"], t["unit"]): dict(t) for t in targets}
    begun = [(b, state) for b in benefits if (state := state_on(moves, b["benefit"], day)) is not None]
    for benefit, _ in begun:
        lines.setdefault((benefit["activity"], benefit["unit"]), {"target": None, "due_on": None})
    for key, line in lines.items():
        mine = [(b, state) for b, state in begun if (b["activity"], b["unit"]) == key]
        _count_into(line, mine, day)
        line["why"] = _why(line, day)
    return lines


def _count_into(line: dict[str, Any], mine: Sequence[tuple[Row, str]], day: date) -> None:
    for rank, stage in enumerate(PATH):
        there = [b for b, state in mine if state in PATH and PATH.index(state) >= rank]
        line[f"{stage}_count"] = len(there)
        line[f"{stage}_quantity"] = sum(b["quantity"] for b in there)
    for exit_ in EXITS:
        line[f"{exit_}_count"] = sum(state == exit_ for _, state in mine)
    line["late_count"] = 0
    for benefit, state in mine:
        due = benefit["due_on"] or line["due_on"]
        waiting = state in PATH[: PATH.index("delivered")]
        line["late_count"] += waiting and due is not None and due < day


def _why(line: Mapping[str, Any], day: date) -> str | None:
    target, due = line["target"], line["due_on"]
    missing = None if target is None else max(target - line["delivered_quantity"], 0)
    if missing and due < day:
        return "due-passed"
    if line["late_count"]:
        return "benefit-overdue"
    if not missing:
        return None
    days_left = max((due - day).days + 1, 0)
    all_days = (due - line["starts_on"]).days + 1
    if missing * all_days * 100 > target * days_left * (100 + line["slack_percent"]):
        return "pace"
    if days_left <= line["approval_lead_days"] and line["approved_quantity"] < target:
        return "approvals"
    return None
