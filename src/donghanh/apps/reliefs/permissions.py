"""
Who sees the facts of reductions, enters them and decides on them.

Orders of places are entered by the company's business and office; uses of sites also by the unit that serves
the site. A second person confirms: never the one who entered. A unit sees its own sites and the orders over
its communes; partners, crews and warehouses see none.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_change

SEE = frozenset({"unit_head", "unit_officer"})
COMPANY = frozenset({"director", "business", "office"})


def may_see_reliefs(*, actor: Actor) -> bool:
    """Answer whether the actor sees any of it."""
    return actor.sees_all or bool(actor.roles & SEE)


def check_see_reliefs(*, actor: Actor) -> None:
    """Raise Forbidden for those whose work needs none of it."""
    if not may_see_reliefs(actor=actor):
        expected = ", ".join(sorted(SEE | COMPANY))
        raise Forbidden("role_missing", act="see_reliefs", expected=expected, username=actor.username)


def units_seen(*, actor: Actor) -> frozenset[str] | None:
    """Units whose sites the actor sees; None for all."""
    check_see_reliefs(actor=actor)
    if actor.sees_all:
        return None
    return frozenset(grant.unit_code for grant in actor.grants if grant.unit_code and grant.role in SEE)


def may_enter(*, actor: Actor, unit_code: str | None) -> bool:
    """Answer whether the actor may enter a fact; `unit_code` is null for an order of a place."""
    if not actor.may_change:
        return False
    of_unit = unit_code is not None and bool(actor.roles_in_unit(unit_code) & SEE)
    return bool(actor.roles & COMPANY) or of_unit


def check_enter(*, actor: Actor, unit_code: str | None) -> None:
    """Raise Forbidden unless `may_enter`."""
    check_change(actor=actor)
    if not may_enter(actor=actor, unit_code=unit_code):
        expected = ", ".join(sorted(COMPANY | (SEE if unit_code else frozenset())))
        raise Forbidden("role_missing", act="enter_relief_fact", expected=expected, username=actor.username)


def may_decide(*, actor: Actor, unit_code: str | None, entered_by: str) -> bool:
    """Answer whether the actor may confirm a fact: business or director, or the head of the site's unit."""
    head = unit_code is not None and "unit_head" in actor.roles_in_unit(unit_code)
    decides = actor.may_change and (bool(actor.roles & {"business", "director"}) or head)
    return decides and actor.username != entered_by


def check_decide(*, actor: Actor, unit_code: str | None, entered_by: str) -> None:
    """Raise Forbidden unless `may_decide`; `relief_entered_it` for the one who entered the fact."""
    check_change(actor=actor)
    if actor.username == entered_by:
        raise Forbidden("relief_entered_it", username=actor.username)
    if not may_decide(actor=actor, unit_code=unit_code, entered_by=entered_by):
        raise Forbidden(
            "role_missing", act="decide_relief_fact", expected="business, director, unit_head",
            username=actor.username,
        )  # fmt: skip
