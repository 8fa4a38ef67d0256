"""The plain values of results: counts, rates in basis points, and whether they may be told."""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.engines.confirmations import Estimate


@dataclass(frozen=True)
class ResultLine:
    """
    What answers say of an activity, of a unit, or of everything (code "").

    delivered, sampled, asked, answered, satisfied, not_received : [count]
    response_bp : answered of sampled [basis points]; None of nobody
    satisfied_bp, low_bp, high_bp : share of satisfied and its 95 % interval [basis points]; None when too few
    covered_bp : how much of what was delivered lies in strata with an answer [basis points]
    """

    code: str
    name_vi: str
    name_en: str
    delivered: int
    sampled: int
    asked: int
    answered: int
    satisfied: int
    not_received: int
    response_bp: int | None
    satisfied_bp: int | None
    low_bp: int | None
    high_bp: int | None
    covered_bp: int | None
    is_too_few: bool


def result_line(*, found: Estimate, code: str = "", name_vi: str = "", name_en: str = "") -> ResultLine:
    """Lay an estimate out flat."""
    share = found.satisfied_share
    return ResultLine(
        code=code, name_vi=name_vi, name_en=name_en, delivered=found.delivered, sampled=found.sampled,
        asked=found.asked, answered=found.answered, satisfied=found.satisfied,
        not_received=found.not_received, response_bp=found.response_bp, satisfied_bp=share.share_bp if share
        else None, low_bp=share.low_bp if share else None, high_bp=share.high_bp if share else None,
        covered_bp=found.covered_bp, is_too_few=found.is_too_few,
    )  # fmt: skip
