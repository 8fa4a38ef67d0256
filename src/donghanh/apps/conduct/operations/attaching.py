"""Keeps photographs and files: of an item while it is answered, of a finding by whose turn it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.conduct.operations.writing import locked_finding, locked_inspection
from donghanh.apps.conduct.queries.pictures import KINDS, finding_subject, item_subject
from donghanh.apps.conduct.queries.turns import whose_turn
from donghanh.apps.conduct.refusals import CannotInspect
from donghanh.apps.evidence.operations import keep_evidence
from donghanh.apps.evidence.queries import evidence_counts
from donghanh.apps.organisation.permissions import Actor, Forbidden

MOST = 12
"""Files of one item or finding."""


@transaction.atomic
def attach_to_item(
    *, actor: Actor, inspection: str, item: str, name: str, content: bytes, at: datetime
) -> int:
    """
    Keep a photograph of what was seen; where it was taken is taken out of it.

    returns : its number in the evidence; the same bytes again answer the same number
    raises  : NotFound, Forbidden; CannotInspect `too-many-files`; `evidence.operations.CannotKeep`
    """
    locked_inspection(actor=actor, code=inspection)
    subject = item_subject(inspection=inspection, item=item)
    _check_room(subject)
    return keep_evidence(actor=actor, subject=subject, kind="photo", name=name, content=content, at=at)


@transaction.atomic
def attach_to_finding(*, actor: Actor, code: str, name: str, content: bytes, at: datetime) -> int:
    """
    Keep a file beside a reply, a correction or a second look, before it is made.

    raises : NotFound, Forbidden; CannotInspect `too-many-files`; `evidence.operations.CannotKeep`
    """
    finding = locked_finding(actor=actor, code=code)
    kinds = [KINDS[move] for move in whose_turn(found=finding, actor=actor) if move in KINDS]
    if not kinds:
        raise Forbidden("evidence_not_now", subject=code, username=actor.username)
    subject = finding_subject(code=code)
    _check_room(subject)
    return keep_evidence(actor=actor, subject=subject, kind=kinds[0], name=name, content=content, at=at)


def _check_room(subject: str) -> None:
    kept = sum(evidence_counts(subjects=[subject]).values())
    if kept >= MOST:
        raise CannotInspect("too-many-files", f"{subject} has {kept} files; at most {MOST}.", expected=MOST)
