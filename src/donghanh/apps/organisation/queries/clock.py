"""What time it is for the product: real time, or, in a demo, a day that stands still."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from donghanh.apps.organisation.models import ProductClock

HOUSE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def product_clock(*, real_now: datetime) -> datetime:
    """
    Tell the product's moment.

    real_now : what the machine's clock says [aware]
    returns  : `real_now`, unless a demo's clock was set: then the moment it was set to plus what has
               passed since, but never beyond the last second of that day in the company's time zone
    """
    row = _row()
    if row is None:
        return real_now
    elapsed = max(real_now - row.set_at, timedelta(0))
    moment: datetime = min(row.product_at + elapsed, end_of_day(row.product_at))
    return moment


def product_clock_is_set() -> bool:
    """Answer whether the product stands on a day of its own."""
    return _row() is not None


def end_of_day(moment: datetime) -> datetime:
    """The last second of the day on which `moment` falls in the company's time zone."""
    return datetime.combine(moment.astimezone(HOUSE_ZONE).date(), time(23, 59, 59), tzinfo=HOUSE_ZONE)


def _row() -> ProductClock | None:
    return ProductClock.objects.first() if settings.DEMO else None
