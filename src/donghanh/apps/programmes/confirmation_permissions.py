"""
Who asks beneficiaries and who sees what they said: the company, never the unit that delivered.

For a unit the rounds are not there at all; what it sees after a round is in `queries.confirmations_of_units`.
"""

from __future__ import annotations

from donghanh.apps.organisation.permissions import Actor, check_role
from donghanh.apps.programmes.permissions import check_act
from donghanh.apps.programmes.refusals import CannotAsk, NotFound
from donghanh.engines.programmes.confirmation_lives import ASKERS

SEERS = ASKERS | {"auditor"}


def check_see_rounds(*, actor: Actor) -> None:
    """Raise NotFound for everybody but the company's departments, its director and its auditor."""
    if not may_see_rounds(actor=actor):
        raise NotFound("confirmation round", "")


def may_see_rounds(*, actor: Actor) -> bool:
    """Answer whether `check_see_rounds` would let the actor pass."""
    return bool(actor.roles & SEERS)


def check_ask(*, actor: Actor) -> int:
    """Raise NotFound or Forbidden unless a named person of the company acts; answers that person's number."""
    check_see_rounds(actor=actor)
    check_role(actor=actor, roles=ASKERS, act="ask")
    return check_act(actor=actor)


def may_ask(*, actor: Actor) -> bool:
    """Answer whether `check_ask` would let the actor pass."""
    return actor.staff_id is not None and bool(actor.roles & ASKERS)


def is_of_unit(*, actor: Actor, unit_code: str) -> bool:
    """Answer whether the actor also holds a post in the unit, beside one of the company."""
    return any(grant.unit_code == unit_code for grant in actor.grants)


def check_independent(*, actor: Actor, unit_code: str, delivered_by: set[int], reference: str) -> None:
    """Raise CannotAsk for one who belongs to the unit that delivered, or who delivered in person."""
    if is_of_unit(actor=actor, unit_code=unit_code) or actor.staff_id in delivered_by:
        raise CannotAsk(
            "not-independent",
            f"{reference} was delivered by you or your unit: somebody else asks. Next: tell a colleague.",
            reference=reference, unit=unit_code,
        )  # fmt: skip
