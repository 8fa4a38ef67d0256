"""Says that two reports that look alike are different things, so that nobody is asked again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Case, Difference, DifferenceTakenBack
from donghanh.apps.requests.operations.writing import locked_case
from donghanh.apps.requests.queries.differences import standing
from donghanh.apps.requests.refusals import Refused


@transaction.atomic
def say_different(
    *, actor: Actor, codes: tuple[str, str], why: str, now: datetime, score: int | None = None
) -> None:
    """
    Say that two cases are not the same thing: the pair is never proposed again. Said again, nothing changes.

    score  : of the likeness that is declined, when it was proposed
    raises : NotFound, Forbidden; Refused `reason-missing`, `same-case`, `one-incident`
    """
    first, second = _locked(actor, codes, why)
    if _of(first) is not None and _of(first) == _of(second):
        text = f"{first.code} and {second.code} are of one incident."
        raise Refused("one-incident", text, first=first.code, second=second.code)
    if standing(pairs={(first.pk, second.pk)}).exists():
        return
    Difference.objects.create(
        first=first, second=second, score=score, why=why.strip(), by_id=actor.staff_id, product_at=now
    )
    _record(actor, "request.say_different", first, second, why, now)


@transaction.atomic
def take_difference_back(*, actor: Actor, codes: tuple[str, str], why: str, now: datetime) -> None:
    """
    Let two cases be proposed as one thing again; both sayings stay in the records.

    raises : NotFound, Forbidden; Refused `reason-missing`, `same-case`, `not-said-different`
    """
    first, second = _locked(actor, codes, why)
    found = standing(pairs={(first.pk, second.pk)}).first()
    if found is None:
        text = f"Nobody said that {first.code} and {second.code} are different."
        raise Refused("not-said-different", text, first=first.code, second=second.code)
    DifferenceTakenBack.objects.create(
        difference=found, why=why.strip(), by_id=actor.staff_id, product_at=now
    )
    _record(actor, "request.take_difference_back", first, second, why, now)


def _locked(actor: Actor, codes: tuple[str, str], why: str) -> tuple[Case, Case]:
    """Both cases, the older number first; locked in the order of their codes, against a ring."""
    if not why.strip():
        raise Refused("reason-missing", "Say why these are two different things.")
    if codes[0] == codes[1]:
        raise Refused("same-case", f"{codes[0]} cannot differ from itself.", case=codes[0])
    cases = [locked_case(actor=actor, code=code) for code in sorted(codes)]
    first, second = sorted(cases, key=lambda case: case.pk)
    return first, second


def _of(case: Case) -> int | None:
    member = getattr(case, "membership", None)
    return member.incident_id if member else None


def _record(actor: Actor, act: str, first: Case, second: Case, why: str, now: datetime) -> None:
    """One row for each of the two, so that the story of either tells it."""
    for case, other in ((first, second), (second, first)):
        facts = {"other": other.code, "why": why.strip()}
        record_act(actor=actor, act=act, subject=f"request:{case.code}", facts=facts, at=now)
