"""What a person does about a message: read its address in full, give it up, send its words again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from donghanh.apps.notices.operations.queueing import queue_message
from donghanh.apps.notices.operations.writing import locked, move
from donghanh.apps.notices.permissions import check_act, giving_roles
from donghanh.apps.notices.queries.one import message_seen, message_story
from donghanh.apps.notices.refusals import CannotMoveMessage
from donghanh.apps.notices.values import Address, MessageStory
from donghanh.apps.organisation.operations import record_act, record_reading
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.notices import moves as life


def read_message(*, actor: Actor, code: str, now: datetime) -> MessageStory:
    """
    Show a message with its address in full, and record who looked.

    raises : NotFound, Forbidden
    """
    check_act(actor=actor)
    story = message_story(actor=actor, code=code)
    record_reading(actor=actor, what="message_address", subject=f"message:{code}", at=now)
    return replace(story, row=replace(story.row, to=message_seen(actor=actor, code=code).address))


@transaction.atomic
def give_up(*, actor: Actor, code: str, why: str, now: datetime) -> None:
    """
    Give a message up that waits or of which nobody knows: the customer was told otherwise.

    raises : NotFound, Forbidden; CannotMoveMessage, also `reason-missing`
    """
    check_act(actor=actor)
    seen = message_seen(actor=actor, code=code)
    sending = locked(code=code)
    roles = giving_roles(actor=actor, unit_code=seen.unit_id or "")
    try:
        life.check_give_up(state=sending.state, roles=roles, reason=why)
    except life.CannotMoveMessage as reason:
        raise CannotMoveMessage(reason.rule, str(reason), **reason.facts) from reason
    move(
        sending=sending, name="give_up", at=now, why=why.strip(), as_role=min(roles & life.SENDERS),
        by=actor.staff_id,
    )  # fmt: skip
    told = {"why": why.strip()[:400]}
    record_act(actor=actor, act="message.give_up", subject=f"message:{code}", facts=told, at=now)


@transaction.atomic
def send_again(*, actor: Actor, code: str, to: Address, now: datetime, key: str) -> str:
    """
    Send the words of a message that failed or is uncertain again, perhaps to another address.

    It is another message, which points back; what was covered in the first cannot be said again.

    returns : the code of the new message
    raises  : NotFound, Forbidden; CannotMoveMessage `not-from-this-state`, `words-are-gone`
    """
    check_act(actor=actor)
    seen = message_seen(actor=actor, code=code)
    sending = locked(code=code)
    if sending.state not in ("failed", "uncertain"):
        text = f"Only what failed or is uncertain is sent again; {code} is {sending.state}."
        raise CannotMoveMessage("not-from-this-state", text, state=sending.state)
    if seen.is_secret or "•••" in seen.text:
        text = f"What {code} said to the customer alone is not kept. Next: make a new code."
        raise CannotMoveMessage("words-are-gone", text, message=code)
    address = to if to.value else Address(seen.channel, seen.address)
    made = queue_message(
        to=address, kind=seen.kind, text=seen.text, subject=seen.subject, about=seen.about, key=key, now=now,
        unit_code=seen.unit_id or "", corrects=code,
    )  # fmt: skip
    told = {"message": made}
    record_act(actor=actor, act="message.send_again", subject=f"message:{code}", facts=told, at=now)
    return made
