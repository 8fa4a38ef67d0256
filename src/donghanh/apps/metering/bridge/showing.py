"""What a register showed last, for acts that go on from there and for pages that say it."""

from __future__ import annotations

from donghanh.apps.metering.models import Meter, MeterRegister


def last_index(*, meter: Meter, register: str) -> int:
    """What a register showed last, by the readings that count; else what it showed when it was put up."""
    counting = meter.readings.filter(register=register, corrections=None)
    found = counting.order_by("-read_on", "-id").values_list("index", flat=True).first()
    if found is not None:
        return int(found)
    return int(MeterRegister.objects.get(meter=meter, register=register).opening_index)
