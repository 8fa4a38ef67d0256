"""Answers a case and closes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests import ports
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations.writing import is_done, locked_case, move_case, say_to_customer
from donghanh.apps.requests.refusals import CannotMoveCase, Refused

LONGEST = 4000


@transaction.atomic
def answer_case(
    *, actor: Actor, code: str, text: str, now: datetime, template: str = "", key: str = ""
) -> None:
    """
    Answer the customer: the clock stops here, unless the customer says that it is not solved.

    raises : NotFound, Forbidden; CannotMoveCase, also `text-missing`, `text-too-long`
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return
    answer_locked(actor=actor, case=case, text=text, at=now, template=template, key=key)


def answer_locked(
    *, actor: Actor, case: Case, text: str, at: datetime, template: str = "", key: str = "",
    kind: str = "answer",
) -> None:  # fmt: skip
    """Answer a case that the caller has locked; for one, for many, for an incident."""
    check_text(text=text)
    case.answered_at = at
    case.responsible_id = case.responsible_id or actor.staff_id
    is_late = case.due_at is not None and at > case.due_at
    move_case(actor=actor, case=case, move="answer", at=at, key=key, facts={"is_late": is_late})
    say_to_customer(actor=actor, case=case, kind=kind, text=text.strip(), at=at, template=template)


def check_text(*, text: str) -> None:
    """Refuse words to a customer that are none, or too many."""
    if not text.strip():
        raise CannotMoveCase("text-missing", "Say what the customer is told.")
    if len(text) > LONGEST:
        told = f"{len(text)} characters; at most {LONGEST}."
        raise CannotMoveCase("text-too-long", told, found=len(text), expected=LONGEST)


@transaction.atomic
def close_case(*, actor: Actor, code: str, why: str, now: datetime, key: str = "") -> str:
    """
    Close an answered case without the customer's word. One that came late is closed only after its breach
    is recorded.

    returns : the token of the rating that the customer is asked for, empty when nobody asks
    raises  : NotFound, Forbidden; CannotMoveCase, also `breach-not-recorded`
    """
    case = locked_case(actor=actor, code=code)
    if is_done(case=case, key=key):
        return ""
    check_breach(case=case)
    case.closed_at = now
    move_case(actor=actor, case=case, move="close", at=now, why=why, key=key)
    return invite_rating(case=case, at=now)


def check_breach(*, case: Case) -> None:
    """Refuse to let a case end that came late and of which nobody has owned up."""
    if needs_breach(case=case):
        text = f"{case.code} came late: record the cause and the apology before it is closed."
        raise CannotMoveCase("breach-not-recorded", text, case=case.code)


def needs_breach(*, case: Case) -> bool:
    """Answer whether an answered case came late and its breach is still to be recorded."""
    is_late = case.due_at is not None and case.answered_at is not None and case.answered_at > case.due_at
    return is_late and getattr(case, "breach", None) is None


def invite_rating(*, case: Case, at: datetime, is_there: bool = False) -> str:
    """
    Ask whoever answers for ratings for one of this contact; one that cannot be asked for keeps no case open.

    is_there : the customer is shown the rating at once, so that no message is needed
    """
    staff = case.responsible.username if case.responsible else ""
    who = case.customer_code or case.phone or case.email or case.code
    wanted = ports.RatingWanted(
        "request", case.code, case.channel, case.unit_id or "", staff, who, at,
        phone=case.phone, email=case.email, is_there=is_there,
    )  # fmt: skip
    try:
        with transaction.atomic():
            return ports.invite_rating(wanted=wanted)
    except Refused:
        return ""
