"""Acts of the organisation: each one transaction and one audit row, keywords only."""

from donghanh.apps.organisation.operations.clock import CannotSetClock, clear_product_clock, set_product_clock
from donghanh.apps.organisation.operations.records import record_act, record_reading

__all__ = ["CannotSetClock", "clear_product_clock", "record_act", "record_reading", "set_product_clock"]
