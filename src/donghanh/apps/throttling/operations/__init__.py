"""Acts of the limits: count one time more, look at a count, throw away what is over, note who guesses."""

from donghanh.apps.throttling.operations.counting import counted, counted_so_far
from donghanh.apps.throttling.operations.guessing import note_guessing

__all__ = ["counted", "counted_so_far", "note_guessing"]
