"""One customer's energy, month by month; a month without a reading is said to be missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from donghanh.apps.customers import ports
from donghanh.apps.customers.models import MonthlyEnergy
from donghanh.apps.customers.queries.scope import in_sight
from donghanh.apps.organisation.permissions import Actor


@dataclass(frozen=True)
class MonthEnergy:
    """Energy of one month [kWh]; None when it was not read."""

    month: date
    energy_kwh: int | None


def energy_of(*, actor: Actor, code: str, months: Sequence[date]) -> list[MonthEnergy]:
    """
    List a customer's energy in the order of `months`; empty when the customer is out of sight.

    What was loaded counts; for months of which nothing was, the meter's readings.

    months : first days
    """
    ids = list(in_sight(actor=actor).filter(code=code).values_list("pk", flat=True))
    if not ids:
        return []
    rows = MonthlyEnergy.objects.filter(customer_id=ids[0], month__in=list(months))
    read = dict(rows.values_list("month", "energy_kwh"))
    missing = [month for month in months if read.get(month) is None]
    metered = ports.metered_energy(code=code, months=missing) if missing else {}
    return [
        MonthEnergy(month, metered.get(month) if read.get(month) is None else read[month]) for month in months
    ]
