"""Keeps a file as evidence: inspected, bytes once, one row a subject; sent again, nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from donghanh.adapters.uploads import CannotKeepFile, inspect_upload
from donghanh.apps.evidence.models import EvidenceBytes, EvidenceFile, EvidenceWithdrawal
from donghanh.apps.evidence.permissions import check_hand_in
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused


class CannotKeep(Refused):
    """The file is not one that is kept as evidence."""


@transaction.atomic
def keep_evidence(
    *, actor: Actor, subject: str, kind: str, name: str, content: bytes, at: datetime,
    facts: Mapping[str, object] | None = None,
) -> int:  # fmt: skip
    """
    Keep a file as evidence and answer the number of its row; sent again, it answers the same number.

    subject : `prefix:name` of the thing, such as `benefit:M18-21-00001`
    kind    : one of models.files.KINDS
    name    : as it came; only a neutral part of it is kept
    facts   : JSON values, such as `taken_at` of a photograph
    raises  : NotFound, Forbidden; CannotKeep, with the rule of `adapters.uploads`
    """
    check_hand_in(actor=actor, subject=subject)
    try:
        found = inspect_upload(name=name, content=content)
    except CannotKeepFile as reason:
        raise CannotKeep(reason.rule, str(reason), **reason.facts) from reason
    EvidenceBytes.objects.bulk_create(
        [
            EvidenceBytes(
                sha256=found.sha256, content=found.content, thumbnail=found.thumbnail,
                byte_count=len(found.content),
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    row, is_new = EvidenceFile.objects.get_or_create(
        subject=subject, kind=kind, given_sha256=found.given_sha256,
        defaults={
            "name": found.name, "media_type": found.media_type, "bytes_id": found.sha256,
            "facts": dict(facts or {}), "staff_id": actor.staff_id, "username": actor.username,
            "product_at": at,
        },
    )  # fmt: skip
    if is_new:
        told = {"kind": kind, "sha256": found.sha256, "name": found.name}
        record_act(actor=actor, act="evidence.keep", subject=subject, facts=told, at=at)
    return int(row.pk)


@transaction.atomic
def withdraw_evidence(*, actor: Actor, number: int, why: str, at: datetime) -> None:
    """
    Take back a file that was handed in by mistake; it is shown no more, its row stays.

    raises : NotFound, Forbidden; Refused `reason-missing`; a file that was taken back already stays so
    """
    row = EvidenceFile.objects.filter(pk=number).first()
    if row is None:
        raise NotFound("evidence", number)
    check_hand_in(actor=actor, subject=row.subject)
    if not why.strip():
        raise Refused("reason-missing", "Taking evidence back needs a written reason.", number=number)
    _, is_new = EvidenceWithdrawal.objects.get_or_create(
        file=row,
        defaults={
            "staff_id": actor.staff_id, "username": actor.username, "why": why.strip(), "product_at": at,
        },
    )  # fmt: skip
    if is_new:
        told = {"file": number, "why": why.strip()}
        record_act(actor=actor, act="evidence.withdraw", subject=row.subject, facts=told, at=at)
