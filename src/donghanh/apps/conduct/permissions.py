"""
Who inspects, who sees an inspection, and whose ratings somebody sees.

The Office inspects and sees everything. The company's other roles see what concerns an office; what names a
person is for that person, the head of the person's unit and the Office alone. A unit sees what concerns it
once it was told or the inspection was begun. Which move a role may make stands in `engines.conduct.moves`.
"""

from __future__ import annotations

from collections.abc import Callable

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_change
from donghanh.engines.conduct import INSPECTORS

OF_A_UNIT = frozenset({"unit_head", "unit_officer"})
INSIDE = ("director", "business", "office", "auditor", "unit_head", "unit_officer", "crew")


def check_inspect(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor plans inspections and makes them: the Office."""
    check_change(actor=actor)
    if not is_inspector(actor=actor):
        raise Forbidden(
            "role_missing",
            act="inspect_conduct",
            expected=", ".join(sorted(INSPECTORS)),
            username=actor.username,
        )


def may_inspect(*, actor: Actor) -> bool:
    """Answer whether `check_inspect` would let the actor pass."""
    return _passes(lambda: check_inspect(actor=actor))


def is_inspector(*, actor: Actor) -> bool:
    """Answer whether the actor sees what nobody may foresee."""
    return bool(actor.roles & INSPECTORS)


def own_units(*, actor: Actor) -> frozenset[str]:
    """Units to which the actor belongs, in whatever role; nobody draws or inspects the own."""
    return frozenset(grant.unit_code for grant in actor.grants if grant.unit_code)


def headed_units(*, actor: Actor) -> frozenset[str]:
    """Units whose head the actor is."""
    return frozenset(
        grant.unit_code for grant in actor.grants if grant.role == "unit_head" and grant.unit_code
    )


def staffed_units(*, actor: Actor) -> frozenset[str]:
    """Units for which the actor sits at the desk."""
    return frozenset(grant.unit_code for grant in actor.grants if grant.role in OF_A_UNIT and grant.unit_code)


def check_see_people(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may see how each person of a unit was rated: its head, the Office."""
    if not is_inspector(actor=actor) and unit_code not in headed_units(actor=actor):
        raise Forbidden("people_out_of_sight", unit=unit_code, username=actor.username)


def may_see_people(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether `check_see_people` would let the actor pass."""
    return _passes(lambda: check_see_people(actor=actor, unit_code=unit_code))


def check_take_ratings(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor writes down what customers of a unit say: its desk, the company's."""
    check_change(actor=actor)
    if actor.staff_id is None or not (actor.sees_all or unit_code in staffed_units(actor=actor)):
        raise Forbidden("ratings_not_taken", unit=unit_code, username=actor.username)


def check_see_results(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor belongs to the company or to the desk of a unit."""
    if not actor.sees_all and not staffed_units(actor=actor):
        raise Forbidden(
            "role_missing", act="see_ratings", expected=", ".join(INSIDE[:-1]), username=actor.username
        )


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Forbidden:
        return False
    return True
