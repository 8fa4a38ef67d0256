"""The rule of an allocation as a value: the order of the classes, a pack, the least, a reserve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CLASSES = ("locked_down", "quarantined", "school", "other")


@dataclass(frozen=True)
class AllocationRule:
    """
    How goods are shared out.

    order   : classes of requests, served one after the other; a class that is not named gets nothing
    pack    : [pieces] in an unopened pack; only whole packs are given
    least   : [pieces] below which a request waits rather than gets a token; one that asks for less is
              measured by what it asks
    reserve : [pieces] kept back for a later round
    """

    order: tuple[str, ...]
    pack: int = 1
    least: int = 0
    reserve: int = 0


def rule_of(said: Mapping[str, Any]) -> AllocationRule:
    """Read the rule as a template says it, once it has been checked."""
    return AllocationRule(tuple(said["order"]), said["pack"], said["least"], said["reserve"])
