"""
The lives of a round of inspections, of one inspection and of a finding, each as one dictionary of moves.

A round is announced by the digest of its seed, drawn, and closed: only then the seed is told. An inspection
of a planned round is made known to the office beforehand; one of a surprise round never. A finding is
answered by whom it concerns, upheld or taken back, corrected, and looked at again; where the second look
does not find it corrected, it is upheld again. Who sees which of them is for the app.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

START = ""
INSPECTORS = frozenset({"office"})
DECIDERS = frozenset({"office", "director"})
PERSON = "concerned"
CONCERNED = frozenset({"unit_head", PERSON})
"""`concerned` is the person whom a finding names; it is no role of an account."""


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states to which, by which roles; `why` is the sentence of the documentation."""

    name: str
    from_states: tuple[str, ...]
    to_state: str
    roles: frozenset[str]
    needs_reason: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """A whole life: its states in the order of progress, those off the path, and its moves."""

    name: str
    path: tuple[str, ...]
    exits: tuple[str, ...]
    moves: Mapping[str, Move]


class CannotMoveConduct(Exception):
    """An act was refused: a stable `rule`, and `facts` to repeat the check."""

    def __init__(self, rule: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.rule = rule
        self.facts = facts


def _life(name: str, path: tuple[str, ...], exits: tuple[str, ...], moves: Iterable[Move]) -> Life:
    return Life(name, path, exits, {move.name: move for move in moves})


ROUND = _life(
    "conduct_round",
    ("announced", "drawn", "closed"),
    ("void",),
    (
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
            ("announced", "drawn"),
            "void",
            INSPECTORS,
            needs_reason=True,
            why="It became known too early, or could not be held.",
        ),
    ),
)

INSPECTION = _life(
    "conduct_inspection",
    ("drawn", "notified", "under_way", "finished"),
    ("cancelled",),
    (
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
            INSPECTORS,
            needs_reason=True,
            why="It could not be made; the draw is not made again.",
        ),
    ),
)

FINDING = _life(
    "conduct_finding",
    ("raised", "replied", "upheld", "corrected", "rechecked"),
    ("withdrawn",),
    (
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
    found = life.moves.get(move)
    if found is None:
        raise CannotMoveConduct("unknown-move", f"No move '{move}' of a {life.name}.", move=move)
    if state not in found.from_states:
        expected = " or ".join(found.from_states) or "new"
        raise CannotMoveConduct(
            "not-from-this-state",
            f"Cannot {move} a {life.name} that is '{state or 'not begun'}'; it must be {expected}.",
            move=move, state=state, expected=expected,
        )  # fmt: skip
    if not found.roles & frozenset(roles):
        expected = ", ".join(sorted(found.roles))
        raise CannotMoveConduct(
            "not-for-this-role", f"'{move}' of a {life.name} is for {expected}.", move=move, expected=expected
        )
    if found.needs_reason and not reason.strip():
        raise CannotMoveConduct("reason-missing", f"'{move}' needs words. Say why in a sentence.", move=move)
    return found.to_state
