"""Acts of the limits: count one time more, look at a count, throw away what is over."""

from donghanh.apps.throttling.operations.counting import counted, counted_so_far

__all__ = ["counted", "counted_so_far"]
