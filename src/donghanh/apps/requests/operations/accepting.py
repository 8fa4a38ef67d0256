"""The first look at a request: accepted, waiting for documents, complete, or refused with a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations.writing import (
    is_done,
    locked,
    locked_case,
    move_case,
    say_to_customer,
)
from donghanh.apps.requests.permissions import CUSTOMER
from donghanh.apps.requests.refusals import CannotMoveCase

WAITS_FOR_PAPERS = "complete_application"


@transaction.atomic
def accept_case(*, actor: Actor, code: str, now: datetime, key: str = "") -> None:
    """
    Accept a case; whoever accepts it and finds nobody responsible becomes so.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    case.responsible_id = case.responsible_id or actor.staff_id
    move_case(actor=actor, case=case, move="accept", at=now, key=key)


@transaction.atomic
def ask_for_documents(
    *, actor: Actor, code: str, documents: Collection[str], why: str, now: datetime, key: str = ""
) -> None:
    """
    Say which documents are missing.

    The clock of a complete application stands still only when that is said at the first look: once it was
    accepted, or complete before, it goes on, and only a pause with evidence stops it.

    raises : NotFound, Forbidden; CannotMoveCase, also `documents-missing`, `document-unknown`
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    _check_documents(case, documents)
    if _has_not_begun(case):
        case.starts_at = None
    facts = {"documents": sorted(documents)}
    move_case(actor=actor, case=case, move="ask_for_documents", at=now, why=why, key=key, facts=facts)
    say_to_customer(actor=actor, case=case, kind="question", text=why.strip(), at=now)


@transaction.atomic
def complete_application(*, actor: Actor | None, code: str, now: datetime, key: str = "") -> None:
    """
    Say that the application is complete: its clock starts now, unless it ran already.

    actor  : None for the customer, whose tracking code the face has checked
    raises : NotFound, Forbidden, CannotMoveCase
    """
    case = locked(code=code) if actor is None else locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    case.starts_at = case.starts_at or now
    move_case(actor=actor or CUSTOMER, case=case, move="complete", at=now, key=key)


@transaction.atomic
def refuse_case(*, actor: Actor, code: str, why: str, text: str, now: datetime, key: str = "") -> None:
    """
    Refuse a request that cannot be met; `text` is what the customer is told.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    if not text.strip():
        raise CannotMoveCase("text-missing", "Say what the customer is told.", case=code)
    case.closed_at = now
    move_case(actor=actor, case=case, move="refuse", at=now, why=why, key=key)
    say_to_customer(actor=actor, case=case, kind="answer", text=text.strip(), at=now)


def _has_not_begun(case: Case) -> bool:
    waits = case.service["starts"] == WAITS_FOR_PAPERS and case.state == "received"
    return waits and not case.moves.filter(move__in=("complete", "accept")).exists()


def _check_documents(case: Case, documents: Collection[str]) -> None:
    known = {one["code"] for one in case.service["documents"]}
    if not documents:
        raise CannotMoveCase("documents-missing", "Name the documents that are missing.", case=case.code)
    for unknown in sorted(set(documents) - known):
        text = f"{case.service_code} needs no '{unknown}'; expected {', '.join(sorted(known)) or 'none'}."
        raise CannotMoveCase("document-unknown", text, case=case.code, document=unknown)
