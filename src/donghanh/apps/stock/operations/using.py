"""
Takes what a crew built in from its unit's own warehouse, which the crew need not know by its code.

Where the unit has several, the first that has enough is taken from; the company's is not for crews.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.stock.models import Item, Warehouse
from donghanh.apps.stock.operations.adjusting import use_material
from donghanh.apps.stock.operations.ledger import ZONE, lock_items, warehouse_named
from donghanh.apps.stock.operations.shelves import Line, free_quantity
from donghanh.apps.stock.permissions import is_of_company
from donghanh.apps.stock.refusals import CannotMoveGoods


@transaction.atomic
def use_of_unit(
    *, actor: Actor, warehouse_codes: Sequence[str], subject: str, line: Line, at: datetime, key: str
) -> int:  # fmt: skip
    """
    Use material of a unit's own warehouse in a work, once under a key; answers the slip.

    warehouse_codes : those that serve the unit, as `queries.warehouses_serving` names them
    raises : Forbidden; NotFound; NotEnoughGoods `not-enough`, with where there is some; CannotMoveGoods
             `no-warehouse`, `serials-differ` (a thing with a number is named by it), `serial-not-here`
    """
    item = lock_items([line.item])[line.item]
    if item.is_serialised and len(line.serials) != line.quantity:
        raise CannotMoveGoods(
            "serials-differ",
            f"{line.quantity} of {item.code} with {len(line.serials)} serial numbers. Next: name each thing.",
            item=item.code, quantity=line.quantity, serials=len(line.serials),
        )  # fmt: skip
    chosen = _warehouse(codes=warehouse_codes, item=item, quantity=line.quantity, at=at)
    return use_material(
        actor=actor, warehouse_code=chosen.code, subject=subject, lines=[line], at=at, key=key
    )


def _warehouse(*, codes: Sequence[str], item: Item, quantity: int, at: datetime) -> Warehouse:
    day = at.astimezone(ZONE).date()
    own = [one for one in map(warehouse_named, codes) if not is_of_company(one)]
    if not own:
        raise CannotMoveGoods(
            "no-warehouse", f"The unit has no warehouse of its own on {day}. Next: open one.", item=item.code
        )  # fmt: skip
    enough = (one for one in own if free_quantity(item=item, warehouse=one, day=day) >= quantity)
    return next(enough, own[0])
