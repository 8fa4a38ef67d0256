"""Acts on messages: write one, send what is due, take a channel's report, give one up, send one again."""

from donghanh.apps.notices.operations.desk import give_up, read_message, send_again
from donghanh.apps.notices.operations.queueing import queue_message
from donghanh.apps.notices.operations.reporting import record_report
from donghanh.apps.notices.operations.sending import send_due

__all__ = ["give_up", "queue_message", "read_message", "record_report", "send_again", "send_due"]
