"""Rows of supplies: the chain of a case, each step, the place of the free wiring and what was said of it."""

from donghanh.apps.supply.models.gifts import WiringOffer, WiringWord
from donghanh.apps.supply.models.supplies import Supply, SupplyStep

__all__ = ["Supply", "SupplyStep", "WiringOffer", "WiringWord"]
