"""Columns between the tables and the engines: what higher subjects may load of the customers."""

from donghanh.apps.customers.bridge.blocks import households_near
from donghanh.apps.customers.bridge.frames import (
    customers_frame,
    energy_frame,
    energy_window,
    successions_frame,
)

__all__ = ["customers_frame", "energy_frame", "energy_window", "households_near", "successions_frame"]
