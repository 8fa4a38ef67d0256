"""
What the customers' subject asks of the world around it: somebody who runs an import in the background, and
the metering, for months of which nothing was loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date


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


MeteredEnergy = Callable[[str, Sequence[date]], Mapping[date, int]]


def _no_meters(code: str, months: Sequence[date]) -> Mapping[date, int]:
    return {}


_metered_energy: MeteredEnergy = _no_meters


def plug_metered_energy(*, read: MeteredEnergy) -> None:
    """Say who knows the energy of a customer [code] in months [first days] by meter readings."""
    global _metered_energy  # noqa: PLW0603 - the plug of this port
    _metered_energy = read


def metered_energy(*, code: str, months: Sequence[date]) -> Mapping[date, int]:
    """Energy by meter readings [kWh], of those of the months that were read."""
    return _metered_energy(code, months)
