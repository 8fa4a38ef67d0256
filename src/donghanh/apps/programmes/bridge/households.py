"""
Which benefits are one household's, and what the campaign's stacking rules say of them.

A household is held together by one customer, or by a person's decision that two records are the same. It is
gathered from the benefits asked about, step by step along those links, so one check reads a handful of rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db.models import Q

from donghanh.apps.programmes.bridge.likeness import TOGETHER
from donghanh.apps.programmes.models import Benefit, Suspicion
from donghanh.engines.programmes.moves import BENEFIT, stage_rank
from donghanh.engines.programmes.stacking import EXEMPT, HELD, MUST, RULES, households_of, judge_stacking

APART = ("another_household", "allowed_both")
ENDED = frozenset(BENEFIT.exits)

Claim = tuple[int, int | None, int | None]
"""A decision that two are one household: the benefit, and the customer or the other benefit."""


@dataclass(frozen=True)
class Breach:
    """
    A stacking rule that a benefit breaks.

    rule  : the lawbook's name of the rule
    other : the benefit that stands in the way; None when one is missing (`must`)
    why   : the rule's reason in Vietnamese and English
    """

    rule: str
    says: str
    with_activity: str
    other: Benefit | None
    why_vi: str
    why_en: str
    is_confirmed: bool


@dataclass(frozen=True)
class Household:
    """The living benefits of some households, how they are linked, and what breaks a rule, by benefit."""

    members: dict[int, tuple[Benefit, ...]]
    breaches: dict[int, tuple[Breach, ...]]


def households(*, benefits: Collection[Benefit]) -> Household:
    """
    Gather the households of these benefits and judge them by the rules of their campaigns.

    returns : for each benefit asked about (by number) the other living benefits of its household, of any
              campaign; and the rules it breaks within its own campaign
    """
    gathered, links = _gathered(benefits)
    rows = sorted((row for row in gathered.values() if row.state not in ENDED), key=_precedence)
    numbers = _household_numbers(gathered=list(gathered), rows=rows, links=links)
    members = {
        row.pk: tuple(one for one in rows if numbers[one.pk] == numbers[row.pk] and one.pk != row.pk)
        for row in benefits
        if row.pk in numbers
    }
    breaches: dict[int, tuple[Breach, ...]] = {}
    for campaign_id in {row.activity.campaign_id for row in benefits}:
        of_campaign = [row for row in rows if row.activity.campaign_id == campaign_id]
        breaches |= _judged(rows=of_campaign, numbers=numbers)
    return Household(members, breaches)


def _precedence(row: Benefit) -> tuple[int, int]:
    """Who is further along holds; of two equally far, the earlier one."""
    return (-(stage_rank(state=row.state) or 0), row.pk)


def _gathered(benefits: Iterable[Benefit]) -> tuple[dict[int, Benefit], set[tuple[int, int]]]:
    """All benefits that hang together with these, also by way of others, and the links between them."""
    known = {row.pk: row for row in benefits}
    customers: set[int] = set()
    claims: list[Claim] = []
    size = -1
    while size != len(known) + len(customers):
        size = len(known) + len(customers)
        customers |= {row.customer_id for row in known.values() if row.customer_id}
        claims = _claims(set(known), customers)
        customers |= {claim[1] for claim in claims if claim[1]}
        known |= _more(known=set(known), customers=customers, claims=claims)
    return known, _links(known.values(), claims)


def _claims(benefits: set[int], customers: set[int]) -> list[Claim]:
    """What people decided to be one household."""
    asked = Q(benefit_id__in=benefits) | Q(other_id__in=benefits) | Q(customer_id__in=customers)
    rows = Suspicion.objects.filter(asked, state__in=TOGETHER)
    return list(rows.values_list("benefit_id", "customer_id", "other_id"))


def _more(*, known: set[int], customers: set[int], claims: list[Claim]) -> dict[int, Benefit]:
    named = {number for one, _, other in claims for number in (one, other) if number} - known
    if not named and not customers:
        return {}
    rows = Benefit.objects.filter(Q(pk__in=named) | Q(customer_id__in=customers)).exclude(pk__in=known)
    return {row.pk: row for row in rows.select_related("activity", "unit")}


def _links(benefits: Iterable[Benefit], claims: list[Claim]) -> set[tuple[int, int]]:
    """Pairs of benefits: a customer is stood for by the first benefit that names him."""
    ends = [(row.customer_id, row.pk) for row in benefits if row.customer_id]
    ends += [(customer, one) for one, customer, _ in claims if customer]
    first: dict[int, int] = {}
    by_customer = {(first.setdefault(customer, number), number) for customer, number in ends}
    return by_customer | {(one, other) for one, _, other in claims if other}


def _household_numbers(
    *, gathered: list[int], rows: list[Benefit], links: set[tuple[int, int]]
) -> dict[int, int]:
    at = {pk: place for place, pk in enumerate(gathered)}
    placed = [(at[one], at[two]) for one, two in links]
    frame = pl.DataFrame(placed, schema={"left": pl.Int64, "right": pl.Int64}, orient="row")
    told = households_of(count=len(gathered), links=frame)
    return {row.pk: told[at[row.pk]] for row in rows}


def _judged(*, rows: list[Benefit], numbers: dict[int, int]) -> dict[int, tuple[Breach, ...]]:
    rules = _rules(rows)
    held = [(row.reference, numbers[row.pk], row.activity.code) for row in rows]
    found = judge_stacking(
        held=pl.DataFrame(held, schema=HELD, orient="row"),
        rules=pl.DataFrame(
            [(rule["rule"], rule["activity"], rule["with"], rule["says"]) for rule in rules.values()],
            schema=RULES,
            orient="row",
        ),
        exempt=_exempt(rows),
    )
    by_reference = {row.reference: row for row in rows}
    told: dict[int, tuple[Breach, ...]] = {}
    for finding in found:
        rule, row = rules[finding.facts["rule"]], rows[finding.row or 0]
        breach = Breach(
            rule=finding.facts["rule"],
            says="must" if finding.rule == MUST else "must_not",
            with_activity=finding.facts["with_activity"],
            other=by_reference.get(finding.facts.get("with", "")),
            why_vi=rule["why_vi"],
            why_en=rule["why_en"],
            is_confirmed=rule["is_confirmed"],
        )
        told[row.pk] = (*told.get(row.pk, ()), breach)
    return told


def _rules(rows: list[Benefit]) -> dict[str, dict[str, Any]]:
    """The stacking rules by name; the terms of each activity hold all that name it."""
    return {rule["rule"]: rule for row in rows for rule in row.activity.terms.get("stacking") or ()}


def _exempt(rows: list[Benefit]) -> pl.DataFrame:
    """Pairs that a person allowed, or said to be two households."""
    if len(rows) < 2:
        return pl.DataFrame(schema=EXEMPT)
    numbers = [row.pk for row in rows]
    apart = Suspicion.objects.filter(benefit_id__in=numbers, other_id__in=numbers, state__in=APART)
    pairs = list(apart.values_list("benefit__reference", "other__reference"))
    return pl.DataFrame(pairs, schema=EXEMPT, orient="row")
