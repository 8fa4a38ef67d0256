"""The first look at a request: accepted, waiting for documents, complete, or refused with a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


def accept_case(*, actor: Actor, code: str, now: datetime, key: str = "") -> None:
    """
    Accept a case; whoever accepts it and finds nobody responsible becomes so.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    raise NotImplementedError


def ask_for_documents(
    *, actor: Actor, code: str, documents: Collection[str], why: str, now: datetime, key: str = ""
) -> None:
    """
    Say which documents are missing; the clock of a complete application has not started then.

    raises : NotFound, Forbidden; CannotMoveCase, also `document-unknown`, `documents-missing`,
             `clock-runs-from-request` (then a pause is what is meant)
    """
    raise NotImplementedError


def complete_application(*, actor: Actor | None, code: str, now: datetime, key: str = "") -> None:
    """
    Say that the application is complete: its clock starts now. actor None: the customer handed it in.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    raise NotImplementedError


def refuse_case(*, actor: Actor, code: str, why: str, text: str, now: datetime, key: str = "") -> None:
    """
    Refuse a request that cannot be met; `text` is what the customer is told.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    raise NotImplementedError
