"""
The life of a document that is offered for signature: the customer signs first, then the company.

A document is never changed: another one replaces it and points back. Whoever signs for the customer has no
account (`customer`); what ends a document before both have signed needs a reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from donghanh.kernel import lives
from donghanh.kernel.lives import START, Move, MoveRefused, life_of

PREPARERS = frozenset({"unit_head", "unit_officer", "director", "business", "office"})
COMPANY = frozenset({"director"})
CUSTOMER = frozenset({"customer"})
OPEN = ("offered", "customer_signed")
"""States in which somebody's signature is still awaited."""


class CannotMoveDocument(MoveRefused):
    """An act on a document was refused."""


DOCUMENT = life_of(
    name="document",
    path=("offered", "customer_signed", "signed"),
    exits=("replaced", "withdrawn"),
    moves=(
        Move("offer", (START,), "offered", PREPARERS, why="Freezes the words, the PDF and its digest."),
        Move("sign", ("offered",), "customer_signed", CUSTOMER, why="A one-time code and consent."),
        Move("countersign", ("customer_signed",), "signed", COMPANY, why="With a registered certificate."),
        Move("replace", OPEN, "replaced", PREPARERS, why="Another document says it otherwise."),
        Move("withdraw", OPEN, "withdrawn", PREPARERS, needs_reason=True, why="Nobody signs it any more."),
    ),
)


def check_move(*, state: str, move: str, roles: Iterable[str], reason: str = "") -> str:
    """
    Refuse the move with the first thing that does not hold, or return the state that follows.

    raises : CannotMoveDocument

    >>> check_move(state="offered", move="sign", roles={"customer"})
    'customer_signed'
    """
    return lives.check_move(
        life=DOCUMENT, state=state, move=move, roles=roles, reason=reason, refused=CannotMoveDocument
    )
