"""
Names many beneficiaries at once, for a spreadsheet of a hundred rows: all of them, or none.

What is written is what `nominating.nominate` would write one by one: the same benefits, moves, audit rows
and references without gap or double. It asks the database once for all rows, and holds the activities' locks
for as long as that takes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl
from django.db import transaction
from django.db.models import Q, QuerySet

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_acts
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.programmes.bridge.people import CustomerFacts, customers_facts
from donghanh.apps.programmes.models import Activity, Benefit, BenefitMove
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE, ENDINGS, move_row, or_told_why_not
from donghanh.apps.programmes.operations.nominating import (
    Beneficiary,
    benefit_row,
    check_named,
    completed,
    last_number,
    reference_of,
)
from donghanh.apps.programmes.operations.suspecting import suspect_many
from donghanh.apps.programmes.permissions import check_act, roles_at, roles_for_move
from donghanh.apps.programmes.refusals import CannotNominate, NotFound, Refused
from donghanh.engines.programmes.duties import check_move
from donghanh.engines.programmes.lives import CannotMove
from donghanh.kernel.text import fold_column, sort_key_column

Words = tuple[str, str, str, str, str, int, str]


@dataclass(frozen=True)
class Wanted:
    """One beneficiary to be named: for which activity, who, and why."""

    activity_code: str
    beneficiary: Beneficiary
    why: str = ""


@dataclass(frozen=True)
class Named:
    """What became of each: place in `wanted` -> the new reference, or why it was left out."""

    references: Mapping[int, str]
    refused: Mapping[int, Exception] = field(default_factory=dict)


class RowRefused(CannotNominate):
    """One of many cannot be named, so none was; `place` is its place among them, `reason` why."""

    def __init__(self, place: int, reason: Refused | CannotMove | Forbidden) -> None:
        super().__init__(
            getattr(reason, "rule", None) or getattr(reason, "key", "refused"),
            f"Nothing was written. Number {place + 1}: {reason}",
            **{**dict(reason.facts), "place": place},
        )
        self.place = place
        self.reason = reason


@dataclass
class _Known:
    """What the database knew of all of them, asked once and kept up while they are named."""

    activities: Mapping[str, Activity]
    numbers: dict[str, int]
    customers: Mapping[str, CustomerFacts]
    units: Mapping[str, str]
    by_customer: dict[tuple[str, str], tuple[str, str]]
    by_words: dict[tuple[str, Words], tuple[str, str]]
    roles: dict[tuple[str, str, str], tuple[str, frozenset[str]]] = field(default_factory=dict)


@transaction.atomic
def nominate_many(
    *,
    actor: Actor,
    campaign_code: str,
    wanted: Sequence[Wanted],
    at: datetime,
    origin: str = "nomination",
    is_partial: bool = False,
) -> Named:
    """
    Name many beneficiaries; whoever is named already, by customer code or in the very same words, is refused.

    is_partial : leave out what is refused and name the others; without it the first refusal ends it all
    raises     : Forbidden, NotFound; RowRefused
    """
    check_act(actor=actor)
    known = _asked_once(campaign_code=campaign_code, wanted=wanted, at=at)
    keys = _keys(wanted, known)
    benefits: dict[int, Benefit] = {}
    moves: list[BenefitMove] = []
    refused: dict[int, Exception] = {}
    for place, one in enumerate(wanted):
        try:
            benefit, move = _row(actor, known, one, keys[place], origin, at)
        except (Refused, CannotMove, Forbidden) as reason:
            if not is_partial:
                raise RowRefused(place, reason) from reason
            refused[place] = reason
        else:
            benefits[place] = benefit
            moves.append(move)
    _write(actor=actor, benefits=benefits.values(), moves=moves, at=at)
    return Named({place: benefit.reference for place, benefit in benefits.items()}, refused)


def _write(
    *, actor: Actor, benefits: Collection[Benefit], moves: Sequence[BenefitMove], at: datetime
) -> None:
    Benefit.objects.bulk_create(benefits, batch_size=500)
    BenefitMove.objects.bulk_create(moves, batch_size=500)
    suspect_many(benefits=benefits, at=at)
    done = (
        (one.reference, {"activity": one.activity.code, "customer": one.customer_code}) for one in benefits
    )
    record_acts(actor=actor, act="benefit.nominate", done=done, at=at)


def _asked_once(*, campaign_code: str, wanted: Sequence[Wanted], at: datetime) -> _Known:
    codes = {one.beneficiary.customer_code for one in wanted} - {""}
    activities = _locked(campaign_code=campaign_code, codes={one.activity_code for one in wanted})
    customers = customers_facts(codes=codes)
    communes = {one.beneficiary.commune_code for one in wanted}
    communes |= {facts.commune_code for facts in customers.values()}
    by_customer, by_words = _standing(activities.values(), communes=communes, codes=codes)
    return _Known(
        activities=activities,
        numbers={code: last_number(activity=one) for code, one in activities.items()},
        customers=customers,
        units=organisation.units_of_communes(day=at.astimezone(COMPANY_ZONE).date()),
        by_customer=by_customer,
        by_words=by_words,
    )


def _locked(*, campaign_code: str, codes: Collection[str]) -> dict[str, Activity]:
    """Lock the activities, always in the same order; what `nominate` locks one of."""
    rows = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("campaign")
        .filter(campaign__code=campaign_code, code__in=codes)
        .order_by("pk")
    )
    found = {row.code: row for row in rows}
    for code in sorted(set(codes) - set(found)):
        raise NotFound("activity", code)
    return found


def _standing(
    activities: Collection[Activity], *, communes: Collection[str], codes: Collection[str]
) -> tuple[dict[tuple[str, str], tuple[str, str]], dict[tuple[str, Words], tuple[str, str]]]:
    """Who is named already for these activities: by customer, and by their words."""
    by_customer, by_words = {}, {}
    for row in _living(activities).filter(Q(commune_code__in=communes) | Q(customer_code__in=codes)):
        told = (row.reference, row.state)
        if row.customer_code:
            by_customer.setdefault((row.activity.code, row.customer_code), told)
        by_words.setdefault((row.activity.code, _words(row)), told)
    return by_customer, by_words


def _living(activities: Collection[Activity]) -> QuerySet[Benefit]:
    """The nominations of some activities that have not ended, with the words by which they are compared."""
    rows = Benefit.objects.filter(activity__in=activities).exclude(state__in=ENDINGS)
    return rows.select_related("activity").only(
        "activity__code", "reference", "state", "customer_code", "beneficiary_kind", "search_key",
        "commune_code", "address", "phone", "quantity",
    )  # fmt: skip


def _words(row: Benefit) -> Words:
    return (
        row.beneficiary_kind, row.search_key, row.commune_code, row.address, row.phone, row.quantity,
        row.customer_code,
    )  # fmt: skip


def _keys(wanted: Sequence[Wanted], known: _Known) -> list[tuple[str, str]]:
    """Search key and sort key of every name, made at once."""
    names = pl.Series(
        [
            one.beneficiary.name or getattr(known.customers.get(one.beneficiary.customer_code), "name", "")
            for one in wanted
        ],
        dtype=pl.String,
    )
    return list(zip(fold_column(names).to_list(), sort_key_column(names).to_list(), strict=True))


def _row(
    actor: Actor, known: _Known, one: Wanted, keys: tuple[str, str], origin: str, at: datetime
) -> tuple[Benefit, BenefitMove]:
    activity = known.activities[one.activity_code]
    facts = known.customers.get(one.beneficiary.customer_code)
    who = completed(actor=actor, beneficiary=one.beneficiary, known=facts)
    check_named(activity=activity, who=who)
    benefit = benefit_row(
        reference=reference_of(activity=activity, number=known.numbers[activity.code] + 1),
        activity=activity, who=who, facts=facts, unit=_unit(known, who), origin=origin, keys=keys,
    )  # fmt: skip
    state, roles = _checked(actor, known, benefit, one.why)
    _check_new(known, benefit)
    move = move_row(
        actor=actor, benefit=benefit, move="nominate", state=state, roles=roles, at=at, why=one.why,
        facts=who.facts,
    )  # fmt: skip
    benefit.state = state
    known.numbers[activity.code] += 1
    return benefit, move


def _unit(known: _Known, who: Beneficiary) -> str:
    if who.commune_code not in known.units:
        raise CannotNominate(
            "unit-unknown",
            f"No unit serves the commune '{who.commune_code}' on that day. Choose the commune.",
            commune_code=who.commune_code,
        )
    return known.units[who.commune_code]


def _checked(actor: Actor, known: _Known, benefit: Benefit, why: str) -> tuple[str, frozenset[str]]:
    """The state that follows and the roles that count; the same for all of one activity and place."""
    place = (benefit.activity.code, benefit.unit_id, benefit.commune_code)
    if place not in known.roles:
        held = roles_at(actor=actor, unit_code=benefit.unit_id, commune_code=benefit.commune_code)
        narrowed = benefit.activity.terms.get("roles", {})
        roles = roles_for_move(roles=held, move="nominate", narrowed=narrowed)
        roles = or_told_why_not(roles=roles, held=held, benefit=benefit, move="nominate")
        state = check_move(
            move="nominate", state="", roles=roles, actor_id=actor.staff_id, history=(), reason=why
        )
        known.roles[place] = (state, roles)
    return known.roles[place]


def _check_new(known: _Known, benefit: Benefit) -> None:
    """Refuse who stands already, and remember who stands now."""
    code, words = benefit.activity.code, _words(benefit)
    customer = (code, benefit.customer_code)
    told = known.by_customer.get(customer) if benefit.customer_code else None
    told = told or known.by_words.get((code, words))
    if told is not None:
        reference, state = told
        raise CannotNominate(
            "already-nominated",
            f"'{benefit.beneficiary_name}' is named already: {reference}, {state}.",
            reference=reference, state=state, customer_code=benefit.customer_code,
        )  # fmt: skip
    known.by_words[(code, words)] = (benefit.reference, "nominated")
    if benefit.customer_code:
        known.by_customer[customer] = (benefit.reference, "nominated")
