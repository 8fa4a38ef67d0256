"""Stops and starts a case's clock: for an allowed reason, with evidence, and at most so long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import Attachment


def pause_case(
    *, actor: Actor, code: str, reason: str, why: str, now: datetime, attachments: Sequence[Attachment] = (),
    evidence: Sequence[int] = (), key: str = "",
) -> None:  # fmt: skip
    """
    Stop the clock.

    attachments : files that prove the reason; `evidence` numbers of files of the case that are kept already
    raises      : NotFound, Forbidden, CannotMoveCase; CannotPause `pause-reason-not-allowed`,
                  `pause-without-evidence`, `evidence-not-of-case`, `reason-missing`
    """
    raise NotImplementedError


def resume_case(*, actor: Actor, code: str, now: datetime, why: str = "", key: str = "") -> None:
    """
    Let the clock go on.

    raises : NotFound, Forbidden, CannotMoveCase
    """
    raise NotImplementedError
