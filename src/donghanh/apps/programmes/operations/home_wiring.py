"""Names whoever accepted a place of the free wiring with the application, and takes the name back again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.programmes.operations.moving import make_move
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.queries.home_wiring import FROM_A_SUPPLY, SERVICE
from donghanh.apps.programmes.refusals import Refused
from donghanh.apps.supply.ports import WiringPromise
from donghanh.engines.programmes.lives import CannotMove

REFUSALS = (Refused, Forbidden, CannotMove)


def promise_wiring(actor: Actor, promise: WiringPromise, at: datetime) -> str:
    """
    Name and check the beneficiary; others verify and approve, as for every promise.

    returns : the reference; empty when this actor may not name anybody of the activity
    """
    if actor.staff_id is None:
        return ""
    who = Beneficiary(
        name=promise.name, commune_code=promise.commune_code, address=promise.address, phone=promise.phone,
        facts={
            "request": promise.case_code, FROM_A_SUPPLY: promise.case_code, "service": SERVICE,
            "received_at": promise.arrived_at.isoformat(), "place": promise.number,
        },
    )  # fmt: skip
    try:
        with transaction.atomic():
            reference = nominate(
                actor=actor, campaign_code=promise.campaign_code, activity_code=promise.activity_code,
                beneficiary=who, at=at, origin="request", unit_code=promise.unit_code,
            )  # fmt: skip
    except REFUSALS:
        return ""
    _moved(actor, reference, "check", at)
    return reference


def withdraw_wiring(actor: Actor, reference: str, why: str, at: datetime) -> bool:
    """Withdraw the promise; answers whether this actor could."""
    return actor.staff_id is not None and _moved(actor, reference, "withdraw", at, why)


def _moved(actor: Actor, reference: str, move: str, at: datetime, why: str = "") -> bool:
    try:
        with transaction.atomic():
            make_move(actor=actor, reference=reference, move=move, at=at, why=why)
    except REFUSALS:
        return False
    return True
