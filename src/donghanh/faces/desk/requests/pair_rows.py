"""Two cases that may be one thing, as a person sees them before deciding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from donghanh.apps.requests.queries.suggestions import Suggestion
from donghanh.faces.desk.asking import Standing
from donghanh.faces.desk.requests import rows, words


def pair_row(one: Suggestion, *, standing: Standing, units: Mapping[str, str]) -> dict[str, Any]:
    """The two cases side by side, why they are alike, and what joining them would do."""
    cases = [one.first, one.second]
    lonely = [case.code for case in cases if not case.incident]
    service = words.said(one.first.service_vi, one.first.service_en)
    return {
        "cases": [rows.case_row(case, standing=standing, units=units) for case in cases],
        "first": one.first.code, "second": one.second.code, "codes": lonely,
        "score": one.score, "incident": one.incident, "may_join": one.may_join,
        "reasons": [words.word(words.LIKE, reason) for reason in one.reasons],
        "title": f"{service}, {units.get(one.first.unit_code, one.first.unit_code)}",
    }  # fmt: skip
