"""
Who reads the billing law, who proposes a release and who publishes it.

The law is read by the company's roles and by heads and officers of the units; partners, crews and keepers of
warehouses have the public calculator. The business department and the director propose and publish, never the
same person both; what a proposal would cost is for those who see the whole company.
"""

from __future__ import annotations

from collections.abc import Callable

from donghanh.apps.organisation.permissions import SEE_ALL, Actor, Forbidden, check_change, check_role

READERS = SEE_ALL | {"unit_head", "unit_officer"}
LAWYERS = frozenset({"director", "business"})


def check_see_law(*, actor: Actor) -> None:
    """Raise Forbidden for those who have no need of the law's text."""
    if not actor.roles & READERS:
        raise Forbidden(
            "role_missing", act="see_law", expected=", ".join(sorted(READERS)), username=actor.username
        )


def may_see_law(*, actor: Actor) -> bool:
    """Answer whether `check_see_law` would let the actor pass."""
    return _passes(lambda: check_see_law(actor=actor))


def check_propose_law(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may propose a release, or keep a what-if release."""
    check_role(actor=actor, roles=LAWYERS, act="propose_law")


def may_propose_law(*, actor: Actor) -> bool:
    """Answer whether `check_propose_law` would let the actor pass."""
    return _passes(lambda: check_propose_law(actor=actor))


def check_publish_law(*, actor: Actor, proposer: str) -> None:
    """Raise Forbidden unless the actor may publish, and is not the one who proposed."""
    check_change(actor=actor)
    check_role(actor=actor, roles=LAWYERS, act="publish_law")
    if actor.username == proposer:
        raise Forbidden("law_needs_two_officers", username=actor.username)


def may_publish_law(*, actor: Actor, proposer: str) -> bool:
    """Answer whether `check_publish_law` would let the actor pass."""
    return _passes(lambda: check_publish_law(actor=actor, proposer=proposer))


def check_see_cost(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor sees the whole company: a cost by unit tells of all units."""
    if not actor.sees_all:
        raise Forbidden(
            "role_missing", act="see_law_cost", expected=", ".join(sorted(SEE_ALL)), username=actor.username
        )


def may_see_cost(*, actor: Actor) -> bool:
    """Answer whether `check_see_cost` would let the actor pass."""
    return _passes(lambda: check_see_cost(actor=actor))


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except Forbidden:
        return False
    return True
