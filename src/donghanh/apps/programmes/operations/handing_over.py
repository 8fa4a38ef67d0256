"""
What happens to a benefit with its order, in one transaction: handed over, it is delivered; its visit moved to
another day, it is rescheduled. The works tell it by their port and know nothing of benefits.
"""

from __future__ import annotations

from datetime import date, datetime

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.operations.moving import locked_benefit, write_move
from donghanh.apps.programmes.refusals import Refused
from donghanh.apps.works.ports import HandedOver, VisitPlanned
from donghanh.engines.programmes.lives import CannotMove


def lock_benefit(reference: str) -> None:
    """Lock the benefit's row before its order's: a desk that moves the benefit locks in that order, too."""
    Benefit.objects.select_for_update(of=("self",)).filter(reference=reference).first()


def deliver_by_order(handed: HandedOver) -> None:
    """
    Make the benefit's move `deliver`, with the crew as actor and the day of the visit.

    raises : NotFound; Refused, with the rule by which the benefit cannot be delivered
    """
    benefit = locked_benefit(actor=handed.crew, reference=handed.name, move="deliver")
    facts: dict[str, object] = {
        "order": handed.order,
        "signature_sha256": handed.signature_sha256,
        "signer": handed.signer,
        "photographs": list(handed.photographs),
    }
    _move(
        actor=handed.crew, benefit=benefit, move="deliver", at=handed.at, facts=facts, day=handed.visited_on,
        order=handed.order,
    )  # fmt: skip


def reschedule_by_order(planned: VisitPlanned) -> None:
    """
    Make the benefit's move `reschedule` when its order's visit has another day than the promise.

    The planner acts. A visit that the promise's own move has planned has its day already: nothing is to do.

    raises : NotFound; Refused, with the rule by which the benefit cannot be rescheduled
    """
    benefit = locked_benefit(actor=planned.planner, reference=planned.name, move="reschedule")
    if benefit.scheduled_on == planned.day:
        return
    _move(
        actor=planned.planner, benefit=benefit, move="reschedule", at=planned.at,
        facts={"order": planned.order}, day=planned.day, order=planned.order, why=planned.why,
    )  # fmt: skip


def _move(
    *, actor: Actor, benefit: Benefit, move: str, at: datetime, facts: dict[str, object], day: date,
    order: str, why: str = "",
) -> None:  # fmt: skip
    try:
        state = write_move(
            actor=actor, benefit=benefit, move=move, at=at, why=why, facts=facts, scheduled_on=day,
            order=order,
        )  # fmt: skip
    except CannotMove as reason:
        raise Refused(reason.rule, str(reason), **{**reason.facts, "order": order}) from reason
    told = {"state": state, "order": order} | ({"why": why} if why else {})
    record_act(actor=actor, act=f"benefit.{move}", subject=benefit.reference, facts=told, at=at)
