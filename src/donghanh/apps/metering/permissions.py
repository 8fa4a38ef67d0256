"""Who may bring readings in, and who may decide about bills that are held."""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, Forbidden, check_role, check_see_unit, may_role

MAY_READ_IN = frozenset({"director", "business", "unit_head", "unit_officer"})
MAY_DECIDE = frozenset({"director", "business", "unit_head", "unit_officer"})
MAY_HANG = MAY_DECIDE | {"crew"}
MAY_SEE = frozenset({"director", "business", "office", "unit_head", "unit_officer", "auditor"})


def check_see(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor's work is with readings; crews and partners have none."""
    if not may_see(actor=actor):
        raise Forbidden("readings_not_needed", username=actor.username)


def may_see(*, actor: Actor) -> bool:
    """Answer whether `check_see` would let the actor pass."""
    return bool(actor.roles & MAY_SEE)


def check_read_in(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may bring readings in; those of a unit, for its own points."""
    check_role(actor=actor, roles=MAY_READ_IN, act="read_in_readings")


def may_read_in(*, actor: Actor) -> bool:
    """Answer whether `check_read_in` would let the actor pass."""
    return may_role(actor=actor, roles=MAY_READ_IN)


def check_decide(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may decide about held bills of this unit."""
    check_role(actor=actor, roles=MAY_DECIDE, act="decide_hold")
    check_see_unit(actor=actor, unit_code=unit_code)
    if not actor.roles_in_unit(unit_code) & MAY_DECIDE:
        raise Forbidden("unit_out_of_sight", unit=unit_code, username=actor.username)


def check_hang(*, actor: Actor, unit_code: str) -> None:
    """Raise Forbidden unless the actor may put meters up in this unit: its desk, its crews by order."""
    check_role(actor=actor, roles=MAY_HANG, act="hang_meter")
    check_see_unit(actor=actor, unit_code=unit_code)
    if not actor.roles_in_unit(unit_code) & MAY_HANG:
        raise Forbidden("unit_out_of_sight", unit=unit_code, username=actor.username)


def may_decide(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether `check_decide` would let the actor pass."""
    try:
        check_decide(actor=actor, unit_code=unit_code)
    except Forbidden:
        return False
    return True
