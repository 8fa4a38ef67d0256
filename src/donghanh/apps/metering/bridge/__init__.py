"""Columns between the tables of metering and the engine of readings."""

from donghanh.apps.metering.bridge.frames import Loaded, load_unit

__all__ = ["Loaded", "load_unit"]
