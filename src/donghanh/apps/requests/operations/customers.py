"""What the customer says of the end: solved, not solved, no longer wanted; alone, or through a clerk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.models import Case
from donghanh.apps.requests.operations.answering import invite_rating
from donghanh.apps.requests.operations.writing import (
    is_done,
    locked_by_tracking,
    locked_case,
    move_case,
)
from donghanh.apps.requests.permissions import CUSTOMER


@transaction.atomic
def confirm_solved(*, tracking_code: str, now: datetime) -> str:
    """
    The customer says that it is solved: the case is closed.

    returns : the token of the rating, empty when nobody asks for one
    raises  : NotFound; CannotMoveCase
    """
    return _solved(CUSTOMER, locked_by_tracking(tracking_code=tracking_code), "", now)


@transaction.atomic
def confirm_solved_by_word(*, actor: Actor, code: str, why: str, now: datetime) -> str:
    """As `confirm_solved`, when the customer said so to a clerk; `why` says how."""
    return _solved(actor, locked_case(actor=actor, code=code), why, now)


@transaction.atomic
def report_not_solved(*, tracking_code: str, why: str, now: datetime) -> str:
    """
    The customer says that it is not solved: the same case is open again, with its original clock.

    returns : the case's code
    raises  : NotFound; CannotMoveCase, also `reason-missing`
    """
    case = locked_by_tracking(tracking_code=tracking_code)
    _not_solved(CUSTOMER, case, why, now)
    return str(case.code)


@transaction.atomic
def report_not_solved_by_word(*, actor: Actor, code: str, why: str, now: datetime) -> None:
    """As `report_not_solved`, when the customer said so to a clerk."""
    _not_solved(actor, locked_case(actor=actor, code=code), why, now)


@transaction.atomic
def withdraw_by_customer(*, tracking_code: str, why: str, now: datetime) -> None:
    """The customer wants it no longer; raises NotFound, CannotMoveCase."""
    _withdraw(CUSTOMER, locked_by_tracking(tracking_code=tracking_code), why, now, "")


@transaction.atomic
def withdraw_case(*, actor: Actor, code: str, why: str, now: datetime, key: str = "") -> None:
    """As `withdraw_by_customer`, when the customer said so to a clerk."""
    case = locked_case(actor=actor, code=code)
    if not is_done(case=case, key=key):
        _withdraw(actor, case, why, now, key)


def _solved(actor: Actor, case: Case, why: str, now: datetime) -> str:
    """The customer's own word ends a case whatever the company still owes itself to record."""
    case.closed_at = now
    move_case(actor=actor, case=case, move="confirm_solved", at=now, why=why)
    return invite_rating(case=case, at=now, is_there=actor == CUSTOMER)


def _not_solved(actor: Actor, case: Case, why: str, now: datetime) -> None:
    case.answered_at, case.closed_at = None, None
    move_case(actor=actor, case=case, move="report_not_solved", at=now, why=why)


def _withdraw(actor: Actor, case: Case, why: str, now: datetime, key: str) -> None:
    case.closed_at = now
    move_case(actor=actor, case=case, move="withdraw", at=now, why=why, key=key)
