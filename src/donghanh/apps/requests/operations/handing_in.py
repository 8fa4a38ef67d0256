"""Takes papers that a customer hands in later, under the tracking code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from donghanh.apps.requests.models.cases import OPEN
from donghanh.apps.requests.operations.accepting import complete_application
from donghanh.apps.requests.operations.attaching import keep_files
from donghanh.apps.requests.operations.writing import locked_by_tracking
from donghanh.apps.requests.queries.tracking import track
from donghanh.apps.requests.refusals import CannotMoveCase
from donghanh.apps.requests.values import Attachment


@transaction.atomic
def hand_in_by_customer(*, tracking_code: str, attachments: Sequence[Attachment], now: datetime) -> int:
    """
    Keep files of a case that is still open. With the last paper that was missing the application is
    complete, and its clock runs; whoever reads the papers may ask again.

    returns : how many files were kept
    raises  : NotFound; CannotMoveCase `case-over`; Refused `too-many-files`; `evidence.operations.CannotKeep`
    """
    case = locked_by_tracking(tracking_code=tracking_code)
    if case.state not in OPEN:
        raise CannotMoveCase("case-over", "The request is over; files are taken no more.", state=case.state)
    count = len(keep_files(actor=None, case=case, attachments=attachments, at=now))
    owed = track(tracking_code=tracking_code, now=now).questions
    if owed and all(one.is_there for one in owed):
        complete_application(actor=None, code=case.code, now=now)
    return count
