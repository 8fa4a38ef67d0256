"""
The life of a work order and of a visit, each as one dictionary of moves.

An order is opened for one subject (a promised repair), planned as a visit, worked on, and handed over to
whoever signs for it. A visit is one day on which a crew goes there; one that was not possible stays as it
was and is followed by another. Crews move visits; who else may plan and cancel stands in each move's roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from donghanh.kernel import lives
from donghanh.kernel.lives import START, Life, Move, MoveRefused, life_of

PLANNERS = frozenset({"unit_officer", "unit_head", "business", "office", "director"})
CREW = frozenset({"crew"})


class CannotMoveWork(MoveRefused):
    """An act on an order or a visit was refused."""


ORDER = life_of(
    name="order",
    path=("opened", "planned", "under_way", "handed_over"),
    exits=("closed", "cancelled"),
    moves=(
        Move("open", (START,), "opened", PLANNERS, why="Freezes the steps of the method and where to go."),
        Move("plan", ("opened",), "planned", PLANNERS, why="A day is named; the crew may still be open."),
        Move("begin", ("planned",), "under_way", CREW, why="The crew has arrived or done a first step."),
        Move(
            "set_back",
            ("planned", "under_way"),
            "opened",
            CREW | PLANNERS,
            needs_reason=True,
            why="The visit was not possible: another one is to be planned.",
        ),
        Move(
            "hand_over",
            ("planned", "under_way"),
            "handed_over",
            CREW,
            why="Steps, photographs and signature are there; whatever the order is for is delivered with it.",
        ),
        Move(
            "close",
            ("opened", "planned", "under_way"),
            "closed",
            PLANNERS | CREW | {"warehouse_keeper"},
            needs_reason=True,
            why="It was delivered and recorded at the desk, without the telephone.",
        ),
        Move(
            "cancel",
            ("opened", "planned", "under_way"),
            "cancelled",
            PLANNERS | {"partner_officer", "customer"},
            needs_reason=True,
            why="What it was for is no longer promised, or another order takes its place.",
        ),
    ),
)

VISIT = life_of(
    name="visit",
    path=("planned", "arrived", "finished"),
    exits=("not_possible", "cancelled"),
    moves=(
        Move("plan", (START,), "planned", PLANNERS, why="A day, a crew, a place in the day's order."),
        Move("move", ("planned",), "planned", PLANNERS, needs_reason=True, why="Another day."),
        Move("reassign", ("planned", "arrived"), "planned", PLANNERS, why="Another crew goes."),
        Move("arrive", ("planned",), "arrived", CREW, why="The crew is there."),
        Move(
            "finish", ("planned", "arrived"), "finished", CREW, why="Nothing that the method asks is missing."
        ),
        Move(
            "fail",
            ("planned", "arrived"),
            "not_possible",
            CREW | PLANNERS,
            needs_reason=True,
            why="Nobody home, area closed, unsafe, or refused by the household.",
        ),
        Move(
            "cancel",
            ("planned", "arrived"),
            "cancelled",
            PLANNERS | {"partner_officer", "crew", "warehouse_keeper", "customer"},
            needs_reason=True,
            why="Not to be made: its order was cancelled or closed.",
        ),
    ),
)

LIVES: Mapping[str, Life] = {life.name: life for life in (ORDER, VISIT)}

NEXT_STEPS: Mapping[str, str] = {
    "nobody_home": "call_and_plan_again",
    "area_closed": "plan_after_reopening",
    "unsafe": "unit_head_decides",
    "refused_by_household": "ask_the_household",
}
"""Why a visit was not possible -> what the unit does next."""


def next_state(*, life: Life, state: str, move: str) -> str:
    """
    Say which state follows when `move` is made in `state`.

    raises : CannotMoveWork `unknown-move`, `not-from-this-state`

    >>> next_state(life=VISIT, state="planned", move="arrive")
    'arrived'
    """
    return lives.next_state(life=life, state=state, move=move, refused=CannotMoveWork)


def check_move(*, life: Life, state: str, move: str, roles: Iterable[str], reason: str = "") -> str:
    """
    Refuse the move with the first thing that does not hold, or return the state that follows.

    raises : CannotMoveWork; beside those of `next_state`: `not-for-this-role`, `reason-missing`

    >>> check_move(life=ORDER, state="planned", move="cancel", roles={"office"}, reason="withdrawn")
    'cancelled'
    """
    return lives.check_move(
        life=life, state=state, move=move, roles=roles, reason=reason, refused=CannotMoveWork
    )


def is_open(*, life: Life, state: str) -> bool:
    """
    Answer whether a move may still end the life well.

    >>> is_open(life=VISIT, state="arrived"), is_open(life=VISIT, state="not_possible")
    (True, False)
    """
    return state in life.path and state != life.path[-1]
