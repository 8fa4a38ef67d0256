"""
The life of a suspicion: two records look like one household, and a person says what they are.

The system suspects; only a person decides, with a reason. Each decision may be changed by a later one that
points back. To allow both where they are the same household is an exception to a rule, so it is for those
who decide about promises, not for those who write them down.
"""

from __future__ import annotations

from donghanh.engines.programmes.moves import COMPANY, DECIDERS, UNIT
from donghanh.kernel.lives import START, Life, Move

STATES = ("suspected", "same_household", "another_household", "allowed_both")


def _but(state: str) -> tuple[str, ...]:
    """Every other state: what was decided may be decided anew, never to the same."""
    return tuple(one for one in STATES if one != state)


MOVES = (
    Move(
        "suspect",
        (START,),
        "suspected",
        UNIT | COMPANY | {"partner_officer"},
        why="The system compared a nomination with earlier ones and with the customers.",
    ),
    Move(
        "decide_same",
        _but("same_household"),
        "same_household",
        UNIT | COMPANY,
        needs_reason=True,
        why="One household under two records: the stacking rules then say whether it may have both.",
    ),
    Move(
        "decide_another",
        _but("another_household"),
        "another_household",
        UNIT | COMPANY,
        needs_reason=True,
        why="Two households that look alike: each may have its own.",
    ),
    Move(
        "allow_both",
        _but("allowed_both"),
        "allowed_both",
        DECIDERS,
        needs_reason=True,
        why="One household that may have both for once, although a stacking rule speaks against it.",
    ),
)

SUSPICION = Life(
    name="suspicion",
    path=("suspected", "same_household"),
    exits=("another_household", "allowed_both"),
    moves={move.name: move for move in MOVES},
)
VERDICTS = tuple(move.name for move in MOVES if move.needs_reason)
