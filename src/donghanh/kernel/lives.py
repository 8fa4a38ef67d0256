"""
What a life cycle is: named moves between states, each with who may make it.

A life is data: one dictionary of moves. The checks that follow it and the drawings of the documentation read
the same dictionary, so that a drawing cannot say something else than the rule. Each engine has lives of its
own; START is the state before the first move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    roles          : roles that may do it; some name people who have no account, such as "beneficiary"
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


class MoveRefused(Exception):
    """An act was refused: a stable `rule`, and `facts` to repeat the check. Each engine names its own."""

    def __init__(self, rule: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.facts = facts


def life_of(*, name: str, path: tuple[str, ...], exits: tuple[str, ...], moves: Iterable[Move]) -> Life:
    """Put moves together as a life, each by its name."""
    return Life(name, path, exits, {move.name: move for move in moves})


def next_state(*, life: Life, state: str, move: str, refused: type[MoveRefused] = MoveRefused) -> str:
    """
    Answer the state after a move, whoever makes it.

    refused : the error to raise: `unknown-move`, `not-from-this-state`
    """
    found = life.moves.get(move)
    if found is None:
        known = tuple(life.moves)
        text = f"There is no move '{move}' of a {life.name}; there are {', '.join(known)}."
        raise refused("unknown-move", text, move=move, life=life.name, expected=known)
    if state not in found.from_states:
        expected = " or ".join(found.from_states) or "new"
        raise refused(
            "not-from-this-state",
            f"Cannot {move} a {life.name} that is '{state or 'not begun'}'; it must be {expected}.",
            move=move, life=life.name, state=state, expected=found.from_states,
        )  # fmt: skip
    return state if found.to_state == STAYS else found.to_state


def check_move(
    *,
    life: Life,
    state: str,
    move: str,
    roles: Iterable[str],
    reason: str = "",
    refused: type[MoveRefused] = MoveRefused,
) -> str:
    """
    Refuse the move with the first thing that does not hold, or return the state that follows.

    refused : the error to raise; beside those of `next_state`: `not-for-this-role`, `reason-missing`

    >>> act = Move("close", ("open",), "closed", frozenset({"head"}), needs_reason=True)
    >>> door = life_of(name="door", path=("open", "closed"), exits=(), moves=[act])
    >>> check_move(life=door, state="open", move="close", roles={"head"}, reason="it is cold")
    'closed'
    """
    following = next_state(life=life, state=state, move=move, refused=refused)
    found, held = life.moves[move], tuple(sorted(roles))
    if not found.roles & frozenset(held):
        allowed = tuple(sorted(found.roles))
        text = f"'{move}' of a {life.name} is for {', '.join(allowed)}."
        raise refused("not-for-this-role", text, move=move, life=life.name, expected=allowed, roles=held)
    if found.needs_reason and not reason.strip():
        text = f"'{move}' needs a written reason. Say why in a sentence."
        raise refused("reason-missing", text, move=move)
    return following
