"""What the customers' subject asks of the world outside: somebody who runs an import in the background."""

from __future__ import annotations

from collections.abc import Callable


class NobodyWorks(Exception):
    """No queue was plugged in: the import was kept, and nobody will run it."""


def _nobody(import_file_id: int) -> None:
    raise NobodyWorks(f"import {import_file_id}: plug a queue in, or run it by `donghanh customers import`.")


_queue_import: Callable[[int], None] = _nobody


def plug(*, queue_import: Callable[[int], None]) -> None:
    """Say who runs imports; called once by the wiring."""
    global _queue_import  # noqa: PLW0603 - the plug of this port
    _queue_import = queue_import


def queue_import(*, import_file_id: int) -> None:
    """Have an import run in the background, after the caller's transaction."""
    _queue_import(import_file_id)
