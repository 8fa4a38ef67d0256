"""
Who sees a request and who may work on it.

The company's roles see every request and a unit its own; crews, store keepers and communes see none. The
director, the business department and the office work on any case; a unit's head and officers on their unit's.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import SEE_ALL, Actor, Forbidden, Grant, check_change

OF_THE_UNIT = frozenset({"unit_head", "unit_officer"})
OF_THE_COMPANY = frozenset({"director", "business", "office"})
HANDLERS = OF_THE_UNIT | OF_THE_COMPANY
DESKS = {
    "unit": OF_THE_UNIT,
    "business_department": frozenset({"business", "director"}),
    "office": frozenset({"office", "director"}),
}
"""Roles of the people to whom a case at a desk may be given."""
JUDGES = OF_THE_COMPANY | {"unit_head"}
"""Who may see figures of single persons."""
CUSTOMER = Actor(None, "customer", "customer")
JOB = Actor(None, "job", "job")
NOBODY = (CUSTOMER, JOB)
"""Who moves a case without being a person of the company."""


def check_act(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor holds a role that works on requests."""
    check_change(actor=actor)
    if not actor.roles & HANDLERS:
        expected = ", ".join(sorted(HANDLERS))
        raise Forbidden("role_missing", act="work_on_request", expected=expected, username=actor.username)


def customer_at(*, unit_code: str) -> Actor:
    """The customer as one who hands files in for a case of a unit, and is told which are there."""
    grant = Grant("unit_officer", unit_code) if unit_code else Grant("office")
    return Actor(None, CUSTOMER.username, CUSTOMER.full_name, (grant,))


def desk_units(*, actor: Actor) -> frozenset[str] | None:
    """Units whose requests the actor sees; None for every unit and for requests of none."""
    if actor.roles & SEE_ALL:
        return None
    return frozenset(
        grant.unit_code for grant in actor.grants if grant.unit_code and grant.role in OF_THE_UNIT
    )


def may_see_requests(*, actor: Actor) -> bool:
    """Answer whether the actor sees any request at all."""
    units = desk_units(actor=actor)
    return units is None or bool(units)


def check_see_requests(*, actor: Actor) -> None:
    """Raise Forbidden for a role that has no part in requests."""
    if not may_see_requests(actor=actor):
        raise Forbidden("requests_out_of_sight", username=actor.username)


def handling_roles(*, actor: Actor, unit_code: str) -> frozenset[str]:
    """Roles in which the actor may work on a case of a unit; an empty code is of the company."""
    return (actor.roles_in_unit(unit_code) if unit_code else actor.roles & OF_THE_COMPANY) & HANDLERS


def may_handle(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether `check_handle` would let the actor pass."""
    return actor.may_change and bool(handling_roles(actor=actor, unit_code=unit_code))


def check_handle(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may work on a case of this unit."""
    check_act(actor=actor)
    if not may_handle(actor=actor, unit_code=unit_code):
        raise Forbidden("unit_out_of_sight", unit=unit_code, username=actor.username)


def may_see_persons(*, actor: Actor) -> bool:
    """Answer whether the actor may see figures of single clerks: the company's roles and heads of units."""
    return bool(actor.roles & JUDGES)
