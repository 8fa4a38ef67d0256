"""Acts of metering: bringing readings in, holding bills, deciding about them."""

from donghanh.apps.metering.operations.answering import CannotAnswer, send_photo
from donghanh.apps.metering.operations.changing import (
    record_meter_test,
    set_capacity,
    settle_meter_test,
    switch_point,
)
from donghanh.apps.metering.operations.deciding import CannotDecide
from donghanh.apps.metering.operations.hanging import set_households, swap_meter
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
from donghanh.apps.metering.operations.points import CannotHang
from donghanh.apps.metering.operations.rechecking import ask_for_recheck, lock_hold, record_recheck
from donghanh.apps.metering.operations.rehanging import (
    check_end_of_metering,
    end_metering,
    move_meter,
    take_over_point,
)

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
    "check_end_of_metering",
    "check_meter",
    "check_month",
    "end_metering",
    "load_metering",
    "load_readings",
    "lock_hold",
    "move_meter",
    "open_point",
    "post_readings",
    "receive_readings",
    "record_meter_test",
    "record_recheck",
    "release_holds",
    "replace_reading",
    "request_photo",
    "send_photo",
    "set_capacity",
    "set_households",
    "settle_meter_test",
    "swap_meter",
    "switch_point",
    "take_over_point",
]
