"""Keeps a file as evidence of a case."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import Attachment


def attach_file(*, actor: Actor | None, code: str, attachment: Attachment, now: datetime) -> int:
    """
    Keep a file of a case and answer its number in the evidence.

    actor  : None for the customer, whose tracking code the face has checked
    raises : NotFound, Forbidden; `evidence.operations.CannotKeep`
    """
    raise NotImplementedError
