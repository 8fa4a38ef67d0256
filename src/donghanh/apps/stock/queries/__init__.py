"""Questions about goods, answered with plain values and scoped to who asks."""

from donghanh.apps.stock.queries.custody import Custody, CustodyStep, custody
from donghanh.apps.stock.queries.equations import EquationRow, StockEquation, equation
from donghanh.apps.stock.queries.levels import (
    ItemRow,
    LevelRow,
    carried_by,
    free_in_all,
    items,
    kept_items,
    levels,
    was_ever_received,
)
from donghanh.apps.stock.queries.recounts import RecountCard, RecountLineRow, recount, recounts
from donghanh.apps.stock.queries.slips import MovementRow, SlipCard, open_transfers, slip, slips
from donghanh.apps.stock.queries.subjects import (
    Kept,
    carried_for_subject,
    handed_over,
    kept_for,
)
from donghanh.apps.stock.queries.warehouses import (
    WarehouseName,
    WarehouseRow,
    warehouse,
    warehouse_names,
    warehouses,
    warehouses_serving,
)

__all__ = [
    "Custody",
    "CustodyStep",
    "EquationRow",
    "ItemRow",
    "Kept",
    "LevelRow",
    "MovementRow",
    "RecountCard",
    "RecountLineRow",
    "SlipCard",
    "StockEquation",
    "WarehouseName",
    "WarehouseRow",
    "carried_by",
    "carried_for_subject",
    "custody",
    "equation",
    "free_in_all",
    "handed_over",
    "items",
    "kept_items",
    "kept_for",
    "levels",
    "open_transfers",
    "recount",
    "recounts",
    "slip",
    "slips",
    "was_ever_received",
    "warehouse",
    "warehouse_names",
    "warehouses",
    "warehouses_serving",
]
