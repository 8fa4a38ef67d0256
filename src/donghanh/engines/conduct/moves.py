"""
The lives of a round of inspections, of one inspection and of a finding, each as one dictionary of moves.

A round is announced by the digest of its seed, drawn, and closed: only then the seed is told. An inspection
of a planned round is made known to the office beforehand; one of a surprise round never. A finding is
answered by whom it concerns, upheld or taken back, corrected, and looked at again; where the second look
does not find it corrected, it is upheld again. Who sees which of them is for the app.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from donghanh.kernel import lives
from donghanh.kernel.lives import START, Life, Move, MoveRefused, life_of

INSPECTORS = frozenset({"office"})
DECIDERS = frozenset({"office", "director"})
BREAKERS = frozenset({"director"})
PERSON = "concerned"
CONCERNED = frozenset({"unit_head", PERSON})
"""`concerned` is the person whom a finding names; it is no role of an account."""


class CannotMoveConduct(MoveRefused):
    """An act on a round, an inspection or a finding was refused."""


ROUND = life_of(
    name="conduct_round",
    path=("announced", "drawn", "closed"),
    exits=("void",),
    moves=(
        Move(
            "announce",
            (START,),
            "announced",
            INSPECTORS,
            why="The frame, the rule and the digest of the seed are kept; the seed is secret.",
        ),
        Move(
            "draw",
            ("announced",),
            "drawn",
            INSPECTORS,
            why="The seed, and a public chance where one was named, give places and days.",
        ),
        Move(
            "close",
            ("drawn",),
            "closed",
            INSPECTORS,
            why="No inspection is open any more: the seed is told, anybody can repeat the draw.",
        ),
        Move(
            "make_void",
            ("announced",),
            "void",
            INSPECTORS,
            needs_reason=True,
            why="It cannot be held; nothing was drawn, so nobody could have chosen.",
        ),
        Move(
            "break_off",
            ("drawn",),
            "void",
            BREAKERS,
            needs_reason=True,
            why="It became known too early; not by who drew it, so that nobody draws until it suits.",
        ),
    ),
)

INSPECTION = life_of(
    name="conduct_inspection",
    path=("drawn", "notified", "under_way", "finished"),
    exits=("cancelled",),
    moves=(
        Move(
            "draw",
            (START,),
            "drawn",
            INSPECTORS,
            why="Place and day came out of the draw; only inspectors see them.",
        ),
        Move(
            "notify",
            ("drawn",),
            "notified",
            INSPECTORS,
            why="The office is told of a planned inspection; never of a surprise.",
        ),
        Move(
            "begin",
            ("drawn", "notified"),
            "under_way",
            INSPECTORS,
            why="The inspector is there; from now on those concerned see it.",
        ),
        Move(
            "finish",
            ("under_way",),
            "finished",
            INSPECTORS,
            why="Every item is answered; the score is kept, each shortcoming becomes a finding.",
        ),
        Move(
            "cancel",
            ("drawn", "notified"),
            "cancelled",
            DECIDERS,
            needs_reason=True,
            why="It could not be made; the draw is not made again.",
        ),
    ),
)

FINDING = life_of(
    name="conduct_finding",
    path=("raised", "replied", "upheld", "corrected", "rechecked"),
    exits=("withdrawn",),
    moves=(
        Move("raise", (START,), "raised", INSPECTORS, why="An item of the checklist was not met."),
        Move(
            "reply",
            ("raised",),
            "replied",
            CONCERNED,
            needs_reason=True,
            why="The right of reply: accepted or disputed, in words.",
        ),
        Move(
            "uphold",
            ("raised", "replied"),
            "upheld",
            DECIDERS,
            needs_reason=True,
            why="It stands; unanswered only after its time, disputed only by another.",
        ),
        Move(
            "withdraw",
            ("raised", "replied"),
            "withdrawn",
            DECIDERS,
            needs_reason=True,
            why="It was wrong; it counts no more, and stays written.",
        ),
        Move(
            "correct",
            ("upheld",),
            "corrected",
            frozenset({"unit_head"}),
            needs_reason=True,
            why="The head of the unit says what was put right.",
        ),
        Move(
            "recheck",
            ("corrected",),
            "rechecked",
            INSPECTORS,
            needs_reason=True,
            why="The second look finds it corrected.",
        ),
        Move(
            "send_back",
            ("corrected",),
            "upheld",
            INSPECTORS,
            needs_reason=True,
            why="The second look does not find it corrected.",
        ),
    ),
)

LIVES: Mapping[str, Life] = {life.name: life for life in (ROUND, INSPECTION, FINDING)}


def check_move(*, life: Life, state: str, move: str, roles: Iterable[str], reason: str = "") -> str:
    """
    Refuse the move with the first thing that does not hold, or return the state that follows.

    raises : CannotMoveConduct `unknown-move`, `not-from-this-state`, `not-for-this-role`, `reason-missing`

    >>> check_move(life=FINDING, state="replied", move="uphold", roles={"director"}, reason="seen by two")
    'upheld'
    """
    return lives.check_move(
        life=life, state=state, move=move, roles=roles, reason=reason, refused=CannotMoveConduct
    )
