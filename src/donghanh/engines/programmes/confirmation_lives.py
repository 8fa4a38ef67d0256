"""
The life of a round of questions, of a case that an answer opens, and of a story, each as one dictionary of
moves.

The company asks, never the unit that delivered: a unit comes in only where the company has released a case
to it. A story is approved by somebody who neither wrote nor edited it. `moves.LIVES` lists these with the
others.
"""

from __future__ import annotations

from donghanh.kernel.lives import START, Life, Move

ASKERS = frozenset({"business", "office", "director"})
OF_THE_UNIT = frozenset({"unit_head", "unit_officer"})
SPEAKER = "beneficiary"


def _life(name: str, *, path: tuple[str, ...], exits: tuple[str, ...], moves: tuple[Move, ...]) -> Life:
    return Life(name=name, path=path, exits=exits, moves={move.name: move for move in moves})


ROUND = _life(
    "confirmation_round",
    path=("drawn", "asking", "closed"),
    exits=("void",),
    moves=(
        Move(
            "draw",
            (START,),
            "drawn",
            ASKERS,
            why="Freezes what was delivered and draws whom to ask; the seed is announced by its hash alone.",
        ),
        Move("begin", ("drawn",), "asking", ASKERS, why="From now on beneficiaries are asked."),
        Move(
            "close",
            ("asking",),
            "closed",
            ASKERS,
            why="No more answers. The seed is told, so that anybody can repeat the sample.",
        ),
        Move(
            "make_void",
            ("drawn", "asking"),
            "void",
            ASKERS,
            needs_reason=True,
            why="Something was wrong. The round stays visible with its reason and seed; it counts nowhere.",
        ),
    ),
)

CASE = _life(
    "confirmation_case",
    path=("open", "released", "explained", "settled"),
    exits=(),
    moves=(
        Move(
            "open",
            (START,),
            "open",
            ASKERS | {SPEAKER},
            why="A beneficiary has not received, not all of it, or it does not work.",
        ),
        Move(
            "release",
            ("open",),
            "released",
            ASKERS,
            needs_reason=True,
            why="The company asks the unit that delivered; before that the unit does not see the case.",
        ),
        Move(
            "explain",
            ("released",),
            "explained",
            OF_THE_UNIT,
            needs_reason=True,
            why="The unit says what happened and what it does about it.",
        ),
        Move(
            "settle",
            ("open", "released", "explained"),
            "settled",
            ASKERS,
            not_by_who_did=("explain",),
            needs_reason=True,
            why="The company has looked into it with the beneficiary and says how it ended.",
        ),
    ),
)

STORY = _life(
    "story",
    path=("draft", "approved", "published"),
    exits=("taken_down",),
    moves=(
        Move("draft", (START,), "draft", ASKERS, why="Begins from the beneficiary's own words and consent."),
        Move(
            "edit",
            ("draft", "approved"),
            "draft",
            ASKERS,
            why="Another wording; the own words and every version stay. It is to be approved anew.",
        ),
        Move(
            "approve",
            ("draft",),
            "approved",
            ASKERS,
            not_by_who_did=("draft", "edit"),
            why="A second person has compared the wording with the own words and the consent.",
        ),
        Move("publish", ("approved",), "published", ASKERS, why="Everybody can read it."),
        Move(
            "take_down",
            ("draft", "approved", "published"),
            "taken_down",
            ASKERS | {SPEAKER},
            needs_reason=True,
            why="Nobody reads it any more: the consent was withdrawn, or something is wrong with it.",
        ),
    ),
)
