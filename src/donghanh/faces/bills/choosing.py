"""
Which group of a round of reductions a question means, or why there is none.

A round has groups: by what energy is for (households), and by what a site is used for (quarantine). Without
`use`, the group of the price group is meant. Whether a customer is entitled is not judged: who asks says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.asked import BillAsked
from donghanh.faces.bills.refusals import CannotBill, Problem
from donghanh.faces.bills.words import Language, said
from donghanh.kernel.months import month_of, months_back

SITE_USES = ("quarantine", "medical", "sites")
"""Words in the name of a group that is for the use of a site."""


@dataclass(frozen=True)
class ReliefChosen:
    """
    What became of the wish for a reduction.

    round, group : as asked and as found; empty where nothing was asked or found
    is_given     : whether the bill has it
    is_known     : False where the law does not know the rate, so that the bill may be too high
    reason       : why it was not given; empty where it was, or was not asked
    """

    round: str = ""
    group: str = ""
    is_given: bool = False
    is_known: bool = True
    reason: str = ""


def choose_relief(asked: BillAsked, *, law: Law, language: Language = "vi") -> tuple[BillAsked, ReliefChosen]:
    """
    Find the group of a reduction and put it into the question.

    raises : CannotBill, when `use` names no group of the round, or several groups could be meant
    """
    if not asked.round:
        if asked.use:
            raise CannotBill(Problem("use-without-relief", "use", asked.use))
        return asked, ReliefChosen()
    rows = _groups(asked, law=law)
    if rows.is_empty():
        category = said("categories", asked.category, language)
        asked, chosen = _without(asked, "relief_none_of_round", language, category=category)
        return asked, replace(chosen, reason=chosen.reason + _uses_told(asked, law, language))
    row = _of_month(rows, month_of(asked.read_on))
    if row is None:
        months = _months(rows)
        return _without(asked, "relief_other_month", language, months=months, month=f"{asked.read_on:%m/%Y}")
    return _chosen(asked, row, language)


def _chosen(asked: BillAsked, row: dict[str, object], language: Language) -> tuple[BillAsked, ReliefChosen]:
    if not row["is_enabled"]:
        asked, chosen = _without(asked, "relief_rate_unknown", language)
        return asked, replace(chosen, group=str(row["relief"]), is_known=False)
    relief = str(row["relief"])
    return replace(asked, relief=relief), ReliefChosen(asked.round, relief, is_given=True)


def _groups(asked: BillAsked, *, law: Law) -> pl.DataFrame:
    """The rows of RELIEFS of the one group that is meant."""
    of_round = law.reliefs.filter(pl.col("round") == asked.round)
    rows = of_round.filter(pl.col("category") == asked.category)
    names = rows["relief"].unique(maintain_order=True).to_list()
    meant = [name for name in names if _use(name) == asked.use] if asked.use else _without_use(names)
    if asked.use and not meant:
        raise CannotBill(Problem("use-unknown", "use", asked.use, _listed(of_round["relief"].to_list())))
    if len(meant) > 1:
        raise CannotBill(Problem("use-unknown", "use", "", _listed(meant)))
    return rows.filter(pl.col("relief").is_in(meant))


def _uses_told(asked: BillAsked, law: Law, language: Language) -> str:
    """Name the uses of a site by which the round reduces this price group; nothing where there is none."""
    of_round = (pl.col("round") == asked.round) & (pl.col("category") == asked.category)
    names = law.reliefs.filter(of_round)["relief"].to_list()
    return said("notes", "relief_by_use", language, uses=_listed(names)) if names else ""


def _without_use(names: list[str]) -> list[str]:
    return [name for name in names if not any(word in _use(name) for word in SITE_USES)]


def _use(relief: str) -> str:
    return relief.partition("/")[2]


def _listed(reliefs: list[str]) -> str:
    return ", ".join(dict.fromkeys(_use(name) for name in reliefs)) or "–"


def _of_month(rows: pl.DataFrame, month: date) -> dict[str, object] | None:
    held = rows.filter((pl.col("from_month") <= month) & (pl.col("until_month") > month))
    return None if held.is_empty() else held.row(0, named=True)


def _months(rows: pl.DataFrame) -> str:
    spans = zip(rows["from_month"], rows["until_month"], strict=True)
    return ", ".join(f"{start:%m/%Y}–{months_back(month=until, count=1):%m/%Y}" for start, until in spans)


def _without(
    asked: BillAsked, note: str, language: Language, **places: object
) -> tuple[BillAsked, ReliefChosen]:
    number = asked.round.removeprefix("covid-")
    reason = said("notes", note, language, round=number, **places)
    return asked, ReliefChosen(round=asked.round, reason=reason)
