"""A customer's energy by month, as its meters' readings make it; for the customers' pages, by their port."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from donghanh.apps.metering.bridge.frames import load_unit
from donghanh.apps.metering.models import MeteringPoint
from donghanh.engines.readings import periods, stretches
from donghanh.lawbook.reading_checks import NoReadingTerms, read_terms


def energy_by_readings(code: str, months: Sequence[date]) -> Mapping[date, int]:
    """
    Answer the energy of bill months, all points of the customer together.

    Not scoped: for the customers' subject, which has checked who sees it.

    months  : first days
    returns : kWh by month; a month is left out when a point's reading ends none in it, or a part is not known
    """
    points = list(MeteringPoint.objects.filter(customer__code=code).values_list("pk", flat=True))
    if not points or not months:
        return {}
    first, last = min(months), max(months)
    try:
        terms = read_terms(day=last)
    except NoReadingTerms:
        return {}
    span = (last.year - first.year) * 12 + last.month - first.month
    loaded = load_unit(month=last, points=points, history=span + 1)
    followed = stretches(
        shown=loaded.shown, registers=loaded.registers.drop("serial"), rollover_percent=terms.rollover_percent
    )
    added = periods(stretches=followed).filter(pl.col("month").is_in(list(months)))
    known = (pl.col("kwh").null_count() == 0) & (pl.len() == len(points)) & ~pl.col("is_negative").any()
    sums = added.group_by("month").agg(pl.when(known).then(pl.col("kwh").sum()).alias("kwh"))
    return dict(sums.drop_nulls("kwh").iter_rows())
