"""
Who runs the billing, who sees invoices, who corrects them.

The company's roles see all; a unit's head and officers see the invoices of their unit. A run is begun by
those who may enter charges into the books. Who proposed a correction never confirms it.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_role

SEE = frozenset({"director", "business", "office", "unit_head", "unit_officer", "auditor"})
RUN = frozenset({"director", "business", "unit_head"})
PROPOSE = frozenset({"director", "business", "unit_head", "unit_officer"})
CONFIRM = RUN


def may_see_invoices(*, actor: Actor) -> bool:
    """Answer whether the actor sees any invoices at all."""
    return bool(actor.roles & SEE)


def check_see_invoices(*, actor: Actor) -> None:
    """Raise Forbidden for crews, keepers of warehouses and partners."""
    if not may_see_invoices(actor=actor):
        raise Forbidden(
            "role_missing", act="see_invoices", expected=", ".join(sorted(SEE)), username=actor.username
        )


def units_in_sight(*, actor: Actor) -> list[str] | None:
    """Units whose invoices the actor sees; None for all."""
    if actor.sees_all:
        return None
    return sorted({grant.unit_code for grant in actor.grants if grant.role in SEE and grant.unit_code})


def check_run(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may run the billing of this unit."""
    _check_in_unit(actor, unit_code, RUN, "run_billing")


def may_run(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether `check_run` would let the actor pass."""
    return actor.may_change and bool(actor.roles_in_unit(unit_code) & RUN)


def check_propose(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may propose a correction of this unit's invoices."""
    _check_in_unit(actor, unit_code, PROPOSE, "propose_correction")


def may_propose(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether `check_propose` would let the actor pass."""
    return actor.may_change and bool(actor.roles_in_unit(unit_code) & PROPOSE)


def check_confirm(*, actor: Actor, unit_code: str, proposed_by: str) -> None:
    """Raise Forbidden unless the actor may confirm what another officer proposed."""
    _check_in_unit(actor, unit_code, CONFIRM, "confirm_correction")
    if actor.username == proposed_by:
        raise Forbidden("asked_for_it_himself", username=actor.username)


def may_confirm(*, actor: Actor, unit_code: str, proposed_by: str) -> bool:
    """Answer whether `check_confirm` would let the actor pass."""
    may = actor.may_change and bool(actor.roles_in_unit(unit_code) & CONFIRM)
    return may and actor.username != proposed_by


def _check_in_unit(actor: Actor, unit_code: str, roles: frozenset[str], act: str) -> None:
    check_role(actor=actor, roles=roles, act=act)
    if not actor.roles_in_unit(unit_code) & roles:
        raise Forbidden("unit_out_of_sight", unit=unit_code, username=actor.username)
