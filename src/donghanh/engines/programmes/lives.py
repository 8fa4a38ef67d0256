"""
Why a move of a programme's life may be refused.

What a life is stands in `kernel.lives`; the functions that follow one (`moves`), that keep duties apart
(`duties`) and that draw it for the documentation (`diagrams`) read the same dictionary.
"""

from collections.abc import Mapping


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
