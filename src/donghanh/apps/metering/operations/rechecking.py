"""
Has a meter read again for a held bill (phúc tra), and takes down what the crew read.

The index comes back to the hold with the hand-over of the crew's order and in its transaction. It changes no
bill: who decides about the hold sees it beside the others, with its day, and decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from donghanh.apps.metering import ports
from donghanh.apps.metering.models import Hold, HoldDecision, Meter, RecheckIndex, RecheckOrder
from donghanh.apps.metering.operations.deciding import CannotDecide, decision, open_holds
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor


@transaction.atomic
def ask_for_recheck(*, actor: Actor, number: int, why: str, at: datetime) -> str:
    """
    Have the meter read again on the spot; the bill stays held.

    returns : the order by which a crew goes there, also when it was open already; empty when nobody sends any
    raises  : Forbidden, NotFound; CannotDecide `reason-missing`, `not-open`, `meter-missing`
    """
    (hold,) = open_holds(actor, [number], why)
    decision(actor, hold, "recheck", why, at).save()
    reference = ports.open_recheck(_wanted(actor, hold, why, at))
    if reference and not RecheckOrder.objects.filter(reference=reference).exists():
        RecheckOrder.objects.create(
            hold=hold, reference=reference, staff_id=actor.staff_id, username=actor.username, product_at=at
        )
    facts = {"why": why, "order": reference}
    record_act(actor=actor, act="recheck_hold", subject=f"hold:{number}", facts=facts, at=at)
    return reference


def lock_hold(name: str) -> None:
    """Lock a hold before its order: a decision locks in that order, too."""
    Hold.objects.select_for_update(of=("self",)).filter(pk=int(name)).first()


@transaction.atomic
def record_recheck(
    *, crew: Actor, order: str, indices: Mapping[str, int], read_on: date, at: datetime
) -> None:
    """
    Take down what a crew read; inside the hand-over of its order, which has checked that it is the crew's.

    indices : by register; each of the meter's must be there
    raises  : CannotDecide `register-missing`, `register-unknown`, `index-too-long`: what undoes the hand-over
    """
    asked = RecheckOrder.objects.select_related("hold").get(reference=order)
    meter = _meter(asked.hold)
    known = set(meter.registers.values_list("register", flat=True))
    _check_indices(indices, known, meter.digits)
    RecheckIndex.objects.bulk_create(
        RecheckIndex(
            order=asked, register=register, index=index, read_on=read_on, staff_id=crew.staff_id,
            username=crew.username, product_at=at,
        )
        for register, index in sorted(indices.items())
    )  # fmt: skip
    facts = {"order": order, "indices": dict(indices), "read_on": read_on.isoformat()}
    record_act(actor=crew, act="record_recheck", subject=f"hold:{asked.hold_id}", facts=facts, at=at)


def end_rechecks(*, actor: Actor, holds: Iterable[Hold], why: str, at: datetime) -> None:
    """Call crews back from holds that need no look any more."""
    numbers = [hold.pk for hold in holds]
    sent = HoldDecision.objects.filter(hold_id__in=numbers, how="recheck").values_list("hold_id", flat=True)
    for number in sorted(set(sent)):
        ports.end_recheck(ports.RecheckOver(number, actor, why, at))


def _check_indices(indices: Mapping[str, int], known: set[str], digits: int) -> None:
    if missing := sorted(known - set(indices)):
        told = f"The meter's registers {', '.join(missing)} were not read. Next: read each of them."
        raise CannotDecide("register-missing", told, expected=missing)
    if unknown := sorted(set(indices) - known):
        told = f"The meter has no register {', '.join(unknown)}; it has {', '.join(sorted(known))}."
        raise CannotDecide("register-unknown", told, found=unknown[0], expected=sorted(known))
    for index in indices.values():
        if not 0 <= index < 10**digits:
            told = f"{index} does not fit {digits} digits."
            raise CannotDecide("index-too-long", told, found=index, expected=10**digits - 1)


def _meter(hold: Hold) -> Meter:
    meter = Meter.objects.filter(point_id=hold.point_id).order_by("-from_on").first()
    if meter is None:
        raise CannotDecide("meter-missing", f"No meter hangs where hold {hold.pk} is about.", number=hold.pk)
    return meter


def _wanted(actor: Actor, hold: Hold, why: str, at: datetime) -> ports.RecheckWanted:
    customer, meter = hold.point.customer, _meter(hold)
    registers = meter.registers.order_by("register").values_list("register", flat=True)
    return ports.RecheckWanted(
        hold=hold.pk, actor=actor, unit_code=hold.unit_id, name=customer.name, address=customer.address,
        phone=customer.phone or "", commune_code=customer.commune_id, serial=meter.serial,
        registers=tuple(registers), why=why.strip(), at=at,
    )  # fmt: skip
