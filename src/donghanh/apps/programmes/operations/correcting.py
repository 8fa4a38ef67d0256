"""
Corrects where a beneficiary lives, when a household has moved between nomination and delivery.

The promise stays; the frozen lists say what was approved and are not edited. Another commune may be another
unit's: then the promise goes to that unit. The order that was open for the old address is cancelled, and
another is planned for the same day; where that cannot be, the page asks for a new day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.organisation import queries as organisation
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.programmes.models import AddressCorrection, Benefit
from donghanh.apps.programmes.operations.moving import COMPANY_ZONE, locked_benefit
from donghanh.apps.programmes.operations.works import plan_work, subject_of
from donghanh.apps.programmes.permissions import check_act, roles_at
from donghanh.apps.programmes.refusals import CannotCorrect, Refused
from donghanh.apps.works import operations as works
from donghanh.engines.programmes.moves import BENEFIT, COMPANY, UNIT

CORRECTABLE = BENEFIT.path[: BENEFIT.path.index("delivered")]


@dataclass(frozen=True)
class NewPlace:
    """Where the household lives now; what is empty stays as it was."""

    address: str = ""
    commune_code: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Corrected:
    """
    What the correction led to.

    unit_code : the unit that is responsible now
    order     : the order planned for the new place; empty where none is
    needs_day : the promise has a day, but nobody is planned for it: reschedule
    """

    unit_code: str
    order: str
    needs_day: bool


@transaction.atomic
def correct_address(*, actor: Actor, reference: str, place: NewPlace, why: str, at: datetime) -> Corrected:
    """
    Correct where a benefit's beneficiary lives.

    raises : NotFound; Forbidden; CannotCorrect `delivered-already`, `nothing-corrected`, `commune-unknown`;
             Refused `reason-missing`
    """
    staff_id = check_act(actor=actor)
    benefit = locked_benefit(actor=actor, reference=reference, move="")
    _check(actor=actor, benefit=benefit, why=why)
    was = _place_of(benefit)
    day = at.astimezone(COMPANY_ZONE).date()
    _move_in(benefit=benefit, place=place, unit_code=_unit(benefit=benefit, place=place, day=day))
    now = _place_of(benefit)
    if now == was:
        raise CannotCorrect("nothing-corrected", f"{reference} stands there already.", reference=reference)
    before = benefit.corrections.order_by("-id").first()
    AddressCorrection.objects.create(
        benefit=benefit, previous=before, was=was, now=now, by_id=staff_id, why=why.strip(), product_at=at
    )
    record_act(
        actor=actor, act="benefit.correct_address", subject=reference,
        facts={"from": [was["commune_code"], was["unit_code"]], "to": [now["commune_code"], now["unit_code"]],
               "why": why.strip()}, at=at,
    )  # fmt: skip
    order = _planned_anew(actor=actor, benefit=benefit, why=why, at=at)
    return Corrected(benefit.unit_id, order, benefit.state == "scheduled" and not order)


def _check(*, actor: Actor, benefit: Benefit, why: str) -> None:
    held = roles_at(actor=actor, unit_code=benefit.unit_id, commune_code=benefit.commune_code)
    if not held & (UNIT | COMPANY):
        expected = ", ".join(sorted(UNIT | COMPANY))
        raise Forbidden("role_missing", act="correct_address", expected=expected, username=actor.username)
    if benefit.state not in CORRECTABLE:
        raise CannotCorrect(
            "delivered-already",
            f"{benefit.reference} is {benefit.state}: where it was delivered is not corrected any more.",
            reference=benefit.reference, state=benefit.state,
        )  # fmt: skip
    if not why.strip():
        raise Refused("reason-missing", "Correcting an address needs a written reason.", move="correct")


def _unit(*, benefit: Benefit, place: NewPlace, day: date) -> str:
    """The unit that serves the new commune; the same where the commune stays."""
    if not place.commune_code or place.commune_code == benefit.commune_code:
        return benefit.unit_id
    unit = organisation.unit_of_commune(commune_code=place.commune_code, day=day)
    if unit is None:
        raise CannotCorrect(
            "commune-unknown",
            f"No unit serves the commune '{place.commune_code}' on {day:%d/%m/%Y}. Look the code up.",
            commune_code=place.commune_code,
        )
    return unit


def _place_of(benefit: Benefit) -> dict[str, str]:
    return {
        "address": benefit.address,
        "phone": benefit.phone,
        "commune_code": benefit.commune_code,
        "unit_code": benefit.unit_id,
    }


def _move_in(*, benefit: Benefit, place: NewPlace, unit_code: str) -> None:
    benefit.address = place.address.strip() or benefit.address
    benefit.phone = place.phone.strip() or benefit.phone
    benefit.commune_code = place.commune_code or benefit.commune_code
    benefit.unit_id = unit_code
    benefit.save(update_fields=["address", "phone", "commune_code", "unit"])


def _planned_anew(*, actor: Actor, benefit: Benefit, why: str, at: datetime) -> str:
    """Cancel the old order and open one for the new place, on the same day where that is possible."""
    subject = subject_of(benefit.reference)
    old = works.end_order_of(actor=actor, subject=subject, move="cancel", why=why, at=at)
    if not old or benefit.scheduled_on is None or benefit.state != "scheduled":
        return ""
    try:
        with transaction.atomic():
            return plan_work(
                actor=actor, benefit=benefit, day=benefit.scheduled_on, at=at, why=why, replaces=old
            )
    except (Refused, Forbidden):
        return ""  # another unit's to plan, or the area is closed on that day: the answer says so
