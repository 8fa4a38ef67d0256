"""
One supply of each kind, under way at the end of the play: the desk sees every chain with its next step.

The new supply waits for its customer to sign the contract.

Customers are generated; who is to be on again is cut off first, for a reason that is made up.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from donghanh.apps.metering.operations import CannotHang, switch_point
from donghanh.apps.metering.queries import points_of_customer
from donghanh.apps.requests import operations
from donghanh.faces.story import supply
from donghanh.faces.story.contracts import offer_contract
from donghanh.faces.story.request_people import Desk, contact_of, fields_of

NEW = "NEW_LV_RES_URBAN"
KINDS = (
    NEW, "CHANGE_CAPACITY_RURAL", "METER_MOVE", "METER_CHECK", "CONTRACT_TRANSFER", "TEMP_SUPPLY_LV",
    "RECONNECT_ON_REQUEST", "TERMINATE_CONTRACT",
)  # fmt: skip
RECONNECT = "RECONNECT_ON_REQUEST"


def play(desk: Desk) -> None:
    """Open one case of each kind yesterday, and take its first steps."""
    unit = desk.units[0]
    people = desk.people[unit][-len(KINDS) :]
    for place, (service, person) in enumerate(zip(KINDS, people, strict=False)):
        at = desk.until - timedelta(hours=20 - place)
        clerk = desk.clerks[unit]
        if service == RECONNECT and not _cut(desk, unit, person.code, at):
            continue
        opened = operations.open_case(
            actor=clerk, service_code=service, channel="counter", received_at=at, unit_code=unit, now=at,
            contact=contact_of(person), customer_code="" if service == NEW else person.code, is_complete=True,
            fields=fields_of(service_code=service, person=person, day=at.date()),
        )  # fmt: skip
        accepted = at + timedelta(minutes=15)
        asked = operations.MoveAsked()
        operations.make_move(actor=clerk, code=opened.code, move="accept", asked=asked, now=accepted)
        supply.take_steps(
            desk=desk,
            clerk=clerk,
            code=opened.code,
            from_at=accepted,
            until_at=desk.until + timedelta(days=2),
        )
        if service == NEW:
            offer_contract(clerk=clerk, code=opened.code, at=desk.until - timedelta(minutes=10))


def _cut(desk: Desk, unit: str, customer: str, at: datetime) -> bool:
    """Cut the customer's point off, for somebody who asks for it to be on again; whether it could."""
    point = next((one for one in points_of_customer(customer_code=customer) if one.serial), None)
    if point is None:
        return False
    try:
        switch_point(
            actor=desk.clerks[unit], point_code=point.point_code, is_on=False,
            on_day=at.astimezone(supply.ZONE).date(), at=at, why="Tạm ngừng theo yêu cầu (dữ liệu mẫu)",
        )  # fmt: skip
    except CannotHang:
        return False
    return True
