"""Who may see and hand in evidence: whoever sees the thing that it is of; an auditor hands nothing in."""

from __future__ import annotations

from donghanh.apps.evidence.ports import may_hand_in_of, may_see_subject
from donghanh.apps.organisation.permissions import Actor, Forbidden, check_change
from donghanh.apps.organisation.refusals import NotFound


def check_see_evidence(*, actor: Actor, subject: str) -> None:
    """Raise NotFound when the actor does not see the subject."""
    if not may_see_subject(actor=actor, subject=subject):
        raise NotFound("evidence", subject)


def check_hand_in(*, actor: Actor, subject: str) -> None:
    """Raise Forbidden for one who may not hand in (now), NotFound for one who does not see the subject."""
    check_change(actor=actor)
    check_see_evidence(actor=actor, subject=subject)
    if not may_hand_in_of(actor=actor, subject=subject):
        raise Forbidden("evidence_not_now", subject=subject, username=actor.username)
