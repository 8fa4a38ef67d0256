"""What the story asks of the jobs: somebody who plays it in the background."""

from __future__ import annotations

from collections.abc import Callable


def _nobody() -> None:
    raise RuntimeError("no queue was plugged in: the story is played by `donghanh world play`.")


_queue_play: Callable[[], None] = _nobody


def plug(*, queue_play: Callable[[], None]) -> None:
    """Say who plays the story in the background; called once by the wiring."""
    global _queue_play  # noqa: PLW0603 - the plug of this port
    _queue_play = queue_play


def queue_play() -> None:
    """Have the story played, in the background, through the day that is wanted."""
    _queue_play()
