"""
What a life cycle is: named moves between states, each with who may make it.

A life is data. The functions that follow it (`moves`), that keep duties apart (`duties`) and
that draw it for the documentation (`diagrams`) all read the same dictionary, so a drawing
cannot say something else than the rule. START is the state before the first move.
"""

from collections.abc import Mapping
from dataclasses import dataclass

START = ""
STAYS = "="
"""Where a move leads that leaves the state as it is."""


@dataclass(frozen=True, slots=True)
class Move:
    """One act on one thing: from which states, to which, by which roles, and by whom not.

    name           : verb, the key of its dictionary
    from_states    : states in which the act is possible; START for the first act of a life
    to_state       : state afterwards
    roles          : roles that may do it; "beneficiary" is the customer, who has no staff account
    not_by_who_did : names of earlier moves; whoever made one of them on this thing may not make this one
    needs_reason   : the act is refused without a written reason
    why            : one sentence for the documentation: what the act attests, or why duties are apart
    """

    name: str
    from_states: tuple[str, ...]
    to_state: str
    roles: frozenset[str]
    not_by_who_did: tuple[str, ...] = ()
    needs_reason: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A whole life cycle: its states in the order of progress, those off the path, and its moves."""

    name: str
    path: tuple[str, ...]
    exits: tuple[str, ...]
    moves: Mapping[str, Move]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the path first."""
        return self.path + self.exits

    @property
    def final_states(self) -> tuple[str, ...]:
        """States that no move leaves, in the order of `states`."""
        left = {state for move in self.moves.values() for state in move.from_states}
        return tuple(state for state in self.states if state not in left)


class CannotMove(Exception):
    """An act was refused. `rule` is a stable name, `facts` what is needed to repeat the check.

    The sentence is for logs and commands; pages translate `rule` with `facts`.
    """

    rule = "cannot-move"

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.facts: Mapping[str, object] = facts


class UnknownMove(CannotMove):
    """No move of that name in this life."""

    rule = "unknown-move"


class NotFromThisState(CannotMove):
    """The move exists, but not from the state that the thing is in."""

    rule = "not-from-this-state"


class NotForThisRole(CannotMove):
    """None of the actor's roles may make the move."""

    rule = "not-for-this-role"


class DutiesNotApart(CannotMove):
    """The same person made an earlier move that excludes this one."""

    rule = "duties-not-apart"


class ReasonMissing(CannotMove):
    """The move needs a written reason, and none was given."""

    rule = "reason-missing"
