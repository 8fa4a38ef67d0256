"""Takes what a channel reports later: it reached the customer, or it could not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from donghanh.apps.notices.models import Sending
from donghanh.apps.notices.operations.writing import CHANNEL, move
from donghanh.apps.notices.refusals import NotFound, Refused

STEPS = {"delivered": "confirm", "failed": "bounce"}


@transaction.atomic
def record_report(
    *, channel: str, code: str, result: str, now: datetime, why: str = "", reference: str = ""
) -> str:
    """
    Record a delivery report; the same one again changes nothing.

    code    : the message's own, as the channel was given it
    result  : delivered, failed
    returns : the state of the message
    raises  : NotFound; Refused `result-unknown`; CannotMoveMessage, as for one that was never sent
    """
    if result not in STEPS:
        raise Refused("result-unknown", f"'{result[:20]}' is none of {', '.join(STEPS)}.")
    found = Sending.objects.select_for_update(of=("self",)).select_related("message")
    sending = found.filter(message__code=code, message__channel=channel).first()
    if sending is None:
        raise NotFound("message", code)
    if sending.state not in ("delivered", "failed"):
        move(sending=sending, name=STEPS[result], at=now, why=why, reference=reference, as_role=CHANNEL)
    return str(sending.state)
