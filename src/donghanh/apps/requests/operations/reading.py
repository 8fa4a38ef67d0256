"""Opens a case with the contact in full, and says the tracking code again; both are recorded as readings."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.values import CasePage


def read_case(*, actor: Actor, code: str, now: datetime) -> CasePage:
    """
    One case with its contact in full; the reading is recorded.

    raises : NotFound, Forbidden
    """
    raise NotImplementedError


def tracking_code_again(*, actor: Actor, code: str, now: datetime) -> str:
    """
    The tracking code of a case, for a customer who has lost it; the reading is recorded.

    raises : NotFound, Forbidden; Refused `code-lost`, when the server's secret is another one now
    """
    raise NotImplementedError
