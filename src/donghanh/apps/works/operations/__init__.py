"""Acts on the works: open an order, plan and move its visit, take what phones send, end it."""

from donghanh.apps.works.operations.arranging import arrange_day, place_visit
from donghanh.apps.works.operations.opening import (
    OrderAsked,
    Recipient,
    cancel_order,
    end_order_of,
    open_order,
)
from donghanh.apps.works.operations.papers import HandOverRecord, hand_over_record, read_order
from donghanh.apps.works.operations.places import PositionsKept, import_positions, record_qualification
from donghanh.apps.works.operations.planning import plan_visit, reassign_visit
from donghanh.apps.works.operations.reading import read_field_day
from donghanh.apps.works.operations.receiving import FieldRecordSent, Receipt, receive_record
from donghanh.apps.works.operations.rechecks import bring_reading, end_recheck, open_recheck

__all__ = [
    "FieldRecordSent",
    "HandOverRecord",
    "PositionsKept",
    "arrange_day",
    "bring_reading",
    "hand_over_record",
    "import_positions",
    "place_visit",
    "read_order",
    "record_qualification",
    "OrderAsked",
    "Receipt",
    "Recipient",
    "cancel_order",
    "end_order_of",
    "end_recheck",
    "open_order",
    "open_recheck",
    "plan_visit",
    "read_field_day",
    "reassign_visit",
    "receive_record",
]
