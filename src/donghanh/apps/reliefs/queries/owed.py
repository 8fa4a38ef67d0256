"""Who is owed which reduction in a bill month: for the billing run as columns, for people with reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.customers.queries import customer_card
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.reliefs.bridge import judged
from donghanh.apps.reliefs.permissions import check_see_reliefs
from donghanh.apps.reliefs.refusals import NotFound
from donghanh.lawbook.reliefs import ReliefGroup, read_relief_groups


@dataclass(frozen=True)
class GroupStanding:
    """What one group says of a customer: the reason, and the number of the fact that decides it."""

    group: ReliefGroup
    reason: str
    evidence: int | None

    @property
    def is_entitled(self) -> bool:
        return self.reason == "entitled"


@dataclass(frozen=True)
class CustomerStanding:
    """A customer in a bill month: the reduction that is owed, and what every group of the month says."""

    code: str
    name: str
    unit_code: str
    price_group: str
    month: date
    relief: str | None
    groups: tuple[GroupStanding, ...]


def reliefs_of(*, codes: Collection[str], month: date, known_on: date | None = None) -> pl.DataFrame:
    """
    Say which reduction each customer is owed in a bill month; for the billing run, which asks for nobody.

    known_on : by the facts that counted at the end of this day; None for those that count today
    returns  : code, relief [RELIEFS.relief, null: none]; one row for each customer that is known, by code
    """
    if not codes:
        return pl.DataFrame(schema={"code": pl.String, "relief": pl.String})
    _, told = judged(month=month, codes=codes, known_on=known_on)
    return told.entitled.select("code", "relief")


def standing_of(*, actor: Actor, code: str, month: date, known_on: date | None = None) -> CustomerStanding:
    """
    Say what every group of a month says of one customer, and why.

    raises : Forbidden; NotFound, also for a customer out of sight
    """
    check_see_reliefs(actor=actor)
    card = customer_card(actor=actor, code=code)
    if card is None:
        raise NotFound("customer", code)
    _, told = judged(month=month, codes=[card.code], known_on=known_on)
    groups = {group.relief: group for group in read_relief_groups()}
    return CustomerStanding(
        code=card.code,
        name=card.name,
        unit_code=card.unit_code,
        price_group=card.price_group,
        month=month,
        relief=told.entitled["relief"][0] if told.entitled.height else None,
        groups=tuple(
            GroupStanding(groups[relief], reason, int(evidence) if evidence else None)
            for _, relief, reason, evidence in told.standings.iter_rows()
        ),
    )
