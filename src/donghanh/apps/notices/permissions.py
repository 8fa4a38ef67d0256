"""
Who sees the messages to customers, and who may give one up.

The company's roles see all, a unit's head and officers those of their unit and of what they see otherwise
(a case that came to them); crews, store keepers and communes see none. An auditor gives nothing up.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import SEE_ALL, Actor, Forbidden, check_change
from donghanh.engines.notices.moves import SENDERS

OF_THE_UNIT = frozenset({"unit_head", "unit_officer"})


def desk_units(*, actor: Actor) -> frozenset[str] | None:
    """Units whose messages the actor sees; None for every unit and for messages of none."""
    if actor.roles & SEE_ALL:
        return None
    return frozenset(
        grant.unit_code for grant in actor.grants if grant.unit_code and grant.role in OF_THE_UNIT
    )


def check_see_messages(*, actor: Actor) -> None:
    """Raise Forbidden for a role that has no part in messages to customers."""
    units = desk_units(actor=actor)
    if units is not None and not units:
        raise Forbidden("messages_out_of_sight", username=actor.username)


def giving_roles(*, actor: Actor, unit_code: str) -> frozenset[str]:
    """Roles in which the actor may give up a message of a unit; an empty code is of the company."""
    held = actor.roles_in_unit(unit_code) if unit_code else actor.roles
    return held & SENDERS


def check_act(*, actor: Actor) -> None:
    """Raise Forbidden unless the actor holds a role that sends messages or gives them up."""
    check_change(actor=actor)
    if not actor.roles & SENDERS:
        expected = ", ".join(sorted(SENDERS))
        raise Forbidden("role_missing", act="send_message", expected=expected, username=actor.username)
