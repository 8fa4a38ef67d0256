"""What is remembered of metering: points, meters, readings, the files they came in, and what was held."""

from donghanh.apps.metering.models.changes import (
    MeterPlace,
    MeterTest,
    MeterTestSettled,
    PointCapacity,
    PointSwitch,
)
from donghanh.apps.metering.models.holds import (
    Hold,
    HoldDecision,
    PhotoAnswer,
    PhotoRequest,
    RecheckIndex,
    RecheckOrder,
)
from donghanh.apps.metering.models.imports import ReadingImport, ReadingImportFinding
from donghanh.apps.metering.models.points import (
    HouseholdCount,
    Meter,
    MeteringPoint,
    MeterRegister,
    ReadingBook,
)
from donghanh.apps.metering.models.readings import Reading

__all__ = [
    "Hold",
    "HoldDecision",
    "HouseholdCount",
    "Meter",
    "MeterPlace",
    "MeterRegister",
    "MeterTest",
    "MeterTestSettled",
    "MeteringPoint",
    "PhotoAnswer",
    "PhotoRequest",
    "PointCapacity",
    "PointSwitch",
    "Reading",
    "ReadingBook",
    "ReadingImport",
    "ReadingImportFinding",
    "RecheckIndex",
    "RecheckOrder",
]
