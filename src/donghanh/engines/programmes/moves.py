"""
The life of a benefit, of a draw and of a list of people, each as one dictionary of moves.

A benefit is one promised thing to one beneficiary. Its path is nominated, checked, verified,
approved, allotted, scheduled, delivered, received and, if the beneficiary speaks, feedback.
Duties are kept apart so that no single person can invent a beneficiary and take the gift, and
so that a unit of three (head, officer, crew) still works without help: the officer nominates and
checks, the head verifies and approves, the crew delivers, the officer records the receipt.
What else the duties forbid is in each move's `why`. `duties` applies them; `diagrams` draws them.
"""

from collections.abc import Iterable

from donghanh.engines.programmes.confirmation_lives import CASE, ROUND, STORY
from donghanh.engines.programmes.lives import NotFromThisState, UnknownMove
from donghanh.kernel.lives import START, Life, Move

BENEFICIARY = "beneficiary"
UNIT = frozenset({"unit_officer", "unit_head"})
COMPANY = frozenset({"business", "office"})
DECIDERS = frozenset({"unit_head", "business", "director"})

_OPEN = ("nominated", "checked", "verified", "approved", "allotted", "scheduled")


def _dictionary(moves: Iterable[Move]) -> dict[str, Move]:
    """Key each move by its name."""
    return {move.name: move for move in moves}


BENEFIT = Life(
    name="benefit",
    path=(
        "nominated",
        "checked",
        "verified",
        "approved",
        "allotted",
        "scheduled",
        "delivered",
        "received",
        "feedback",
    ),
    exits=("refused", "withdrawn", "replaced", "unclaimed"),
    moves=_dictionary(
        (
            Move(
                "nominate",
                (START,),
                "nominated",
                UNIT | COMPANY | {"partner_officer", BENEFICIARY},
                why="Names a beneficiary: a commune's proposal, a rule's selection, a winner of a draw.",
            ),
            Move(
                "check",
                ("nominated",),
                "checked",
                UNIT | COMPANY,
                why="Duplicates and earlier benefits, found by the system; the nominator may do it.",
            ),
            Move(
                "verify",
                ("checked",),
                "verified",
                UNIT | COMPANY | {"crew", "partner_officer"},
                not_by_who_did=("nominate",),
                why="A second person attests that the beneficiary exists and qualifies.",
            ),
            Move(
                "approve",
                ("verified",),
                "approved",
                DECIDERS,
                not_by_who_did=("nominate",),
                why="Makes the promise. A head may approve what he verified: two people then stood for it.",
            ),
            Move(
                "allot",
                ("approved",),
                "allotted",
                UNIT | COMPANY | {"warehouse_keeper"},
                why="Takes a place of the quota, a gift of the stock or a day of labour for this benefit.",
            ),
            Move("schedule", ("allotted",), "scheduled", UNIT | COMPANY, why="Names the day and who comes."),
            Move(
                "reschedule",
                ("scheduled",),
                "scheduled",
                UNIT | COMPANY,
                needs_reason=True,
                why="Another day, for instance because the area is locked down.",
            ),
            Move(
                "deliver",
                ("scheduled",),
                "delivered",
                UNIT | COMPANY | {"crew", "warehouse_keeper"},
                not_by_who_did=("verify",),
                why="Hands over or completes the work. Who attested the need does not carry the gift.",
            ),
            Move(
                "send_back",
                ("delivered",),
                "scheduled",
                UNIT | COMPANY | {BENEFICIARY},
                not_by_who_did=("deliver",),
                needs_reason=True,
                why="The beneficiary does not accept what was delivered: it is to be delivered again.",
            ),
            Move(
                "confirm_receipt",
                ("delivered",),
                "received",
                UNIT | COMPANY | {"partner_officer", BENEFICIARY},
                not_by_who_did=("deliver",),
                why="The beneficiary's signature, recorded by somebody who did not deliver.",
            ),
            Move(
                "give_feedback",
                ("received",),
                "feedback",
                UNIT | COMPANY | {"partner_officer", BENEFICIARY},
                not_by_who_did=("deliver",),
                why="The beneficiary's own words, recorded by somebody who did not deliver.",
            ),
            Move(
                "refuse",
                ("nominated", "checked", "verified"),
                "refused",
                DECIDERS | COMPANY | {"unit_officer"},
                needs_reason=True,
                why="Before approval only. It gives nothing to anybody, so no duty is kept apart.",
            ),
            Move(
                "withdraw",
                _OPEN,
                "withdrawn",
                UNIT | COMPANY | {"partner_officer", BENEFICIARY},
                needs_reason=True,
                why="The beneficiary declines, or the nominator takes the name back.",
            ),
            Move(
                "replace",
                ("approved", "allotted", "scheduled", "unclaimed"),
                "replaced",
                DECIDERS,
                needs_reason=True,
                why="Frees the place; the replacement is a benefit of its own that points back.",
            ),
            Move(
                "declare_unclaimed",
                ("approved", "allotted", "scheduled"),
                "unclaimed",
                DECIDERS | COMPANY,
                needs_reason=True,
                why="The time to claim has passed. An alternate may then replace it.",
            ),
        )
    ),
)

DRAW = Life(
    name="draw",
    path=("prepared", "committed", "drawn", "certified", "closed"),
    exits=("void",),
    moves=_dictionary(
        (
            Move("prepare", (START,), "prepared", COMPANY, why="Entrants, prizes, source of chance."),
            Move(
                "commit",
                ("prepared",),
                "committed",
                frozenset({"business", "director"}),
                not_by_who_did=("prepare",),
                why="Publishes the hashes of the entrants and their root: nothing can be changed unseen.",
            ),
            Move(
                "draw",
                ("committed",),
                "drawn",
                COMPANY,
                why="Enters the named results; anyone can repeat it.",
            ),
            Move(
                "certify",
                ("drawn",),
                "certified",
                frozenset({"business", "office", "director"}),
                not_by_who_did=("draw",),
                why="A second person has recomputed the proof and compared the results with their source.",
            ),
            Move("close", ("certified",), "closed", COMPANY, why="Every prize is received or unclaimed."),
            Move(
                "make_void",
                ("prepared", "committed"),
                "void",
                frozenset({"business", "director"}),
                needs_reason=True,
                why="Only before the draw. Once drawn, winners stay.",
            ),
        )
    ),
)

LIST = Life(
    name="list",
    path=("draft", "approved", "superseded"),
    exits=("discarded",),
    moves=_dictionary(
        (
            Move(
                "draft", (START,), "draft", UNIT | COMPANY, why="A selection or nominations, still changing."
            ),
            Move(
                "approve",
                ("draft",),
                "approved",
                DECIDERS,
                not_by_who_did=("draft",),
                why="Freezes the rows with their digest.",
            ),
            Move(
                "supersede",
                ("approved",),
                "superseded",
                DECIDERS,
                needs_reason=True,
                why="A later list takes its place and points back; the frozen rows stay.",
            ),
            Move(
                "discard", ("draft",), "discarded", UNIT | COMPANY, needs_reason=True, why="Never approved."
            ),
        )
    ),
)

REPORT = Life(
    name="report",
    path=("issued", "signed", "superseded"),
    exits=(),
    moves=_dictionary(
        (
            Move(
                "issue",
                (START,),
                "issued",
                COMPANY | {"director"},
                why="Writes numbers and papers down for ever.",
            ),
            Move(
                "sign",
                ("issued",),
                "signed",
                frozenset({"director"}),
                not_by_who_did=("issue",),
                why="The director answers for the numbers; from then on the report is public.",
            ),
            Move(
                "supersede",
                ("signed",),
                "superseded",
                frozenset({"director"}),
                why="Made by signing a later number; the earlier one stays public, and says so.",
            ),
        )
    ),
)
LIVES: dict[str, Life] = {life.name: life for life in (BENEFIT, DRAW, LIST, REPORT, ROUND, CASE, STORY)}


def move_named(*, move: str, life: Life = BENEFIT) -> Move:
    """
    Look a move up by its verb.

    raises : UnknownMove, with the verbs that exist

    >>> move_named(move="approve").to_state
    'approved'
    """
    if move not in life.moves:
        known = ", ".join(life.moves)
        raise UnknownMove(
            f"A {life.name} has no move '{move}'. Use one of: {known}.",
            move=move,
            life=life.name,
            known=tuple(life.moves),
        )
    return life.moves[move]


def next_state(*, state: str, move: str, life: Life = BENEFIT) -> str:
    """
    Say which state follows when `move` is made in `state` (START, the empty text, before the first move).

    raises : UnknownMove; NotFromThisState, with the states it is possible from and what is possible now

    >>> next_state(state="verified", move="approve")
    'approved'
    """
    found = move_named(move=move, life=life)
    if state not in found.from_states:
        possible = tuple(name.name for name in moves_from(state=state, life=life))
        raise NotFromThisState(
            f"Cannot {move} a {life.name} that is '{state or 'not begun'}'; it must be "
            f"{' or '.join(found.from_states) or 'new'}. Possible now: {', '.join(possible) or 'nothing'}.",
            move=move,
            life=life.name,
            state=state,
            expected=found.from_states,
            possible=possible,
        )
    return found.to_state


def moves_from(*, state: str, life: Life = BENEFIT) -> tuple[Move, ...]:
    """
    List the moves that leave `state`, in the dictionary's order.

    >>> [move.name for move in moves_from(state="received")]
    ['give_feedback']
    """
    return tuple(move for move in life.moves.values() if state in move.from_states)


def stage_rank(*, state: str, life: Life = BENEFIT) -> int | None:
    """
    Say how far along the path a state is, from 0; None for the states off the path.

    >>> stage_rank(state="checked"), stage_rank(state="refused")
    (1, None)
    """
    return life.path.index(state) if state in life.path else None
