"""
Lets what a crew built in leave the stock of its unit: the rule that stands behind `ports.plug_materials`.

A crew writes what it used in its own words. Words that name no item whose stock is kept ("dây 2x2,5") stay as
they were said and move nothing; an item that is kept and is short is refused, so that the two never differ.
"""

from __future__ import annotations

from donghanh.apps.stock import operations as stock
from donghanh.apps.stock import queries as shelves
from donghanh.apps.works.operations.writing import COMPANY_ZONE
from donghanh.apps.works.ports import MaterialTaken


def take_from_stock(taken: MaterialTaken) -> None:
    """
    Take a material from the warehouse of the order's unit, once a record; in the record's transaction.

    raises : Forbidden; NotEnoughGoods, with where there is some; CannotMoveGoods
    """
    item = shelves.kept_items(said=[taken.item_code]).get(taken.item_code)
    if item is None:
        return  # said in words that no stock knows: there is nothing to move, and the record stays
    serials = (taken.serial,) if item.is_serialised and taken.serial else ()
    day = taken.at.astimezone(COMPANY_ZONE).date()
    serving = shelves.warehouses_serving(unit_code=taken.unit_code, day=day)
    stock.use_of_unit(
        actor=taken.crew, warehouse_codes=serving, subject=f"work:{taken.order}", at=taken.at,
        line=stock.Line(item.code, taken.quantity, serials=serials), key=taken.record_id,
    )  # fmt: skip
