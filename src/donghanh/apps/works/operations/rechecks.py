"""
Sends a crew to read a meter again, and tells metering what it read: the two sides of metering's port.

The order is one as any other: planned by the unit, seen by its crew alone. What was read before is not told
to the crew, so that the eye reads the meter and not the paper.
"""

from __future__ import annotations

from donghanh.apps.metering.operations import record_recheck
from donghanh.apps.metering.ports import RecheckOver, RecheckWanted
from donghanh.apps.works.operations.opening import OrderAsked, Recipient, end_order_of, open_order
from donghanh.apps.works.ports import HandedOver
from donghanh.apps.works.queries.orders import order_of_subject

METHOD = "meter_recheck"
REGISTERS = {"all": "KT", "normal": "BT", "peak": "CD", "off_peak": "TD"}


def subject_of(hold: int) -> str:
    """The name under which works know a held bill."""
    return f"hold:{hold}"


def open_recheck(wanted: RecheckWanted) -> str:
    """
    Open an order for a held bill, or answer the one that is open.

    raises : Forbidden; CannotOpenOrder `method-unknown`; Refused, for a role that opens no orders
    """
    standing = order_of_subject(subject=subject_of(wanted.hold))
    if standing is not None:
        return standing.reference
    registers = ", ".join(REGISTERS.get(one, one) for one in wanted.registers)
    asked = OrderAsked(
        subject=subject_of(wanted.hold), unit_code=wanted.unit_code, method=METHOD,
        recipient=Recipient(wanted.name, wanted.address, wanted.phone, wanted.commune_code),
        instructions=f"Công tơ {wanted.serial}, bộ chỉ số {registers}. {wanted.why}",
    )  # fmt: skip
    return open_order(actor=wanted.actor, asked=asked, at=wanted.at)


def end_recheck(over: RecheckOver) -> None:
    """Cancel the order of a held bill that was decided otherwise, where one is open."""
    end_order_of(
        actor=over.actor, subject=subject_of(over.hold), move="cancel", why=over.why or "Đã quyết định",
        at=over.at,
    )  # fmt: skip


def bring_reading(handed: HandedOver) -> None:
    """Bring what the crew read back to the hold. raises : CannotDecide, which undoes the hand-over"""
    record_recheck(
        crew=handed.crew, order=handed.order, indices=dict(handed.readings), read_on=handed.visited_on,
        at=handed.at,
    )  # fmt: skip
