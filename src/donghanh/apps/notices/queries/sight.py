"""Which messages somebody sees, and a message as it may be shown."""

from __future__ import annotations

from django.db.models import QuerySet

from donghanh.apps.customers.queries.masks import masked_email, masked_phone
from donghanh.apps.notices.models import Message
from donghanh.apps.notices.permissions import desk_units
from donghanh.apps.notices.values import EMAIL, MessageRow
from donghanh.apps.organisation.permissions import Actor


def messages_seen(*, actor: Actor) -> QuerySet[Message]:
    """The messages in the actor's sight: all, or those of the own units."""
    units = desk_units(actor=actor)
    if units is None:
        return Message.objects.all()
    return Message.objects.filter(unit_id__in=sorted(units))


def row_of(message: Message) -> MessageRow:
    """A message with its sending, the address masked."""
    sending = message.sending
    return MessageRow(
        code=message.code, kind=message.kind, channel=message.channel,
        to=_masked(message.channel, message.address), subject=message.subject, text=message.text,
        is_secret=message.is_secret, about=message.about, unit_code=message.unit_id or "",
        state=sending.state, why=sending.why, tries=sending.tries, queued_at=message.product_at,
        next_at=sending.next_at, settled_at=sending.settled_at,
    )  # fmt: skip


def _masked(channel: str, address: str) -> str:
    return (masked_email(address) if channel == EMAIL else masked_phone(address)) or ""
