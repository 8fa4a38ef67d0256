"""A signed report's facts as the public page shows them: counts, shares as widths of bars, sums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from donghanh.adapters.programme_reports import paper_parts
from donghanh.adapters.programme_reports.words import CLASSES, STATUSES, Language, text
from donghanh.faces.design.meters import percent_width

Told = Mapping[str, Any]
TONES = {
    "reached": "good", "on_course": "info", "at_risk": "warn", "late": "bad", "not_begun": "idle",
    "no_target": "idle", "untold": "idle",
}  # fmt: skip
# A class with fewer households than this is told together with the others: one family would be recognised.
FEWEST = 3


def programmes(*, facts: Told, language: Language) -> list[dict[str, Any]]:
    """Each programme that promises something, with its activities: promised, delivered, and each unit's."""
    found = [
        {
            "name": one[f"name_{language}"],
            "activities": [
                _activity(each, language) for each in one["activities"] if each["method"] != "measure"
            ],
        }
        for one in facts["programmes"]
    ]
    return [one for one in found if one["activities"]]


def effect(*, facts: Told, language: Language) -> dict[str, Any]:
    """Households by class, the independent sample, the goods; None where nobody has told yet."""
    told = facts.get("effects") or {}
    return {
        "households": _households(told.get("households"), language),
        "sample": _sample(told.get("confirmations"), language),
        "goods": _goods(told.get("goods"), language),
    }


def money(*, facts: Told, language: Language) -> dict[str, Any]:
    """What was planned and what was spent, in total; None where it is not known."""
    told = facts.get("money") or {}
    return {
        "budget": told.get("budget_dong"),
        "spent": told.get("spent_dong"),
        "documents": told.get("entry_count"),
    }


def _activity(one: Told, language: Language) -> dict[str, Any]:
    return {
        "row": one["row"],
        "name": one[f"name_{language}"],
        "measured": one[f"measured_in_{language}"],
        "target": one["target"],
        "delivered": one["delivered"],
        "received": one["received"],
        "word": STATUSES[one["status"]][language],
        "tone": TONES[one["status"]],
        "width": percent_width(part=one["delivered"] or 0, whole=one["target"] or 0),
        "units": [_unit(each, language) for each in one["units"]],
    }


def _unit(one: Told, language: Language) -> dict[str, Any]:
    return {
        "name": one[f"unit_name_{language}"] or text("of_company", language),
        "target": one["target"],
        "delivered": one["delivered"],
        "received": one["received"],
        "width": percent_width(part=one["delivered"] or 0, whole=one["target"] or 0),
    }


def _households(told: Told | None, language: Language) -> dict[str, Any] | None:
    if not told or not told["count"]:
        return None
    shown = [one for one in told["classes"] if one["count"] >= FEWEST]
    few = sum(one["count"] for one in told["classes"] if one["count"] < FEWEST)
    rows = [(CLASSES[one["class"]][language], one["count"]) for one in shown]
    largest = max([1, few, *(count for _, count in rows)])
    return {
        "rows": [(name, count, percent_width(part=count, whole=largest)) for name, count in rows],
        "few": few,
        "few_width": percent_width(part=few, whole=largest),
        "count": told["count"],
        "communes": told["communes"],
    }


def _sample(told: Told | None, language: Language) -> dict[str, Any] | None:
    if not told or not told["sampled"]:
        return None
    return {
        **_asked(told, language),
        "rows": [_asked(one, language) for one in told["activities"]],
        "said": paper_parts.sample_said(told, language),
    }


def _asked(told: Told, language: Language) -> dict[str, Any]:
    return {
        "name": told.get(f"name_{language}", ""),
        **{name: told[name] for name in paper_parts.ASKED},
        "rate": paper_parts.response_rate(told, language),
        "share": paper_parts.satisfied_share(told, language).replace(" %", "\u00a0%"),
        "is_told": not told["is_too_few"],
    }


def _goods(told: Told | None, language: Language) -> list[dict[str, Any]] | None:
    if not told or not told["items"]:
        return None
    return [
        {
            "name": f"{one[f'name_{language}']} ({one[f'unit_{language}']})",
            "balance": paper_parts.balance(one, language),
            "tone": "bad" if paper_parts.difference(one) else "warn" if one["differences"] else "good",
            **{name: one[name] for name in (*paper_parts.GOODS, "confirmed")},
        }
        for one in told["items"]
    ]
