"""What billing asks of the world outside: somebody who runs a unit's month in the background."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

Queue = Callable[[str, date, str], None]
"""Of (unit, month, username)."""


class NobodyWorks(Exception):
    """No queue was plugged in: nobody will run it."""


def _nobody(unit_code: str, month: date, username: str) -> None:
    raise NobodyWorks(f"{unit_code} {month:%Y-%m}: plug a queue in, or run it by `donghanh billing run`.")


_queue: Queue = _nobody


def plug(*, queue_run: Queue) -> None:
    """Say who works; called once by the wiring."""
    global _queue  # noqa: PLW0603 - the plug of this port
    _queue = queue_run


def queue_run(*, unit_code: str, month: date, username: str) -> None:
    """Have a unit's month run in the background."""
    _queue(unit_code, month, username)
