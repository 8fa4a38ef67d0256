"""Enters an order over a place, or the use of a customer's site, each with the paper that says so."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from donghanh.apps.customers.queries import customer_card
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.reliefs.models import Fact
from donghanh.apps.reliefs.permissions import check_enter
from donghanh.apps.reliefs.refusals import CannotEnterFact, NotFound
from donghanh.engines.reliefs import DIRECTIVES, LEVELS, USES

PROVINCE = "36"


@transaction.atomic
def enter_order(
    *, actor: Actor, level: str, place_code: str, directive: str, from_on: date, until_on: date | None,
    document: str, at: datetime, is_illustration: bool = False,
) -> int:  # fmt: skip
    """
    Enter that a place was under an order; it counts when a second person has confirmed it.

    level      : province, district or commune; `place_code` is its official code
    until_on   : first day outside, or null while no end is known
    returns    : number of the fact
    raises     : Forbidden; NotFound; CannotEnterFact `word-unknown`, `span-empty`, `document-missing`,
                 `fact-repeated`
    """
    check_enter(actor=actor, unit_code=None)
    _check_words(level=(level, LEVELS), directive=(directive, DIRECTIVES))
    known = organisation.districts_of_communes()
    places = {"province": {PROVINCE}, "district": set(known.values()), "commune": set(known)}
    if place_code not in places[level]:
        raise NotFound(level, place_code)
    said = {"kind": "order", "level": level, "place_code": place_code, "directive": directive}
    return _write(actor, said, from_on, until_on, document, at, is_illustration)


@transaction.atomic
def enter_use(
    *, actor: Actor, customer_code: str, use: str, from_on: date, until_on: date | None, document: str,
    at: datetime, is_illustration: bool = False,
) -> int:  # fmt: skip
    """
    Enter for what a customer's site was used; it counts when a second person has confirmed it.

    returns : number of the fact
    raises  : as `enter_order`; NotFound also for a customer out of the actor's sight
    """
    card = customer_card(actor=actor, code=customer_code)
    if card is None:
        raise NotFound("customer", customer_code)
    check_enter(actor=actor, unit_code=card.unit_code)
    _check_words(use=(use, USES))
    said = {"kind": "use", "customer_code": card.code, "unit_id": card.unit_code, "use": use}
    return _write(actor, said, from_on, until_on, document, at, is_illustration)


def _check_words(**said: tuple[str, tuple[str, ...]]) -> None:
    for key, (found, known) in said.items():
        if found not in known:
            text = f"{key} is '{found}'; expected one of {', '.join(known)}."
            raise CannotEnterFact("word-unknown", text, key=key, found=found)


def _write(
    actor: Actor, said: dict[str, str], from_on: date, until_on: date | None, document: str, at: datetime,
    is_illustration: bool,
) -> int:  # fmt: skip
    if until_on is not None and until_on <= from_on:
        raise CannotEnterFact(
            "span-empty", f"from {from_on} until {until_on} is empty; `until` is the first day outside.",
            from_on=str(from_on), until_on=str(until_on),
        )  # fmt: skip
    if not document.strip():
        raise CannotEnterFact("document-missing", "Name the paper that says so: its number and day.")
    again = Fact.objects.filter(**said, from_on=from_on, withdrawal=None)
    if before := again.exclude(decision__is_confirmed=False).first():
        raise CannotEnterFact(
            "fact-repeated", f"The same stands already under number {before.pk}. Next: withdraw that one.",
            number=before.pk,
        )  # fmt: skip
    row = Fact.objects.create(
        **said, from_on=from_on, until_on=until_on, document=document.strip(),
        is_illustration=is_illustration, staff_id=actor.staff_id, username=actor.username, product_at=at,
    )  # fmt: skip
    facts = {**said, "from_on": str(from_on), "until_on": str(until_on) if until_on else None}
    record_act(actor=actor, act="relief.enter", subject=f"relief-{row.kind}:{row.pk}", facts=facts, at=at)
    return int(row.pk)
