"""Whose turn it is with a finding: who may reply, decide, correct, look again."""

from __future__ import annotations

from datetime import date

from donghanh.apps.conduct.models import Finding
from donghanh.apps.conduct.permissions import headed_units
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.conduct.moves import DECIDERS, INSPECTORS


def whose_turn(*, found: Finding, actor: Actor, day: date | None = None) -> tuple[str, ...]:
    """
    Which moves the actor may make on a finding now; the operations check the same again.

    day : of the product; None leaves out what only a time that passed allows
    """
    if not actor.may_change:
        return ()
    is_head = found.unit_id in headed_units(actor=actor)
    is_person = found.staff_id is not None and found.staff_id == actor.staff_id
    is_other = actor.staff_id != found.inspection.inspector_id
    decides = bool(actor.roles & DECIDERS)
    may = {
        "reply": found.state == "raised" and (is_person if found.staff_id else is_head),
        "uphold": decides
        and (
            (found.state == "raised" and day is not None and day > found.reply_due)
            or (found.state == "replied" and (is_other or not found.is_disputed))
        ),
        "withdraw": decides
        and (found.state == "raised" or (found.state == "replied" and (is_other or not found.is_disputed))),
        "correct": found.state == "upheld" and is_head,
        "recheck": found.state == "corrected" and is_other and bool(actor.roles & INSPECTORS),
    }
    return tuple(name for name, is_allowed in may.items() if is_allowed)
