"""Acts of metering: bringing readings in, holding bills, deciding about them."""

from donghanh.apps.metering.operations.answering import CannotAnswer, send_photo
from donghanh.apps.metering.operations.deciding import CannotDecide
from donghanh.apps.metering.operations.hanging import CannotHang, set_households, swap_meter
from donghanh.apps.metering.operations.holding import (
    MonthChecked,
    check_month,
    release_holds,
    replace_reading,
    request_photo,
)
from donghanh.apps.metering.operations.importing import (
    BatchFault,
    BatchKept,
    CannotReadIn,
    load_readings,
    post_readings,
    receive_readings,
)
from donghanh.apps.metering.operations.loading import (
    CannotLoadMetering,
    MeteringCounts,
    MeteringFrames,
    load_metering,
)
from donghanh.apps.metering.operations.opening import CannotOpenPoint, NewPoint, check_meter, open_point
from donghanh.apps.metering.operations.rechecking import ask_for_recheck, lock_hold, record_recheck

__all__ = [
    "BatchFault",
    "BatchKept",
    "CannotAnswer",
    "CannotDecide",
    "CannotHang",
    "CannotLoadMetering",
    "CannotOpenPoint",
    "CannotReadIn",
    "MeteringCounts",
    "MeteringFrames",
    "MonthChecked",
    "NewPoint",
    "ask_for_recheck",
    "check_meter",
    "check_month",
    "load_metering",
    "load_readings",
    "lock_hold",
    "open_point",
    "post_readings",
    "receive_readings",
    "record_recheck",
    "release_holds",
    "replace_reading",
    "request_photo",
    "send_photo",
    "set_households",
    "swap_meter",
]
