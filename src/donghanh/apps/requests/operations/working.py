"""The work itself begins; and the case turns out to be another service."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor


def start_case(*, actor: Actor, code: str, now: datetime, key: str = "") -> None:
    """
    Begin the work.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    raise NotImplementedError


def reclassify_case(
    *, actor: Actor, code: str, service_code: str, why: str, now: datetime, key: str = ""
) -> None:
    """
    Say that a case is another service. Its clock goes on from where it started and never gains time.

    raises : NotFound, Forbidden; CannotMoveCase `reason-missing`, `service-unknown`, `nothing-changes`
    """
    raise NotImplementedError
