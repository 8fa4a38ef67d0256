"""Who has a case: taken by one person, handed over with a reason."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


def take_case(*, actor: Actor, code: str, now: datetime) -> None:
    """
    Take a case that nobody has; taken again by the same person, nothing changes.

    raises : NotFound, Forbidden; CannotTake `taken-already`, with who has it
    """
    raise NotImplementedError


def hand_over(
    *, actor: Actor, code: str, why: str, now: datetime, to_unit: str | None = None,
    to_desk: str | None = None, to_username: str | None = None, key: str = "",
) -> None:  # fmt: skip
    """
    Give a case to another person, desk or unit, with the reason; its clock goes on.

    to_unit     : left out, the unit stays; empty for a case of the company
    to_desk     : unit, business_department, office; left out, it stays
    to_username : somebody who may work on it there; left out, nobody has it
    raises      : NotFound, Forbidden; CannotMoveCase `reason-missing`, `nothing-changes`, `person-not-there`
    """
    raise NotImplementedError
