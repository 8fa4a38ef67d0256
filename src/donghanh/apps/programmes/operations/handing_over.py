"""An order that its crew hands over delivers the benefit that it is for, in one transaction."""

from __future__ import annotations

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.programmes.operations.moving import locked_benefit, write_move
from donghanh.apps.programmes.refusals import Refused
from donghanh.apps.works.ports import HandedOver
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
    facts = {
        "order": handed.order,
        "signature_sha256": handed.signature_sha256,
        "signer": handed.signer,
        "photographs": list(handed.photographs),
    }
    try:
        state = write_move(
            actor=handed.crew, benefit=benefit, move="deliver", at=handed.at, facts=facts,
            scheduled_on=handed.visited_on, order=handed.order,
        )  # fmt: skip
    except CannotMove as reason:
        raise Refused(reason.rule, str(reason), order=handed.order, **reason.facts) from reason
    record_act(
        actor=handed.crew, act="benefit.deliver", subject=handed.name,
        facts={"state": state, "order": handed.order}, at=handed.at,
    )  # fmt: skip
