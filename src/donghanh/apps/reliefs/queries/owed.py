"""Who is owed which reduction in a bill month: for the billing run as columns, for people with reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.customers.queries import customer_card
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.reliefs.bridge import judged
from donghanh.apps.reliefs.law import relief_law
from donghanh.apps.reliefs.permissions import check_see_reliefs
from donghanh.apps.reliefs.refusals import NotFound
from donghanh.lawbook.reliefs import ReliefGroup


@dataclass(frozen=True)
class GroupStanding:
    """
    What one group says of a customer.

    evidence  : number of the fact that decides it
    condition : what the law asks, each as `key=words`: "use=medical", "directive=directive-16 on 2021-07-30
                over province, district", "most_kwh=200"; empty when price group and month are all
    """

    group: ReliefGroup
    reason: str
    evidence: int | None
    condition: tuple[str, ...]

    @property
    def is_entitled(self) -> bool:
        return self.reason == "entitled"


@dataclass(frozen=True)
class CustomerStanding:
    """
    A customer in a bill month: the reduction that is owed, and what every group of the month says.

    release      : digest of the law whose conditions were asked
    is_published : whether two officers published that law; else it came with the product
    """

    code: str
    name: str
    unit_code: str
    price_group: str
    month: date
    relief: str | None
    groups: tuple[GroupStanding, ...]
    release: str
    is_published: bool


def reliefs_of(
    *, codes: Collection[str], month: date, known_on: date | None = None, release: str = ""
) -> pl.DataFrame:
    """
    Say which reduction each customer is owed in a bill month; for the billing run, which asks for nobody.

    known_on : by the facts that counted at the end of this day; None for those that count today
    release  : digest of the law whose conditions count; empty for the release that was published last
    returns  : code, relief [RELIEFS.relief, null: none]; one row for each customer that is known, by code
    """
    if not codes:
        return pl.DataFrame(schema={"code": pl.String, "relief": pl.String})
    law = relief_law(release=release)
    _, told = judged(month=month, codes=codes, known_on=known_on, law=law)
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
    law = relief_law()
    _, told = judged(month=month, codes=[card.code], known_on=known_on, law=law)
    groups = {group.relief: group for group in law.groups}
    return CustomerStanding(
        code=card.code,
        name=card.name,
        unit_code=card.unit_code,
        price_group=card.price_group,
        month=month,
        relief=told.entitled["relief"][0] if told.entitled.height else None,
        groups=tuple(
            GroupStanding(
                groups[relief], reason, int(evidence) if evidence else None, condition_of(groups[relief])
            )
            for _, relief, reason, evidence in told.standings.iter_rows()
        ),
        release=law.release,
        is_published=law.is_published,
    )


def condition_of(group: ReliefGroup) -> tuple[str, ...]:
    """Say what a group asks, as `GroupStanding.condition`."""
    told = [f"use={', '.join(group.uses)}"] if group.uses else []
    if group.directive:
        told.append(f"directive={group.directive} on {group.in_force_on} over {', '.join(group.levels)}")
    if group.most_kwh is not None:
        told.append(f"most_kwh={group.most_kwh}")
    return tuple(told)
