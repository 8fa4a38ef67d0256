"""Rows of the messages: what was said, how its sending stands, and every step of it."""

from donghanh.apps.notices.models.messages import Message
from donghanh.apps.notices.models.sending import MessageMove, Sending

__all__ = ["Message", "MessageMove", "Sending"]
