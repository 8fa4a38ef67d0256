"""
Who may see a promise and who may act on it: the roles that somebody holds for the promise's own place.

A unit's head is a head in that unit alone; a commune's partner sees and names beneficiaries of the
commune alone. Which move a role may make stands in `engines.programmes.moves`, not here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_change, check_role

PLANNERS = frozenset({"business", "office", "director"})
SELECTORS = frozenset({"business", "office"})
APPROVERS = frozenset({"business", "director", "unit_head"})
SIGNERS = frozenset({"director"})
REGISTRARS = frozenset({"office"})
SPENDERS = frozenset({"business", "office"})
SPENDERS_OF_A_UNIT = frozenset({"unit_head", "unit_officer"})
OF_A_COMMUNE = "partner_officer"


def roles_at(*, actor: Actor, unit_code: str, commune_code: str) -> frozenset[str]:
    """The roles that the actor holds at a place: for the whole company, for its unit, for its commune."""
    by_unit = actor.roles_in_unit(unit_code)
    by_commune = {
        grant.role
        for grant in actor.grants
        if grant.role == OF_A_COMMUNE and commune_code and grant.commune_code == commune_code
    }
    return by_unit | by_commune


def check_see_benefit(*, actor: Actor, unit_code: str, commune_code: str) -> None:
    """Raise Forbidden when the promise is made outside of what the actor sees."""
    if not roles_at(actor=actor, unit_code=unit_code, commune_code=commune_code):
        raise Forbidden("benefit_out_of_sight", unit=unit_code, username=actor.username)


def may_see_benefit(*, actor: Actor, unit_code: str, commune_code: str) -> bool:
    """Answer whether `check_see_benefit` would let the actor pass."""
    return bool(roles_at(actor=actor, unit_code=unit_code, commune_code=commune_code))


def roles_for_move(
    *, roles: frozenset[str], move: str, narrowed: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """
    The roles that count for a move of one activity: its terms may narrow what the dictionary of moves allows.

    narrowed : move -> roles, of the activity's terms; a move that is not named is not narrowed
    """
    return roles & frozenset(narrowed[move]) if move in narrowed else roles


def check_act(*, actor: Actor) -> int:
    """Raise Forbidden unless a named person acts who may change something; answers that person's number."""
    check_change(actor=actor)
    if actor.staff_id is None:
        raise Forbidden("needs_a_person", username=actor.username)
    return actor.staff_id


def check_plan(*, actor: Actor) -> int:
    """Raise Forbidden unless the actor may change the plan: campaign, targets, shares."""
    check_role(actor=actor, roles=PLANNERS, act="plan")
    return check_act(actor=actor)


def check_select(*, actor: Actor) -> int:
    """Raise Forbidden unless the actor may run a selection or prepare a draw for the company."""
    check_role(actor=actor, roles=SELECTORS, act="select")
    return check_act(actor=actor)


def check_approve(*, actor: Actor, unit_code: str | None) -> int:
    """Raise Forbidden unless the actor may approve a list: of one unit, or (None) of the whole company."""
    allowed = APPROVERS if unit_code is not None else APPROVERS - {"unit_head"}
    held = actor.roles if unit_code is None else actor.roles_in_unit(unit_code)
    if not held & allowed:
        raise Forbidden(
            "role_missing", act="approve", expected=", ".join(sorted(allowed)), username=actor.username
        )
    return check_act(actor=actor)


def check_report(*, actor: Actor) -> int | None:
    """Raise Forbidden unless the actor may issue a report: the company's departments and its director."""
    check_role(actor=actor, roles=PLANNERS, act="report")
    return actor.staff_id


def may_plan(*, actor: Actor) -> bool:
    """Answer whether `check_plan` would let the actor pass."""
    return actor.staff_id is not None and bool(actor.roles & PLANNERS)


def may_select(*, actor: Actor) -> bool:
    """Answer whether `check_select` would let the actor pass."""
    return actor.staff_id is not None and bool(actor.roles & SELECTORS)


def may_report(*, actor: Actor) -> bool:
    """Answer whether a named person asks whom `check_report` would let pass."""
    return actor.staff_id is not None and bool(actor.roles & PLANNERS)


def may_approve(*, actor: Actor, unit_code: str | None) -> bool:
    """Answer whether `check_approve` would let the actor pass."""
    try:
        check_approve(actor=actor, unit_code=unit_code)
    except Forbidden:
        return False
    return True


def check_sign(*, actor: Actor) -> int:
    """Raise Forbidden unless the actor may sign a report: a director, in person."""
    check_role(actor=actor, roles=SIGNERS, act="sign")
    return check_act(actor=actor)


def may_sign(*, actor: Actor) -> bool:
    """Answer whether `check_sign` would let the actor pass."""
    return actor.staff_id is not None and bool(actor.roles & SIGNERS)


def check_certificates(*, actor: Actor) -> int:
    """Raise Forbidden unless the actor may register and revoke certificates: the office, in person."""
    check_role(actor=actor, roles=REGISTRARS, act="certificates")
    return check_act(actor=actor)


def may_certificates(*, actor: Actor) -> bool:
    """Answer whether `check_certificates` would let the actor pass."""
    return actor.staff_id is not None and bool(actor.roles & REGISTRARS)


def units_whose_costs(*, actor: Actor) -> frozenset[str] | None:
    """The units whose costs the actor sees; None for all of them and the company's own."""
    if actor.sees_all:
        return None
    return frozenset(
        one.unit_code for one in actor.grants if one.role in SPENDERS_OF_A_UNIT and one.unit_code
    )


def check_spend(*, actor: Actor, unit_code: str) -> int:
    """Raise Forbidden unless the actor may enter a cost of a unit; "" for the company's own."""
    held = actor.roles_in_unit(unit_code) if unit_code else actor.roles
    allowed = SPENDERS | SPENDERS_OF_A_UNIT if unit_code else SPENDERS
    if not held & allowed:
        raise Forbidden(
            "role_missing", act="spend", expected=", ".join(sorted(allowed)), username=actor.username
        )
    return check_act(actor=actor)


def may_spend(*, actor: Actor) -> bool:
    """Answer whether the actor may enter a cost somewhere."""
    return actor.staff_id is not None and bool(actor.roles & (SPENDERS | SPENDERS_OF_A_UNIT))
