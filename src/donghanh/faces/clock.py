"""
The product's clock: the one place where a page, a command or a job learns what time it is.

In demo mode the clock can be set (`organisation.operations.set_product_clock`), and everything follows it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOUSE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The product's instant, aware, in the company's time zone."""
    from donghanh.apps.organisation import queries

    return queries.product_clock(real_now=real_now()).astimezone(HOUSE_ZONE)


def today() -> date:
    """The product's day in the company's time zone."""
    return now().date()


def real_now() -> datetime:
    """What the machine's own clock says, aware: for setting the product's clock, and for locks of sign-in."""
    return datetime.now(UTC)
