"""Who may see which customers, whose personal data, and who may bring customers in."""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_role

MAY_IMPORT = frozenset({"director", "business", "unit_head"})
MAY_OPEN = frozenset({"director", "business", "unit_head", "unit_officer"})
MAY_REVEAL = frozenset({"director", "business", "office", "unit_head", "unit_officer", "crew", "auditor"})
MAY_EXPORT = frozenset({"director", "business", "office", "unit_head", "unit_officer", "auditor"})


def check_import(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may bring customers in; a unit's head brings in those of the unit."""
    check_role(actor=actor, roles=MAY_IMPORT, act="import_customers")


def may_import(*, actor: Actor) -> bool:
    """Answer whether `check_import` would let the actor pass."""
    return actor.may_change and bool(actor.roles & MAY_IMPORT)


def check_open(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may open a customer of this unit."""
    check_role(actor=actor, roles=MAY_OPEN, act="open_customer")
    if not actor.roles_in_unit(unit_code) & MAY_OPEN:
        raise Forbidden("unit_out_of_sight", unit=unit_code, username=actor.username)


def check_reveal(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor's work needs telephone, e-mail, address and tax code in full."""
    if not may_reveal(actor=actor):
        raise Forbidden("personal_data_not_needed", username=actor.username)


def may_reveal(*, actor: Actor) -> bool:
    """Answer whether the actor may have personal data shown in full; each time is recorded."""
    return bool(actor.roles & MAY_REVEAL)


def check_export(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may take lists of customers out of the house."""
    if not may_export(actor=actor):
        raise Forbidden("list_not_exported", username=actor.username)


def may_export(*, actor: Actor) -> bool:
    """Answer whether `check_export` would let the actor pass."""
    return bool(actor.roles & MAY_EXPORT)
