"""Scores cases against one another; a stand-in's rule, small enough to be read."""

from __future__ import annotations

from collections.abc import Iterable

from donghanh.apps.requests.models import Case
from donghanh.apps.requests.values import Likeness

SCORES = {"same_phone": 50, "same_customer": 50, "same_group": 20, "same_place": 30}


def scored(*, case: Case, others: Iterable[Case]) -> tuple[Likeness, ...]:
    """Those with a score, the likeliest first."""
    told = [_likeness(case, other) for other in others]
    return tuple(sorted((one for one in told if one.score >= 50), key=lambda one: (-one.score, one.code)))


def _likeness(case: Case, other: Case) -> Likeness:
    same = {
        "same_phone": bool(case.phone) and case.phone == other.phone,
        "same_customer": bool(case.customer_code) and case.customer_code == other.customer_code,
        "same_group": case.group == other.group,
        "same_place": bool(case.commune_code) and case.commune_code == other.commune_code,
    }
    reasons = tuple(reason for reason, holds in same.items() if holds)
    member = getattr(other, "membership", None)
    return Likeness(
        other.code, min(100, sum(SCORES[reason] for reason in reasons)), reasons, other.received_at,
        other.service["vi"], other.service["en"], other.state, member.incident.code if member else "",
    )  # fmt: skip
