"""
Who sees documents and their evidence, and who may offer them and sign for the company.

The company's roles see every document and a unit its own; crews, store keepers and communes see none. The
company's signature is the director's, with a certificate that the office has registered.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_change
from donghanh.engines.signatures.moves import COMPANY, PREPARERS

OF_THE_UNIT = frozenset({"unit_head", "unit_officer"})
CUSTOMER = Actor(None, "customer", "customer")


def units_in_sight(*, actor: Actor) -> frozenset[str] | None:
    """Units whose documents the actor sees; None for every unit."""
    if actor.sees_all:
        return None
    return frozenset(
        grant.unit_code for grant in actor.grants if grant.unit_code and grant.role in OF_THE_UNIT
    )


def may_see_documents(*, actor: Actor) -> bool:
    """Answer whether the actor sees any document at all."""
    units = units_in_sight(actor=actor)
    return units is None or bool(units)


def check_see_documents(*, actor: Actor) -> None:
    """Raise Forbidden for a role that has no part in contracts."""
    if not may_see_documents(actor=actor):
        raise Forbidden("documents_out_of_sight", username=actor.username)


def roles_at(*, actor: Actor, unit_code: str) -> frozenset[str]:
    """Roles in which the actor may act on documents of a unit."""
    return actor.roles_in_unit(unit_code) & PREPARERS


def may_offer(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether `check_offer` would let the actor pass."""
    return actor.may_change and bool(roles_at(actor=actor, unit_code=unit_code))


def check_offer(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may offer, replace and withdraw documents of the unit."""
    check_change(actor=actor)
    if not roles_at(actor=actor, unit_code=unit_code):
        expected = ", ".join(sorted(PREPARERS))
        raise Forbidden("role_missing", act="offer_document", expected=expected, username=actor.username)


def may_countersign(*, actor: Actor) -> bool:
    """Answer whether the actor signs for the company."""
    return actor.staff_id is not None and bool(actor.roles & COMPANY)
