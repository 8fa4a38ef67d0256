"""What a release would have cost the company on the bills of past months, beside the release in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs import ports
from donghanh.apps.tariffs.permissions import check_see_cost
from donghanh.apps.tariffs.queries.comparing import compare
from donghanh.apps.tariffs.queries.laws import law_of, relief_groups_of
from donghanh.apps.tariffs.queries.proposed import with_proposed
from donghanh.apps.tariffs.queries.releases import release


@dataclass(frozen=True)
class LawCostRow:
    """One unit and category: bills, energy, and amounts before VAT by both laws. [đồng]"""

    unit_code: str
    category: str
    bills: int
    refused: int
    kwh: int
    net_before: int
    net_after: int
    total_before: int
    total_after: int

    @property
    def net_difference(self) -> int:
        """What the company would have got more (or, negative, less), before VAT. [đồng]"""
        return self.net_after - self.net_before


@dataclass(frozen=True)
class LawCost:
    """The answer: `base` and `digest` name the two laws; months are given by their first day, half-open.

    not_counted : proposed reductions that ask for what a bill does not tell; their cost is not in the rows
    """

    base: str
    digest: str
    from_month: date
    until_month: date
    rows: tuple[LawCostRow, ...]
    not_counted: tuple[str, ...] = ()

    @property
    def net_difference(self) -> int:
        """Over all units and categories, before VAT. [đồng]"""
        return sum(row.net_difference for row in self.rows)


def cost_of(*, actor: Actor, digest: str, from_month: date, until_month: date) -> LawCost:
    """
    Rate the bills of some months by a release and by the release that it was made from.

    raises : Forbidden; NotFound; Refused `no-history`
    """
    check_see_cost(actor=actor)
    row, _ = release(actor=actor, digest=digest)
    base = row.base or digest
    past = ports.history(from_month=from_month, until_month=until_month)
    granted = with_proposed(
        bills=past.bills, before=relief_groups_of(digest=base), after=relief_groups_of(digest=digest)
    )
    costs = compare(
        law_a=law_of(digest=base), law_b=law_of(digest=digest), bills=past.bills, usage=past.usage,
        units=past.units, quotas=past.quotas, bills_b=granted.bills,
    )  # fmt: skip
    rows = tuple(LawCostRow(**row) for row in costs.iter_rows(named=True))
    return LawCost(base, digest, from_month, until_month, rows, granted.not_counted)
