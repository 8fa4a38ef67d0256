"""Answers a case and closes it."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


def answer_case(
    *, actor: Actor, code: str, text: str, now: datetime, template: str = "", key: str = ""
) -> None:
    """
    Answer the customer: the clock stops here, unless the customer says that it is not solved.

    raises : NotFound, Forbidden; CannotMoveCase, also `text-missing`
    """
    raise NotImplementedError


def close_case(*, actor: Actor, code: str, now: datetime, why: str = "", key: str = "") -> str:
    """
    Close an answered case. A case that came late is closed only after its breach is recorded.

    returns : the token of the rating that the customer is asked for, empty when nobody asks
    raises  : NotFound, Forbidden; CannotMoveCase, also `breach-not-recorded`
    """
    raise NotImplementedError
