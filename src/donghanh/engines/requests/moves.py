"""
The life of a case as one dictionary of moves, from the request to an end that the customer confirms.

An answer is no end: the customer may say "not solved", and the same case is open again with the clock that
it had. Acts that leave the state (somebody takes it, hands it over, another service is chosen) are moves too,
with STAYS as where they lead, so that one check serves all. The clock is that of `engines.deadlines`.
"""

from __future__ import annotations

from collections.abc import Iterable

from donghanh.kernel import lives
from donghanh.kernel.lives import START, STAYS, Life, Move, MoveRefused

HANDLERS = frozenset({"unit_officer", "unit_head", "business", "office", "director"})
CUSTOMER = frozenset({"customer"})
JOB = frozenset({"job"})
NOT_DONE = ("received", "incomplete", "accepted", "under_way", "waiting", "reopened")
"""States in which the company still owes something; `waiting` is the only one in which the clock stands."""


class CannotMoveCase(MoveRefused):
    """An act on a case was refused."""


_MOVES = (
    Move(
        "open",
        (START,),
        "received",
        HANDLERS | CUSTOMER | JOB,
        why="Whatever the channel: one case with a promise, a clock and a code to follow it by.",
    ),
    Move(
        "ask_for_documents",
        ("received", "accepted"),
        "incomplete",
        HANDLERS | JOB,
        needs_reason=True,
        why="Says which papers are missing; a clock that waits for a complete application has not begun.",
    ),
    Move(
        "complete",
        ("incomplete",),
        "received",
        HANDLERS | CUSTOMER,
        why="The papers are there: from now on the clock of a complete application runs.",
    ),
    Move("accept", ("received",), "accepted", HANDLERS, why="The service is right and somebody has it."),
    Move(
        "start",
        ("received", "accepted", "reopened"),
        "under_way",
        HANDLERS,
        why="Work has begun; a fault is started as soon as it is received.",
    ),
    Move(
        "pause",
        ("accepted", "under_way", "reopened"),
        "waiting",
        HANDLERS,
        needs_reason=True,
        why="For a reason that the service allows, with evidence; the clock stands.",
    ),
    Move("resume", ("waiting",), "under_way", HANDLERS | JOB, why="The clock runs again."),
    Move(
        "answer",
        ("received", "accepted", "under_way", "reopened"),
        "answered",
        HANDLERS,
        why="What was asked is done or said; whether in time is told by this moment.",
    ),
    Move("confirm_solved", ("answered",), "closed", CUSTOMER | HANDLERS, why="The customer says so."),
    Move(
        "close",
        ("answered",),
        "closed",
        HANDLERS | JOB,
        needs_reason=True,
        why="Without the customer's word: nobody answered for so long. It may still be reopened.",
    ),
    Move(
        "report_not_solved",
        ("answered", "closed"),
        "reopened",
        CUSTOMER | HANDLERS,
        needs_reason=True,
        why="The same case with its original clock: an empty answer gains no time.",
    ),
    Move(
        "withdraw",
        NOT_DONE,
        "withdrawn",
        CUSTOMER | HANDLERS,
        needs_reason=True,
        why="The customer no longer asks for it.",
    ),
    Move(
        "refuse",
        ("received", "incomplete", "accepted"),
        "refused",
        HANDLERS,
        needs_reason=True,
        why="Before work begins, with the rule that forbids it; the customer may complain.",
    ),
    Move("take", NOT_DONE, STAYS, HANDLERS, why="One person has it; a second who takes it is told who."),
    Move(
        "hand_over",
        NOT_DONE,
        STAYS,
        HANDLERS,
        needs_reason=True,
        why="To another person, unit or department; how often a case went to and fro stays visible.",
    ),
    Move(
        "reclassify",
        NOT_DONE,
        STAYS,
        HANDLERS,
        needs_reason=True,
        why="Another service fits better; the clock that it had stays.",
    ),
    Move(
        "join_incident",
        NOT_DONE,
        STAYS,
        HANDLERS | JOB,
        why="It is the same thing as others: they are answered together and everybody is told.",
    ),
)

CASE = Life(
    "case",
    ("received", "accepted", "under_way", "answered", "closed"),
    ("incomplete", "waiting", "reopened", "withdrawn", "refused"),
    {move.name: move for move in _MOVES},
)
MOVES = CASE.moves


def next_state(*, state: str, move: str) -> str:
    """
    Say which state follows when `move` is made in `state`.

    raises : CannotMoveCase `unknown-move`, `not-from-this-state`

    >>> next_state(state="answered", move="report_not_solved"), next_state(state="waiting", move="take")
    ('reopened', 'waiting')
    """
    return lives.next_state(life=CASE, state=state, move=move, refused=CannotMoveCase)


def check_move(*, state: str, move: str, roles: Iterable[str], reason: str = "") -> str:
    """
    Refuse the move with the first thing that does not hold, or return the state that follows.

    raises : CannotMoveCase; beside those of `next_state`: `not-for-this-role`, `reason-missing`

    >>> check_move(state="answered", move="confirm_solved", roles={"customer"})
    'closed'
    """
    return lives.check_move(
        life=CASE, state=state, move=move, roles=roles, reason=reason, refused=CannotMoveCase
    )


def moves_from(*, state: str, roles: Iterable[str]) -> tuple[str, ...]:
    """
    List the moves that somebody with these roles may make in a state, in the order of the dictionary.

    >>> moves_from(state="answered", roles={"customer"})
    ('confirm_solved', 'report_not_solved')
    """
    held = frozenset(roles)
    return tuple(name for name, move in MOVES.items() if state in move.from_states and move.roles & held)
