"""What the customer says of the end: solved, not solved, no longer wanted; alone, or through a clerk."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


def confirm_solved(*, tracking_code: str, now: datetime) -> str:
    """
    The customer says that it is solved: the case is closed.

    returns : the token of the rating, empty when nobody asks for one
    raises  : NotFound; CannotMoveCase
    """
    raise NotImplementedError


def confirm_solved_by_word(*, actor: Actor, code: str, why: str, now: datetime) -> str:
    """As `confirm_solved`, when the customer said so to a clerk; `why` says how."""
    raise NotImplementedError


def report_not_solved(*, tracking_code: str, why: str, now: datetime) -> str:
    """
    The customer says that it is not solved: the same case is open again, with its original clock.

    returns : the case's code
    raises  : NotFound; CannotMoveCase, also `reason-missing`
    """
    raise NotImplementedError


def report_not_solved_by_word(*, actor: Actor, code: str, why: str, now: datetime) -> None:
    """As `report_not_solved`, when the customer said so to a clerk."""
    raise NotImplementedError


def withdraw_by_customer(*, tracking_code: str, why: str, now: datetime) -> None:
    """The customer wants it no longer; raises NotFound, CannotMoveCase."""
    raise NotImplementedError


def withdraw_case(*, actor: Actor, code: str, why: str, now: datetime, key: str = "") -> None:
    """As `withdraw_by_customer`, when the customer said so to a clerk."""
    raise NotImplementedError
