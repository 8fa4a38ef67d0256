"""Keeps files as evidence of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.evidence.operations import keep_evidence
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations.writing import locked, locked_case
from donghanh.apps.requests.permissions import customer_at
from donghanh.apps.requests.refusals import Refused
from donghanh.apps.requests.values import Attachment

MOST = 10


@transaction.atomic
def attach_file(*, actor: Actor | None, code: str, attachment: Attachment, now: datetime) -> int:
    """
    Keep a file of a case and answer its number in the evidence.

    actor  : None for the customer, whose tracking code the face has checked
    raises : NotFound, Forbidden; `evidence.operations.CannotKeep`
    """
    case = locked(code=code) if actor is None else locked_case(actor=actor, code=code)
    return keep_files(actor=actor, case=case, attachments=(attachment,), at=now)[0]


def keep_files(
    *, actor: Actor | None, case: Case, attachments: Sequence[Attachment], at: datetime
) -> tuple[int, ...]:
    """
    Keep the files of one act, inside its transaction; answers their numbers.

    raises : Refused `too-many-files`; `evidence.operations.CannotKeep`
    """
    if len(attachments) > MOST:
        raise Refused("too-many-files", f"{len(attachments)} files; at most {MOST} at once.", expected=MOST)
    keeper = actor or customer_at(unit_code=case.unit_id or "")
    return tuple(
        keep_evidence(
            actor=keeper, subject=f"request:{case.code}", kind="proof", name=one.name, content=one.content,
            at=at, facts={"document": one.document},
        )
        for one in attachments
    )  # fmt: skip
