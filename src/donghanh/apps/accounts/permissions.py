"""
Who sees what customers owe, and who enters money.

The company's roles see all; a unit's head and officers see and enter that of their unit's customers. Crews,
keepers of warehouses and partners see nothing. A refund is decided by another person than who asked for it.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_role

ENTER = frozenset({"director", "business", "office", "unit_head", "unit_officer"})
SEE = ENTER | {"auditor"}
POST = frozenset({"director", "business", "unit_head"})
DECIDE = frozenset({"director", "business", "unit_head"})


def may_see_accounts(*, actor: Actor) -> bool:
    """Answer whether the actor sees any accounts at all."""
    return bool(actor.roles & SEE)


def check_see_accounts(*, actor: Actor) -> None:
    """Raise Forbidden for crews, keepers and partners."""
    if not may_see_accounts(actor=actor):
        raise Forbidden(
            "role_missing", act="see_accounts", expected=", ".join(sorted(SEE)), username=actor.username
        )


def units_in_sight(*, actor: Actor) -> list[str] | None:
    """Units whose customers' accounts the actor sees; None for all."""
    if actor.sees_all:
        return None
    return sorted({grant.unit_code for grant in actor.grants if grant.role in SEE and grant.unit_code})


def check_post(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may enter a billing run's charges and adjustments."""
    check_role(actor=actor, roles=POST, act="post_charges")


def may_post(*, actor: Actor) -> bool:
    """Answer whether `check_post` would let the actor pass."""
    return actor.may_change and bool(actor.roles & POST)


def check_enter(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may enter payments and ask for refunds."""
    check_role(actor=actor, roles=ENTER, act="post_payment")


def may_enter(*, actor: Actor) -> bool:
    """Answer whether `check_enter` would let the actor pass."""
    return actor.may_change and bool(actor.roles & ENTER)


def check_decide(*, actor: Actor, asked_by: str) -> None:
    """Raise Forbidden unless the actor may decide about a refund that somebody else asked for."""
    check_role(actor=actor, roles=DECIDE, act="approve_refund")
    if actor.username == asked_by:
        raise Forbidden("asked_for_it_himself", username=actor.username)


def may_decide(*, actor: Actor, asked_by: str) -> bool:
    """Answer whether `check_decide` would let the actor pass."""
    return actor.may_change and bool(actor.roles & DECIDE) and actor.username != asked_by
