"""
Every life of the house in one shape, for the pages that draw them.

Engines do not know each other, so the life of a work, a request or an inspection is written there in words of
its own; here it is told in those of the programmes, which can be drawn.
"""

from __future__ import annotations

from donghanh.engines.conduct import moves as conduct
from donghanh.engines.programmes.lives import Life, Move
from donghanh.engines.programmes.moves import LIVES as PROMISED
from donghanh.engines.programmes.suspicions import SUSPICION
from donghanh.engines.requests import moves as requests
from donghanh.engines.works import moves as works


def all_lives() -> tuple[Life, ...]:
    """The lives of programmes, then a suspicion's, then those of works, a request's, those of conduct."""
    others = [*works.LIVES.values(), requests.CASE, *conduct.LIVES.values()]
    return (*PROMISED.values(), SUSPICION, *map(_drawn, others))


def _drawn(life: works.Life | requests.Life | conduct.Life) -> Life:
    moves = {
        move.name: Move(
            move.name,
            move.from_states,
            move.to_state,
            move.roles,
            needs_reason=move.needs_reason,
            why=move.why,
        )
        for move in life.moves.values()
    }
    return Life(life.name, life.path, life.exits, moves)
