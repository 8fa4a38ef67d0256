"""Takes papers that a customer hands in later, under the tracking code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.operations.attaching import keep_files
from donghanh.apps.requests.operations.writing import locked_by_tracking
from donghanh.apps.requests.refusals import CannotMoveCase
from donghanh.apps.requests.values import Attachment


@transaction.atomic
def hand_in_by_customer(*, tracking_code: str, attachments: Sequence[Attachment], now: datetime) -> int:
    """
    Keep files of a case that is still open; whether it is complete then is for whoever reads them.

    returns : how many files were kept
    raises  : NotFound; CannotMoveCase `case-over`; Refused `too-many-files`; `evidence.operations.CannotKeep`
    """
    case = locked_by_tracking(tracking_code=tracking_code)
    if case.state not in OPEN:
        raise CannotMoveCase("case-over", "The request is over; files are taken no more.", state=case.state)
    return len(keep_files(actor=None, case=case, attachments=attachments, at=now))
