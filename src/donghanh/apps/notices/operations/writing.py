"""Checks and writes the steps of a message, in a caller's transaction; the caller has locked its sending."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.notices.models import Message, MessageMove, Sending
from donghanh.apps.notices.refusals import CannotMoveMessage, NotFound
from donghanh.engines.notices import moves as life

JOB, CHANNEL = "job", "channel"
ENDS = frozenset({"sent", "delivered", "failed", "uncertain"})


def locked(*, code: str) -> Sending:
    """Lock the sending of a message; raises NotFound."""
    found = (
        Sending.objects.select_for_update(of=("self",))
        .select_related("message")
        .filter(message__code=code)
        .first()
    )
    if found is None:
        raise NotFound("message", code)
    return found


def move(
    *, sending: Sending, name: str, at: datetime, why: str = "", reference: str = "", as_role: str = JOB,
    by: int | None = None, next_at: datetime | None = None, keeps_words: bool = False,
) -> None:  # fmt: skip
    """
    Write one step and save the sending with it.

    keeps_words : an uncertain message whose channel is to be asked again needs its words still
    raises      : CannotMoveMessage
    """
    try:
        before, sending.state = sending.state, life.next_state(state=sending.state, move=name)
    except life.CannotMoveMessage as reason:
        raise CannotMoveMessage(reason.rule, str(reason), **reason.facts) from reason
    sending.why, sending.next_at = why[:200], next_at
    sending.reference = reference[:120] or sending.reference
    if sending.state in ENDS:
        sending.settled_at = at
        sending.words = sending.words if keeps_words else ""
    sending.save()
    write_step(sending.message, name, before, sending.state, at, why, reference, as_role, by)


def write_step(
    message: Message, name: str, before: str, after: str, at: datetime, why: str, reference: str,
    as_role: str, by: int | None = None,
) -> None:  # fmt: skip
    """Write one step; never with the words of the message."""
    MessageMove.objects.create(
        message=message, move=name, from_state=before, to_state=after, by_id=by, as_role=as_role,
        why=why[:400], reference=reference[:120], product_at=at,
    )  # fmt: skip
