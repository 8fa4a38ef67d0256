"""Questions about the organisation, answered with plain values and scoped to who asks."""

from donghanh.apps.organisation.queries.actors import actor_of
from donghanh.apps.organisation.queries.clock import end_of_day, product_clock, product_clock_is_set

__all__ = ["actor_of", "end_of_day", "product_clock", "product_clock_is_set"]
