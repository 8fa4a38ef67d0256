"""
Gives the places of the free wiring in the order in which applications were complete, and never one more.

Whoever gives or gives back a place holds one lock of the activity; below it the database says:
no number twice, none above the quota. What the board has promised to others is read under the same lock.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import connection

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.permissions import CUSTOMER
from donghanh.apps.requests.values import CaseHeld
from donghanh.apps.supply import ports
from donghanh.apps.supply.bridge.chains import has_gift
from donghanh.apps.supply.models import Supply, WiringOffer, WiringWord
from donghanh.apps.supply.models.gifts import HOLDING, LIVING
from donghanh.engines.supply.places import Waiting, is_asked_in_time, places_for

JOB_ROLE = "job"
WITHDRAWN = "the request for the supply has ended or is not complete"


def ask_for_place(*, supply: Supply, held: CaseHeld, at: datetime) -> None:
    """Let a complete application wait for a place, when the gift is tied to its service and day."""
    if not has_gift(service_code=supply.service_code) or supply.arrived_at is None:
        return
    terms = ports.wiring_terms(arrived_at=supply.arrived_at)
    if terms is None or not is_asked_in_time(
        arrived_at=supply.arrived_at, from_at=terms.from_at, until_at=terms.until_at
    ):
        return
    lock_places(campaign_code=terms.campaign_code, activity_code=terms.activity_code)
    offer = WiringOffer.objects.filter(supply=supply).first() or WiringOffer(supply=supply)
    if offer.state in LIVING or _has_one(terms, held.phone):
        return
    offer.campaign_code, offer.activity_code = terms.campaign_code, terms.activity_code
    offer.quota, offer.arrived_at, offer.holder = terms.quota, supply.arrived_at, held.phone
    offer.state, offer.number = "waiting", None
    offer.save()
    write_word(offer=offer, word="asked", actor=CUSTOMER, role=CUSTOMER.username, at=at)
    give_places(terms=terms, at=at)


def lapse(*, actor: Actor | None, supply: Supply, at: datetime) -> None:
    """Give back what an application holds or waits for; the next in order has the place."""
    offer = WiringOffer.objects.filter(supply=supply, state__in=LIVING).first()
    if offer is not None:
        end_offer(actor=actor, offer=offer, word="lapsed", role=JOB_ROLE, why=WITHDRAWN, at=at)


def end_offer(
    *, actor: Actor | None, offer: WiringOffer, word: str, role: str, why: str, at: datetime
) -> None:  # fmt: skip
    """End an offer, take its promise off the board where the actor may, and give the place to the next."""
    lock_places(campaign_code=offer.campaign_code, activity_code=offer.activity_code)
    number, offer.state, offer.number = offer.number, word, None
    if offer.reference and ports.withdraw_wiring(actor=actor, reference=offer.reference, why=why, at=at):
        offer.reference = ""
    offer.save()
    write_word(offer=offer, word=word, actor=actor or CUSTOMER, role=role, at=at, number=number)
    terms = ports.wiring_terms(arrived_at=offer.arrived_at)
    if terms is not None:
        give_places(terms=terms, at=at)


def give_places(*, terms: ports.WiringTerms, at: datetime) -> None:
    """Offer the free places to those who wait longest; the caller holds the lock of the activity."""
    offers = WiringOffer.objects.filter(
        campaign_code=terms.campaign_code, activity_code=terms.activity_code
    ).select_related("supply")
    waiting = {one.supply.case_code: one for one in offers.filter(state="waiting")}
    still_promised = offers.exclude(state__in=HOLDING).exclude(reference="").count()
    given = places_for(
        waiting=[Waiting(code, one.arrived_at) for code, one in waiting.items()],
        held=set(offers.filter(state__in=HOLDING).values_list("number", flat=True)),
        quota=terms.quota, promised_elsewhere=terms.promised_elsewhere + still_promised,
    )  # fmt: skip
    for one in given:
        offer = waiting[one.code]
        offer.state, offer.number, offer.quota = "offered", one.number, terms.quota
        offer.save()
        write_word(offer=offer, word="offered", actor=CUSTOMER, role=JOB_ROLE, at=at, number=one.number)


def write_word(
    *, offer: WiringOffer, word: str, actor: Actor, role: str, at: datetime, number: int | None = None
) -> None:
    """Write down what was said of a place."""
    WiringWord.objects.create(
        offer=offer, word=word, number=number, by_id=actor.staff_id, as_role=role, product_at=at
    )


def lock_places(*, campaign_code: str, activity_code: str) -> None:
    """Hold the lock of an activity's places until the transaction ends."""
    name = hashlib.sha256(f"wiring\x00{campaign_code}\x00{activity_code}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])


def _has_one(terms: ports.WiringTerms, holder: str) -> bool:
    """Answer whether this telephone has a living place already: one each."""
    mine = WiringOffer.objects.filter(
        campaign_code=terms.campaign_code, activity_code=terms.activity_code, holder=holder, state__in=LIVING
    )
    return bool(holder) and mine.exists()
