"""The rounds as the published law tells them, and to how many customers each is owed, by unit and group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.reliefs.bridge import judged
from donghanh.apps.reliefs.law import relief_law
from donghanh.apps.reliefs.permissions import check_see_reliefs, units_seen
from donghanh.apps.reliefs.refusals import NotFound
from donghanh.kernel.months import next_month
from donghanh.lawbook.reliefs import ReliefGroup


@dataclass(frozen=True)
class ReliefRoundCard:
    """
    One round with its groups.

    months       : the bill months of any of them
    release      : digest of the law that keeps them
    is_published : whether two officers published that law; else it came with the product
    """

    code: str
    name_vi: str
    name_en: str
    months: tuple[date, ...]
    groups: tuple[ReliefGroup, ...]
    release: str
    is_published: bool


@dataclass(frozen=True)
class RoundTotal:
    """How many customers of a unit and price group a group of the round is owed to in a month."""

    unit_code: str
    category: str
    relief: str
    customers: int


def rounds(*, actor: Actor) -> tuple[ReliefRoundCard, ...]:
    """The rounds in their order. raises : Forbidden"""
    check_see_reliefs(actor=actor)
    codes = dict.fromkeys(group.round for group in relief_law().groups)
    return tuple(_round(code) for code in codes)


def round_named(code: str) -> ReliefRoundCard:
    """One round. raises : NotFound"""
    if code not in {group.round for group in relief_law().groups}:
        raise NotFound("relief round", code)
    return _round(code)


def round_totals(*, actor: Actor, code: str, month: date) -> tuple[RoundTotal, ...]:
    """
    Count whom a round is owed to in a month, in the units in sight.

    raises : Forbidden, NotFound
    """
    units, _ = units_seen(actor=actor), round_named(code)
    customers, told = judged(month=month, unit_codes=None if units is None else sorted(units))
    rows = (
        told.entitled.filter(pl.col("relief").str.starts_with(f"{code}/"))
        .join(customers.select("code", "unit_code", "category"), on="code")
        .group_by("unit_code", "category", "relief")
        .len("customers")
        .sort("unit_code", "category", "relief")
    )
    return tuple(RoundTotal(*row) for row in rows.iter_rows())


def _round(code: str) -> ReliefRoundCard:
    law = relief_law()
    groups = tuple(group for group in law.groups if group.round == code)
    month, months = min(group.from_month for group in groups), []
    while any(month < group.until_month for group in groups):
        months.append(month)
        month = next_month(month)
    return ReliefRoundCard(
        code, groups[0].round_vi, groups[0].round_en, tuple(months), groups, law.release, law.is_published
    )
