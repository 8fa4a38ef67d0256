"""Questions about metering, answered with plain values and frames; lists are scoped to who asks."""

from donghanh.apps.metering.queries.billing import Billable, billable, billable_points
from donghanh.apps.metering.queries.counts import points_kept

__all__ = ["Billable", "billable", "billable_points", "points_kept"]
