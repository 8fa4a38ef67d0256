"""Opens a case with the contact in full, and says the tracking code again; both are recorded as readings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.organisation.operations import record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.requests.bridge import tracking
from donghanh.apps.requests.operations.writing import locked_case
from donghanh.apps.requests.queries.pages import case_page
from donghanh.apps.requests.refusals import Refused
from donghanh.apps.requests.values import CasePage


@transaction.atomic
def read_case(*, actor: Actor, code: str, now: datetime) -> CasePage:
    """
    One case with its contact in full; the reading is recorded.

    raises : NotFound
    """
    page = case_page(actor=actor, code=code, now=now, in_full=True)
    record_reading(actor=actor, what="request_contact", subject=f"request:{code}", at=now)
    return page


@transaction.atomic
def tracking_code_again(*, actor: Actor, code: str, now: datetime) -> str:
    """
    The tracking code of a case, for a customer who has lost it; the reading is recorded.

    raises : NotFound, Forbidden; Refused `code-lost`, when the server's secret is another one now
    """
    case = locked_case(actor=actor, code=code)
    told = tracking.code_of(nonce=bytes(case.tracking_nonce))
    if tracking.hash_of(code=told) != case.tracking_sha256:
        raise Refused(
            "code-lost", f"The code of {code} cannot be told again: the server's secret is another."
        )
    record_reading(actor=actor, what="request_tracking_code", subject=f"request:{code}", at=now)
    return told
