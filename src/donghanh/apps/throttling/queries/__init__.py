"""Questions about the limits: who tried out codes."""

from donghanh.apps.throttling.queries.guesses import GuessRow, guesses

__all__ = ["GuessRow", "guesses"]
