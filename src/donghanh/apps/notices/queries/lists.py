"""Lists of messages: all in sight, filtered; those about one thing."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from donghanh.apps.notices import ports
from donghanh.apps.notices.models import Message, Sending
from donghanh.apps.notices.permissions import check_see_messages
from donghanh.apps.notices.queries.sight import messages_seen, row_of
from donghanh.apps.notices.values import EMAIL, SMS, MessageFilters, MessagePage, MessageRow
from donghanh.apps.organisation.permissions import Actor

A_PAGE = 50


def messages(
    *, actor: Actor, now: datetime, filters: MessageFilters | None = None, page: int = 1
) -> MessagePage:
    """
    A page of the messages in sight, newest first; of the moment and before.

    raises : Forbidden
    """
    check_see_messages(actor=actor)
    asked = filters or MessageFilters()
    seen = messages_seen(actor=actor).filter(product_at__lte=now)
    counts = _counts(_narrowed(seen, asked, with_state=False))
    total = counts.get(asked.state, 0) if asked.state else sum(counts.values())
    pages = max(1, -(-total // A_PAGE))
    at = (min(page, pages) - 1) * A_PAGE
    rows = _narrowed(seen, asked).select_related("sending").order_by("-id")[at : at + A_PAGE]
    return MessagePage(
        rows=tuple(map(row_of, rows)), total=total, page=min(page, pages), pages=pages, counts=counts,
        filters=asked, channels_missing=channels_missing(),
    )  # fmt: skip


def message_counts(*, actor: Actor, now: datetime) -> dict[str, int]:
    """How many messages in sight are in which state."""
    check_see_messages(actor=actor)
    return _counts(messages_seen(actor=actor).filter(product_at__lte=now))


def messages_about(*, actor: Actor, about: str) -> tuple[MessageRow, ...]:
    """
    What was said about one thing, oldest first; of what the actor does not see, nothing.

    about : such as `request:YC-21-000001`
    """
    found = Message.objects.filter(about=about).select_related("sending").order_by("id")
    if not ports.may_see_subject(actor=actor, about=about):
        found = found.filter(pk__in=messages_seen(actor=actor))
    return tuple(map(row_of, found))


def next_due_at(*, until: datetime) -> datetime | None:
    """The moment of the next message that is to be sent by a channel that is there; for the demo's story."""
    due = Sending.objects.filter(state="queued", next_at__lte=until)
    found = due.filter(message__channel__in=ports.channels_plugged()).order_by("next_at")
    return found.values_list("next_at", flat=True).first()


def channels_missing() -> tuple[str, ...]:
    """The channels that carry nothing, because nobody set them up."""
    return tuple(name for name in (SMS, EMAIL) if name not in ports.channels_plugged())


def _narrowed(
    seen: QuerySet[Message], asked: MessageFilters, *, with_state: bool = True
) -> QuerySet[Message]:
    wanted = {
        "channel": asked.channel, "kind": asked.kind, "unit_id": asked.unit_code, "about": asked.about,
        "sending__state": asked.state if with_state else "",
    }  # fmt: skip
    return seen.filter(**{name: value for name, value in wanted.items() if value})


def _counts(seen: QuerySet[Message]) -> dict[str, int]:
    found = seen.order_by().values_list("sending__state").annotate(Count("pk"))
    return {str(state): int(count) for state, count in found}
