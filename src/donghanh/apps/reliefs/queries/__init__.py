"""Questions about reductions, answered with plain values or frames."""

from donghanh.apps.reliefs.queries.certifying import Sides, entitled_of_round, sides_of
from donghanh.apps.reliefs.queries.differences import Differences, differences
from donghanh.apps.reliefs.queries.facts import FactCard, PlaceChoice, fact, facts, may_see_fact, places
from donghanh.apps.reliefs.queries.owed import CustomerStanding, GroupStanding, reliefs_of, standing_of
from donghanh.apps.reliefs.queries.rerating import Rerate, rerate
from donghanh.apps.reliefs.queries.rounds import ReliefRoundCard, round_totals, rounds

__all__ = [
    "CustomerStanding",
    "Differences",
    "FactCard",
    "GroupStanding",
    "PlaceChoice",
    "Rerate",
    "ReliefRoundCard",
    "Sides",
    "differences",
    "entitled_of_round",
    "fact",
    "facts",
    "may_see_fact",
    "places",
    "reliefs_of",
    "rerate",
    "round_totals",
    "rounds",
    "sides_of",
    "standing_of",
]
