"""
Who may make a move, and who may not because of what they did before.

Answers, for an operation that is about to write: is the move possible in this state, for these
roles, for this person given the history of this very thing, and with this reason? History is all
moves made so far, also those before a delivery was sent back: having done something is not undone.
An act without a person (`actor_id` None: the system selected by rule) excludes nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from donghanh.engines.programmes.lives import DutiesNotApart, NotForThisRole, ReasonMissing
from donghanh.engines.programmes.moves import BENEFIT, move_named, moves_from, next_state
from donghanh.kernel.lives import Life, Move


class Act(NamedTuple):
    """One row of history: which move, by whom (None: by the system)."""

    move: str
    actor_id: int | str | None


@dataclass(frozen=True, slots=True)
class Breach:
    """The same person did `earlier_move` and now wants `move`."""

    move: str
    earlier_move: str
    actor_id: int | str


def duty_breach(
    *, move: str, actor_id: int | str | None, history: Iterable[Act], life: Life = BENEFIT
) -> Breach | None:
    """
    Say which earlier act of the same person excludes this move; None when nothing does.

    history : moves made on this thing so far, oldest first
    raises  : UnknownMove

    >>> duty_breach(move="approve", actor_id=7, history=[Act("nominate", 7)])
    Breach(move='approve', earlier_move='nominate', actor_id=7)
    """
    excluded = move_named(move=move, life=life).not_by_who_did
    if actor_id is None:
        return None
    for act in history:
        if act.actor_id == actor_id and act.move in excluded:
            return Breach(move=move, earlier_move=act.move, actor_id=actor_id)
    return None


def check_move(
    *,
    move: str,
    state: str,
    roles: Iterable[str],
    actor_id: int | str | None,
    history: Sequence[Act],
    reason: str = "",
    life: Life = BENEFIT,
) -> str:
    """
    Refuse the move with the first thing that does not hold, or return the state that follows.

    Checked in this order: the move exists, the state, the roles, duties apart, the reason.

    raises : UnknownMove, NotFromThisState, NotForThisRole, DutiesNotApart, ReasonMissing,
             all of them CannotMove with `rule` and `facts`

    >>> head = {"roles": {"unit_head"}, "actor_id": 2}
    >>> check_move(move="approve", state="verified", history=[Act("nominate", 1)], **head)
    'approved'
    """
    found = move_named(move=move, life=life)
    following = next_state(state=state, move=move, life=life)
    _check_roles(move=found, roles=frozenset(roles))
    _check_duties(breach=duty_breach(move=move, actor_id=actor_id, history=history, life=life))
    if found.needs_reason and not reason.strip():
        raise ReasonMissing(f"'{move}' needs a written reason. Say why in a sentence.", move=move)
    return following


def moves_open_to(
    *,
    state: str,
    roles: Iterable[str],
    actor_id: int | str | None,
    history: Sequence[Act],
    life: Life = BENEFIT,
) -> tuple[Move, ...]:
    """
    List the moves that this person could make now, for the buttons of a page.

    >>> history = [Act("nominate", 7)]
    >>> [m.name for m in moves_open_to(state="checked", roles={"crew"}, actor_id=7, history=history)]
    []
    """
    mine = frozenset(roles)
    return tuple(
        move
        for move in moves_from(state=state, life=life)
        if mine & move.roles
        and duty_breach(move=move.name, actor_id=actor_id, history=history, life=life) is None
    )


def _check_roles(*, move: Move, roles: frozenset[str]) -> None:
    if not roles & move.roles:
        raise NotForThisRole(
            f"'{move.name}' is for {', '.join(sorted(move.roles))}; "
            f"you are {', '.join(sorted(roles)) or 'none of them'}.",
            move=move.name,
            expected=tuple(sorted(move.roles)),
            roles=tuple(sorted(roles)),
        )


def _check_duties(*, breach: Breach | None) -> None:
    if breach is not None:
        raise DutiesNotApart(
            f"Who did '{breach.earlier_move}' may not do '{breach.move}' on the same thing. Ask a colleague.",
            move=breach.move,
            earlier_move=breach.earlier_move,
            actor_id=breach.actor_id,
        )
