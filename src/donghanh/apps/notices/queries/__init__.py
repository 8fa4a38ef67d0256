"""Questions about messages, scoped to who asks: lists, those about one thing, one with its story."""

from donghanh.apps.notices.queries.lists import message_counts, messages, messages_about, next_due_at
from donghanh.apps.notices.queries.one import message_story

__all__ = ["message_counts", "message_story", "messages", "messages_about", "next_due_at"]
