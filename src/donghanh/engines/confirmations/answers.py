"""
What one answer amounts to: satisfied or not, and whether the company has to look into it.

For the operation that keeps an answer. Satisfied is who received everything, finds that it works, and gives
at least so many stars; how many stands in the campaign's template, not here.
"""

from __future__ import annotations

from dataclasses import dataclass

RECEIVED = ("yes", "partly", "no")
WORKS = ("", "yes", "no")
STARS = (1, 2, 3, 4, 5)
PROBLEMS = ("not_received", "partly_received", "not_working")


@dataclass(frozen=True, slots=True)
class Said:
    """
    An answer: received yes, partly or no; works yes, no or "" (not asked); stars from 1 to 5 or None.

    raises : ValueError, for anything else, and for stars or "works" of what was not received
    """

    received: str
    works: str = ""
    rating: int | None = None

    def __post_init__(self) -> None:
        if self.received not in RECEIVED or self.works not in WORKS or self.rating not in (None, *STARS):
            raise ValueError(f"found {self}; expected one of {RECEIVED}, {WORKS}, stars 1 to 5 or none.")
        if self.received == "no" and (self.works or self.rating is not None):
            raise ValueError("what was not received neither works nor has stars.")


def is_satisfied(*, said: Said, satisfied_from: int) -> bool:
    """
    Answer whether the beneficiary is satisfied.

    satisfied_from : the least number of stars

    >>> is_satisfied(said=Said("yes", "yes", 4), satisfied_from=4)
    True
    >>> is_satisfied(said=Said("partly", "yes", 5), satisfied_from=4)
    False
    """
    return (
        said.received == "yes"
        and said.works != "no"
        and said.rating is not None
        and said.rating >= satisfied_from
    )


def problem_of(*, said: Said) -> str:
    """
    Name what the company has to look into; "" when nothing.

    >>> (
    ...     problem_of(said=Said("no")),
    ...     problem_of(said=Said("yes", "no", 2)),
    ...     problem_of(said=Said("yes", "yes", 1)),
    ... )
    ('not_received', 'not_working', '')
    """
    if said.received != "yes":
        return "not_received" if said.received == "no" else "partly_received"
    return "not_working" if said.works == "no" else ""
