"""Makes one incident of several reports of one thing, and tells everybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import BulkDone


def open_incident(*, actor: Actor, title: str, codes: Sequence[str], why: str, now: datetime) -> str:
    """
    Open an incident of these cases, of one unit, and answer its code, such as `SC-21-00001`.

    raises : NotFound, Forbidden; Refused `title-missing`, `not-one-unit`, `joined-already`
    """
    raise NotImplementedError


def join_incident(
    *, actor: Actor, incident: str, code: str, why: str, now: datetime, score: int | None = None
) -> None:
    """
    Say that a case speaks of an incident.

    raises : NotFound, Forbidden; Refused `joined-already`, `incident-over`
    """
    raise NotImplementedError


def answer_incident(
    *, actor: Actor, incident: str, text: str, is_over: bool, now: datetime, digest: str = ""
) -> BulkDone:
    """
    Tell everybody of an incident; when it is over, each open case is answered with these words.

    raises : NotFound, Forbidden; Refused `text-missing`, `incident-over`
    """
    raise NotImplementedError
