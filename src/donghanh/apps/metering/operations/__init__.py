"""Acts of metering: bringing readings in, holding bills, deciding about them."""

from donghanh.apps.metering.operations.answering import CannotAnswer, send_photo
from donghanh.apps.metering.operations.holding import (
    CannotDecide,
    MonthChecked,
    ask_for_recheck,
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

__all__ = [
    "BatchFault",
    "BatchKept",
    "CannotAnswer",
    "CannotDecide",
    "CannotLoadMetering",
    "CannotReadIn",
    "MeteringCounts",
    "MeteringFrames",
    "MonthChecked",
    "ask_for_recheck",
    "check_month",
    "load_metering",
    "load_readings",
    "post_readings",
    "receive_readings",
    "release_holds",
    "replace_reading",
    "request_photo",
    "send_photo",
]
