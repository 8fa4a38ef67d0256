"""Acts of metering: bringing readings in, holding bills, deciding about them."""

from donghanh.apps.metering.operations.loading import (
    CannotLoadMetering,
    MeteringCounts,
    MeteringFrames,
    load_metering,
)

__all__ = ["CannotLoadMetering", "MeteringCounts", "MeteringFrames", "load_metering"]
