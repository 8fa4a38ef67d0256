"""Who gives keys to partner systems: whoever may add staff, for a key lets a system in."""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, check_role, may_role

KEEPERS = frozenset({"director", "office"})


def check_keep_keys(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor may make, list and end keys."""
    check_role(actor=actor, roles=KEEPERS, act="keep_partner_keys")


def may_keep_keys(*, actor: Actor) -> bool:
    """Answer whether `check_keep_keys` would let the actor pass."""
    return may_role(actor=actor, roles=KEEPERS, act="keep_partner_keys")
