"""Warns before a due time, and records a breach with its cause and an apology."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import Escalated


def record_breach(
    *, actor: Actor, code: str, cause: str, told: str, now: datetime, apology: str = "", key: str = ""
) -> None:
    """
    Record why a case came too late and apologise; `apology` left out, the lawbook's words are filled in.

    raises : NotFound, Forbidden; Refused `not-late`, `cause-unknown`, `reason-missing`,
             `breach-recorded-already`
    """
    raise NotImplementedError


def escalate_due(*, now: datetime) -> Escalated:
    """
    Warn the right person of each open case whose time runs out, in working hours only; and let clocks go on
    whose pause has reached its longest. Run again, nobody is warned twice.
    """
    raise NotImplementedError
