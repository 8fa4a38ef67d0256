"""Names whoever accepted a place of the free wiring with the application, and takes the name back again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.programmes.operations.asking_oneself import ask_oneself, take_back_oneself
from donghanh.apps.programmes.operations.moving import make_move
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.queries.home_wiring import FROM_A_SUPPLY, SERVICE
from donghanh.apps.programmes.refusals import Refused
from donghanh.apps.supply.ports import WiringPromise
from donghanh.engines.programmes.lives import CannotMove

REFUSALS = (Refused, Forbidden, CannotMove)


def promise_wiring(actor: Actor | None, promise: WiringPromise, at: datetime) -> str:
    """
    Name the beneficiary: a clerk, who checks it at once, or the customer in person (None), at once too.

    returns : the reference; empty when this actor may not name anybody of the activity
    """
    who = Beneficiary(
        name=promise.name, commune_code=promise.commune_code, address=promise.address, phone=promise.phone,
        facts={
            "request": promise.case_code, FROM_A_SUPPLY: promise.case_code, "service": SERVICE,
            "received_at": promise.arrived_at.isoformat(), "place": promise.number,
        },
    )  # fmt: skip
    named = {
        "campaign_code": promise.campaign_code, "activity_code": promise.activity_code, "beneficiary": who,
        "at": at, "unit_code": promise.unit_code,
    }  # fmt: skip
    try:
        with transaction.atomic():
            if actor is None:
                return ask_oneself(**named)
            reference = nominate(actor=actor, origin="request", **named)
    except REFUSALS:
        return ""
    check_wiring(actor, reference, at)
    return reference


def check_wiring(actor: Actor, reference: str, at: datetime) -> bool:
    """Check what the customer put on the board; answers whether this actor could."""
    return actor.staff_id is not None and _moved(actor, reference, "check", at)


def withdraw_wiring(actor: Actor | None, reference: str, why: str, at: datetime) -> bool:
    """Withdraw the promise; answers whether this actor, or the customer in person (None), could."""
    if actor is None:
        return take_back_oneself(reference=reference, why=why, at=at)
    return actor.staff_id is not None and _moved(actor, reference, "withdraw", at, why)


def _moved(actor: Actor, reference: str, move: str, at: datetime, why: str = "") -> bool:
    try:
        with transaction.atomic():
            make_move(actor=actor, reference=reference, move=move, at=at, why=why)
    except REFUSALS:
        return False
    return True
