"""
What the answers to a checklist come to: points, a share, a verdict.

For the end of an inspection. Each item is worth points; "not applicable" takes its points out of what could
be reached. An item that is critical (a bribe asked, a customer insulted) and not met makes the whole
inspection not met, whatever its points. The share is whole hundredths of a percent, rounded to the nearest;
what share is good stands in the checklist, not here.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

ANSWERS = ("met", "not_met", "not_applicable")
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Score:
    """
    points, possible : [points]
    share_bp         : points of possible [basis points]; None when nothing was applicable
    verdict          : good, enough, not_met; not_judged when nothing was applicable
    not_met          : codes of the items that were not met, in the order of the checklist
    """

    points: int
    possible: int
    share_bp: int | None
    verdict: str
    not_met: tuple[str, ...]


def missing_items(*, items: pl.DataFrame, answers: pl.DataFrame) -> list[str]:
    """Codes of the items without an answer, in the order of the checklist."""
    return items.join(answers, on="item", how="anti", maintain_order="left")["item"].to_list()


def score_answers(
    *, items: pl.DataFrame, answers: pl.DataFrame, good_from_bp: int, enough_from_bp: int
) -> Score:
    """
    Add an inspection up.

    items   : item [code], points [points, from 1], is_critical [yes/no], one row an item
    answers : item, answer [one of ANSWERS], one row an item
    raises  : ValueError, when an item has no answer

    >>> items = pl.DataFrame({"item": ["badge", "bribe"], "points": [3, 1], "is_critical": [False, True]})
    >>> said = pl.DataFrame({"item": ["badge", "bribe"], "answer": ["met", "not_met"]})
    >>> score_answers(items=items, answers=said, good_from_bp=9_000, enough_from_bp=7_000)
    Score(points=3, possible=4, share_bp=7500, verdict='not_met', not_met=('bribe',))
    """
    missing = missing_items(items=items, answers=answers)
    if missing:
        raise ValueError(f"found no answer to {', '.join(missing)}; expected one to every item.")
    rows = items.join(answers.select("item", "answer"), on="item", how="left", maintain_order="left")
    applied = rows.filter(pl.col("answer") != "not_applicable")
    possible = int(applied["points"].sum())
    points = int(applied.filter(pl.col("answer") == "met")["points"].sum())
    failed = applied.filter(pl.col("answer") == "not_met")
    share = None if not possible else (2 * points * WHOLE + possible) // (2 * possible)
    verdict = _verdict(
        share, is_critical=bool(failed["is_critical"].any()), good=good_from_bp, enough=enough_from_bp
    )
    return Score(points, possible, share, verdict, tuple(failed["item"].to_list()))


def _verdict(share: int | None, *, is_critical: bool, good: int, enough: int) -> str:
    if share is None:
        return "not_judged"
    if is_critical or share < enough:
        return "not_met"
    return "good" if share >= good else "enough"
