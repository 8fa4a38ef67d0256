"""The one queue: open cases in the order of the time left, whatever the channel they came by."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CaseRow, QueueFilters, QueuePage

PAGE_SIZE = 50


def queue(*, actor: Actor, now: datetime, filters: QueueFilters | None = None, page: int = 1) -> QueuePage:
    """
    A page of the queue in sight, the least time left first; cases without a clock stand last.

    raises : Forbidden, for a role that has no part in requests
    """
    raise NotImplementedError


def open_cases_of(*, actor: Actor, customer_code: str, now: datetime) -> tuple[CaseRow, ...]:
    """The open cases of a customer in sight, the least time left first."""
    raise NotImplementedError
