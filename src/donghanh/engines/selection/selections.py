"""
What every rule of this engine answers: one verdict a row, with all that a page needs to say why.

The frame is dense, a row a customer (or a request). Facts that only a few rows have (which months are
missing, which activity has served the customer already) stand in `details`, a small frame a reason.
`why` puts both together for one code. Order of rows follows what was handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from donghanh.engines.selection.combinations import members
from donghanh.engines.selection.cuts import Cut
from donghanh.engines.selection.reasons import VERDICTS, Effect, Reason, names_of, verdicts_of


class UnknownCode(KeyError):
    """The code stands nowhere in this selection."""


@dataclass(frozen=True, slots=True)
class Told:
    """One reason of one row, with the facts that repeat the check."""

    name: str
    effect: Effect
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to "why chosen" and "why not" for one code."""

    code: str
    verdict: str
    rank: int | None
    measure: object
    reasons: tuple[Told, ...]


@dataclass(frozen=True)
class Selection:
    """
    Verdicts of a rule.

    verdicts : code, verdict [VERDICTS], rank [1 is first; null without a place in the order], the column
               that `measure` names, reason_bits [bit k: the k-th of `reasons`], then columns of facts
    measure  : name of the column that was compared or ordered by; its unit is in the name
    reasons  : every reason that the rule can give, in order
    given    : facts that hold for all rows (threshold, window, quota)
    details  : name of a reason -> code and further facts, only rows that have that reason
    cuts     : group ("" when there is one only) -> where its quota ended; pass it on to judge one customer
    """

    verdicts: pl.DataFrame
    measure: str
    reasons: tuple[Reason, ...]
    given: Mapping[str, object]
    details: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    cuts: Mapping[str, Cut] = field(default_factory=dict)

    @property
    def chosen(self) -> pl.DataFrame:
        """The rows that are chosen, by rank and code, with their reasons: the list to be approved."""
        return self.spelled(verdicts=("chosen",)).sort("rank", "code", nulls_last=True)

    def spelled(self, *, verdicts: Sequence[str] = VERDICTS) -> pl.DataFrame:
        """
        List the rows of these verdicts with `reasons` [list of names] in place of their bits.
        """
        rows = self.verdicts.filter(pl.col("verdict").is_in(list(verdicts)))
        names = names_of(bits=rows["reason_bits"], reasons=self.reasons)
        return rows.insert_column(rows.columns.index("reason_bits"), names).drop("reason_bits")

    def count_by_verdict(self) -> dict[str, int]:
        """Count the rows of each verdict, all four, also those of none."""
        counts = dict(self.verdicts.group_by("verdict").len().iter_rows())
        return {verdict: counts.get(verdict, 0) for verdict in VERDICTS}

    def why(self, *, code: str) -> Why:
        """
        Tell one code's verdict and every reason for it with its facts.

        raises : UnknownCode
        """
        found = self.verdicts.filter(pl.col("code") == code)
        if found.is_empty():
            raise UnknownCode(f"{code} is not among the {self.verdicts.height} rows that were judged.")
        row = found.row(0, named=True)
        held = members(mask=row["reason_bits"], of=self.reasons)
        told = tuple(self._told(reason, row) for reason in held)
        return Why(code, row["verdict"], row["rank"], row[self.measure], told)

    def _told(self, reason: Reason, row: Mapping[str, object]) -> Told:
        facts = {name: row[name] if name in row else self.given[name] for name in reason.facts}
        extra = self.details.get(reason.name)
        if extra is not None:
            mine = extra.filter(pl.col("code") == row["code"]).drop("code")
            facts |= mine.row(0, named=True) if mine.height else {}
        return Told(reason.name, reason.effect, facts)


def selection_of(
    *,
    columns: pl.DataFrame,
    bits: pl.Series,
    rank: pl.Series,
    measure: str,
    reasons: Sequence[Reason],
    given: Mapping[str, object],
    details: Mapping[str, pl.DataFrame],
    cuts: Mapping[str, Cut],
) -> Selection:
    """
    Put a selection together from the bits of its reasons.

    columns : code, the measure, and columns of facts, row for row with `bits` and `rank`
    """
    facts = [columns[name] for name in columns.columns if name not in ("code", measure)]
    first = [columns["code"], verdicts_of(bits=bits, reasons=reasons), rank.alias("rank"), columns[measure]]
    return Selection(
        verdicts=pl.DataFrame([*first, bits.alias("reason_bits"), *facts]),
        measure=measure,
        reasons=tuple(reasons),
        given=given,
        details=details,
        cuts=cuts,
    )
