"""One case with its whole story, and how its due time came about."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CasePage, DueExplained


def case_page(*, actor: Actor, code: str, now: datetime, in_full: bool = False) -> CasePage:
    """
    One case.

    in_full : contact without cover; only through `operations.read_case`, which records the reading
    raises  : NotFound
    """
    raise NotImplementedError


def due_explained(*, actor: Actor, code: str, now: datetime) -> DueExplained:
    """
    How the due time of a case follows from its promise, day by day.

    raises : NotFound
    """
    raise NotImplementedError
