"""Accepts or declines an offered place: the customer by the tracking code, or a clerk at their word."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.operations import hold_case, hold_case_by_tracking
from donghanh.apps.requests.permissions import CUSTOMER
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply import ports
from donghanh.apps.supply.models import Supply, WiringOffer
from donghanh.apps.supply.operations.offering import end_offer, lock_places, write_word
from donghanh.apps.supply.operations.writing import locked_supply, role_of
from donghanh.apps.supply.refusals import CannotAnswerOffer

ACCEPT, DECLINE = "accepted", "declined"
BY_CUSTOMER = "the customer does not want the free wiring"


@transaction.atomic
def answer_offer(*, actor: Actor, case_code: str, word: str, now: datetime) -> None:
    """
    Write down what the customer said to a clerk; a place that was accepted may still be declined.

    word   : accepted or declined; said again, nothing changes
    raises : NotFound, Forbidden; CannotAnswerOffer
    """
    held = hold_case(actor=actor, code=case_code)
    _answer(actor, locked_supply(case_code=case_code), held, word, now)


@transaction.atomic
def answer_offer_by_customer(*, tracking_code: str, word: str, now: datetime) -> None:
    """
    As `answer_offer`, by whoever holds the tracking code; an answer once given is changed by a clerk.

    An accepted place is on the board at once; the next step of a clerk checks it there.

    raises : NotFound; CannotAnswerOffer
    """
    held = hold_case_by_tracking(tracking_code=tracking_code)
    _answer(None, locked_supply(case_code=held.code), held, word, now)


def put_on_board(*, actor: Actor | None, supply: Supply, held: CaseHeld, at: datetime) -> None:
    """
    Promise an accepted place on the board; one that the customer put there is checked by the first clerk.
    """
    offer = WiringOffer.objects.filter(supply=supply, state=ACCEPT).first()
    if offer is None:
        return
    if offer.reference:
        if actor is not None:
            ports.check_wiring(actor=actor, reference=offer.reference, at=at)
        return
    assert offer.number is not None
    promise = ports.WiringPromise(
        campaign_code=offer.campaign_code, activity_code=offer.activity_code, case_code=held.code,
        unit_code=held.unit_code, number=offer.number, arrived_at=offer.arrived_at, name=held.name,
        phone=held.phone, address=held.address, commune_code=held.commune_code,
    )  # fmt: skip
    offer.reference = ports.promise_wiring(actor=actor, promise=promise, at=at)
    if offer.reference:
        offer.save(update_fields=["reference"])


def _answer(actor: Actor | None, supply: Supply, held: CaseHeld, word: str, now: datetime) -> None:
    if word not in (ACCEPT, DECLINE):
        raise CannotAnswerOffer("word-unknown", f"'{word}'; expected {ACCEPT} or {DECLINE}.", word=word)
    first = WiringOffer.objects.filter(supply=supply).first()
    if first is None:
        raise CannotAnswerOffer("no-offer", "Nothing is offered with this request.", case=held.code)
    lock_places(campaign_code=first.campaign_code, activity_code=first.activity_code)
    offer = WiringOffer.objects.get(pk=first.pk)
    if offer.state == word:
        return
    _check(offer, actor, word)
    role = role_of(actor=actor, unit_code=held.unit_code)
    if word == DECLINE:
        end_offer(actor=actor, offer=offer, word=word, role=role, why=BY_CUSTOMER, at=now)
        if offer.reference:
            text = (
                f"{offer.reference} stands on the board and you cannot withdraw it. Next: withdraw it there."
            )
            raise CannotAnswerOffer("promise-stands", text, reference=offer.reference)
    else:
        offer.state = ACCEPT
        offer.save(update_fields=["state"])
        write_word(offer=offer, word=word, actor=actor or CUSTOMER, role=role, at=now, number=offer.number)
        put_on_board(actor=actor, supply=supply, held=held, at=now)
    facts = {"word": word, "number": offer.number}
    record_act(
        actor=actor or CUSTOMER, act="supply.wiring", subject=f"supply:{held.code}", facts=facts, at=now
    )


def _check(offer: WiringOffer, actor: Actor | None, word: str) -> None:
    """A place that waits may be declined; one that is accepted by a clerk alone, at the customer's word."""
    declinable = ("waiting", "offered", ACCEPT) if actor is not None else ("waiting", "offered")
    may = offer.state == "offered" if word == ACCEPT else offer.state in declinable
    if may:
        return
    rule = "no-offer" if offer.state in ("waiting", "lapsed") else "offer-answered"
    raise CannotAnswerOffer(rule, f"The place is {offer.state}.", state=offer.state)
