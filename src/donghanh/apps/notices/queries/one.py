"""One message with every step, for whoever sees it or what it is about."""

from __future__ import annotations

from donghanh.apps.notices.models import Message, MessageMove
from donghanh.apps.notices.permissions import check_see_messages, giving_roles
from donghanh.apps.notices.ports import may_see_subject
from donghanh.apps.notices.queries.sight import messages_seen, row_of
from donghanh.apps.notices.refusals import NotFound
from donghanh.apps.notices.values import SMS, MessageMoveRow, MessageStory
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.notices.moves import MESSAGE
from donghanh.engines.notices.parts import parts_of


def message_seen(*, actor: Actor, code: str) -> Message:
    """
    The message, of the own units or about something that the actor sees (a case that came from elsewhere).

    raises : NotFound, Forbidden
    """
    check_see_messages(actor=actor)
    found = Message.objects.select_related("sending", "corrects").filter(code=code).first()
    if found is None:
        raise NotFound("message", code)
    is_own = messages_seen(actor=actor).filter(pk=found.pk).exists()
    if not is_own and not may_see_subject(actor=actor, about=found.about):
        raise NotFound("message", code)
    return found


def message_story(*, actor: Actor, code: str) -> MessageStory:
    """
    One message with what came of it.

    raises : NotFound, Forbidden
    """
    found = message_seen(actor=actor, code=code)
    row = row_of(found)
    steps = MessageMove.objects.filter(message=found).select_related("by").order_by("id")
    roles = giving_roles(actor=actor, unit_code=row.unit_code)
    return MessageStory(
        row=row, moves=tuple(map(_step, steps)), corrects=found.corrects.code if found.corrects else "",
        corrected_by=tuple(found.corrected_by.order_by("id").values_list("code", flat=True)),
        parts=parts_of(text=row.text).count if row.channel == SMS else 0,
        may_act=bool(roles), may_give_up=bool(roles) and row.state in MESSAGE.moves["give_up"].from_states,
    )  # fmt: skip


def _step(step: MessageMove) -> MessageMoveRow:
    by = step.by.full_name if step.by else ""
    return MessageMoveRow(
        step.move, step.from_state, step.to_state, step.why, step.reference, by, step.product_at
    )
