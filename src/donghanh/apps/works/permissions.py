"""
Who may see an order, plan it and report on it.

The company sees every order, a unit its own, a crew those of its own visits, a partner none. Which move a
role may make stands in `engines.works.moves`.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_change
from donghanh.engines.works.moves import PLANNERS

DESK = frozenset({"unit_head", "unit_officer", "warehouse_keeper"})


def check_act(*, actor: Actor) -> int:
    """Raise Forbidden unless a named person acts who may change something; answers that person's number."""
    check_change(actor=actor)
    if actor.staff_id is None:
        raise Forbidden("needs_a_person", username=actor.username)
    return actor.staff_id


def desk_units(*, actor: Actor) -> frozenset[str] | None:
    """Units whose orders the actor sees all of; None for every unit."""
    if actor.sees_all:
        return None
    return frozenset(grant.unit_code for grant in actor.grants if grant.unit_code and grant.role in DESK)


def roles_at(*, actor: Actor, unit_code: str, commune_code: str) -> frozenset[str]:
    """Roles that the actor holds at the place of an order."""
    by_commune = {grant.role for grant in actor.grants if commune_code and grant.commune_code == commune_code}
    return actor.roles_in_unit(unit_code) | by_commune


def may_plan(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether the actor may plan visits of a unit's orders."""
    return actor.staff_id is not None and bool(actor.roles_in_unit(unit_code) & PLANNERS)


def check_plan(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may plan visits of a unit's orders."""
    check_act(actor=actor)
    if not may_plan(actor=actor, unit_code=unit_code):
        raise Forbidden(
            "role_missing", act="plan_visit", expected=", ".join(sorted(PLANNERS)), username=actor.username
        )
