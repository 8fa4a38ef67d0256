"""Acts of the warehouse: one transaction, a slip, its movements and an audit row each."""

from donghanh.apps.stock.operations.adjusting import correct_slip, use_material, write_off_goods
from donghanh.apps.stock.operations.dispatching import (
    Handed,
    deliver_goods,
    dispatch_goods,
    dispatch_reserved,
)
from donghanh.apps.stock.operations.receiving import Received, read_serials, receive_goods
from donghanh.apps.stock.operations.recounting import Count, decide_recount, record_recount
from donghanh.apps.stock.operations.reserving import release_goods, reserve_goods
from donghanh.apps.stock.operations.returning import return_goods, take_back_goods
from donghanh.apps.stock.operations.shelves import Line
from donghanh.apps.stock.operations.transferring import accept_transfer, transfer_goods
from donghanh.apps.stock.operations.using import use_of_unit
from donghanh.apps.stock.operations.warehouses import Loaded, close_warehouse, load_stock_reference

__all__ = [
    "Count",
    "Handed",
    "Line",
    "Loaded",
    "Received",
    "accept_transfer",
    "close_warehouse",
    "correct_slip",
    "decide_recount",
    "deliver_goods",
    "dispatch_goods",
    "dispatch_reserved",
    "load_stock_reference",
    "read_serials",
    "receive_goods",
    "record_recount",
    "release_goods",
    "reserve_goods",
    "return_goods",
    "take_back_goods",
    "transfer_goods",
    "use_material",
    "use_of_unit",
    "write_off_goods",
]
